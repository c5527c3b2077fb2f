#!/bin/bash
# People from CSV: the sample, lists with mistakes, and lists that change.
. tests/e2e/lib.sh

campaign import
list=sample-data/people.csv
broken=sample-data/broken.csv

# Whether a command leaves the database as it is: keeps TEXT CODE COMMAND...
keeps()
{
	local text=$1 code=$2 before
	shift 2

	before=$(dump)
	exits "$code" "$text" "$@"
	is '... and nothing was changed' "$(dump)" "$before"
}

keeps 'a dry run of the sample' 0 at import --dry-run "$list"
like 'counts all' "$(cat "$dir/out")" '^ *1200 added'
exits 0 'the sample is imported' at import "$list"
like 'all are added' "$(cat "$dir/out")" '^ *1200 added'
is 'they are in the database' "$(sql 'SELECT count(*) FROM person')" 1200
exits 0 'the sample again' at import "$list"
like 'all are unchanged' "$(cat "$dir/out")" '^ *1200 unchanged'
is 'as before' "$(sql 'SELECT count(*) FROM person')" 1200
sed 's/;Willemijn;/;Wilhelmina;/' "$list" >"$dir/changed.csv"
renamed=$(grep -c ';Wilhelmina;' "$dir/changed.csv")
exits 0 'a list with new names' at --json import "$dir/changed.csv"
is 'is counted' "$(jq -c '[.added, .changed, .unchanged]' "$dir/out")" \
    "[0,$renamed,$((1200 - renamed))]"
exits 0 'the standard input' at import - <"$list"

keeps 'a list with mistakes' 65 at import "$broken"
like 'says that nothing was changed' "$(cat "$dir/out")" 'nothing was changed'
refused=$(grep -Ec "^$broken:[0-9]+: (the line|[^:]* \".*\") ." "$dir/err")
like 'every refusal has file, line, column and reason' "$(cat "$dir/out")" \
    "^ *$refused refused"
ok 'there are many of them' test "$refused" -gt 25
is 'and no other line has a number' \
    "$(grep -c "^$broken:[0-9]" "$dir/err")" "$refused"
like 'scientific notation is one' "$(cat "$dir/err")" \
    '^sample-data/broken.csv:20: .*3,16E\+10'
like 'a spreadsheet error is one' "$(cat "$dir/err")" \
    '^sample-data/broken.csv:23: .*#N/B'
like 'a key twice is one' "$(cat "$dir/err")" \
    '^sample-data/broken.csv:3[0-9]: .*a\.bakker'
keeps 'a dry run of it' 65 at import --dry-run "$broken"
keeps 'a dry run of it with --keep-going' 65 \
    at import --dry-run --keep-going "$broken"
keeps 'a good list and a bad one' 65 at import "$list" "$broken"
before=$(sql 'SELECT count(*) FROM person')
exits 65 '--keep-going imports the rest' at --json import --keep-going "$broken"
added=$(jq .added "$dir/out")
is 'all that were counted' "$(sql 'SELECT count(*) FROM person')" \
    $((before + added))
ok 'some were' test "$added" -gt 3
is 'leading zeros stay' \
    "$(sql "SELECT identifier FROM person WHERE ref = 't.hart'")" 00119

keeps 'a list that is not there' 65 at import "$dir/nothing.csv"
like 'is named' "$(cat "$dir/err")" 'nothing\.csv: '
: >"$dir/empty.csv"
keeps 'an empty list' 65 at import "$dir/empty.csv"
head -c 3000 /dev/urandom >"$dir/noise.csv"
keeps 'a list of noise' 65 at import "$dir/noise.csv"
people 1 3 | sed 's/;personeelsnummer;/;bsn;/' >"$dir/bsn.csv"
keeps 'a list with citizen numbers' 65 at import "$dir/bsn.csv"
exits 0 'the events are whole' at audit
finish
