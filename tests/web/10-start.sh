#!/bin/bash
# People with a paper, and people who need help, in a real browser.
. tests/e2e/lib.sh

if ! command -v chromedriver >/dev/null; then
	fail 'chromedriver is there' 'run "make test-deps"'
	finish
fi
campaign start
live
people 1 3 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
exits 0 'an institution says whom to ask' tf organisation inst-002 \
    --contact 'Kim de Boer, toestel 214'
tf handout --organisation inst-002 --out "$home/sheets.html" 2>/dev/null
tf handout --organisation inst-002 --cards --out "$home/cards.html" \
    2>/dev/null
start_pages

# Somebody types the code of a sheet: starts REF [OPTION]
starts()
{
	local code

	tf handout --person "$1" >"$dir/sheet.html" 2>"$dir/err"
	code=$(grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}<' "$dir/sheet.html")
	"$PYTHON" tests/web/start.py "$base" "${code%<}" \
	    "$(sql "SELECT identifier FROM person WHERE ref = '$1'")" \
	    "${PICTURES:-$dir}" "${@:2}" || failures=$((failures + 1))
}

starts p0001
starts p0002 --no-script
is 'each new key is an event' "$(sql "SELECT count(*) FROM event
    WHERE kind = 'renewed'")" 2
"$PYTHON" tests/web/audit.py "$base/?taal=en" "$base/help?taal=en" \
    "$base/practice?taal=en" "$home/sheets.html" "$home/cards.html" || failures=$((failures + 1))
finish
