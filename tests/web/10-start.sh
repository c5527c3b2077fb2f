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
code=$(grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}<' "$home/sheets.html" |
    head -n 1 | tr -d '<')
start_pages
for script in "" --no-script; do
	"$PYTHON" tests/web/start.py "$base" "$code" "$dir" \
	    ${script:+"$script"} || failures=$((failures + 1))
done
"$PYTHON" tests/web/audit.py "$base/" "$base/help?organisation=inst-002" \
    "$base/?taal=en" "$base/help?taal=en" "$home/sheets.html" \
    "$home/cards.html" || failures=$((failures + 1))
finish
