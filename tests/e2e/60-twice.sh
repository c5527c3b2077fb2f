#!/bin/bash
# Of two who send one code at the same moment, one gets in: 1,000 times.  And
# opening pages changes nothing, however often.
. tests/e2e/lib.sh

campaign twice
live
people 1 1001 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
tf key host twice >"$home/host.key" 2>"$dir/err"
start_pages
link=$(tf link p1001 2>"$dir/err")
dump >"$dir/before"
exits 0 '50 GETs and HEADs of each page are answered' \
    "$PYTHON" tests/e2e/twice.py open "$base" "${link#"$base"}"
is '... 600 in all' "$(cat "$dir/out")" '600 answers'
dump >"$dir/after"
ok '... and no row is another one' cmp "$dir/before" "$dir/after"
exits 0 'a thousand people send their first code twice at once' \
    "$PYTHON" tests/e2e/twice.py send "$base" "$home/host.key" 1000
is '... and each gets in once' "$(cat "$dir/out")" \
    '1000 accepted once, 0 never, 0 twice'
is '... as the events have it' "$(sql "SELECT count(*),
    count(DISTINCT person_id) FROM event WHERE kind = 'enrolled'")" '1000|1000'
finish
