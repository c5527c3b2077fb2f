#!/bin/bash
# Every page of the flow and every mistake on it, in a real browser, with and
# without JavaScript; KeePassXC computes the code, and the promise is kept.
. tests/e2e/lib.sh

if ! command -v chromedriver >/dev/null; then
	fail 'chromedriver is there' 'run "make test-deps"'
	finish
fi
campaign flow
live
people 1 3 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
start_pages

# Somebody makes all mistakes: walks REF [OPTION ...]
walks()
{
	local ref=$1
	shift

	"$PYTHON" tests/web/flow.py "$(tf link "$ref" 2>"$dir/err")" \
	    "$(sql "SELECT identifier FROM person WHERE ref = '$ref'")" \
	    "$db" "$@" >"$dir/walk" || failures=$((failures + 1))
	cat "$dir/walk"
}

walks p0001
exits 0 'the helpdesk finds who reads out the code' \
    tf --json person "$(sed -n 's/^# helpcode //p' "$dir/walk")"
is '... who it is' "$(jq -r .user "$dir/out")" p0001
is '... and what went wrong' \
    "$(jq -r '[.events[].kind] | map(select(. == "code-wrong")) | length' \
	"$dir/out")" 5
says 65 'nobody.s code of today or yesterday' 'another code is nobody' \
    tf person 000-000-0000
walks p0002 --no-scripts
finish
