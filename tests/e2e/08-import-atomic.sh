#!/bin/bash
# An import that is killed, or that finds the disk full, leaves the database as
# before or as after, never between.
. tests/e2e/lib.sh

PEOPLE=20000
KILLS=20 # of each kind of import

campaign atomic
"$PYTHON" tests/bench/make-roster.py "$PEOPLE" 0 >"$dir/list.csv"
"$PYTHON" tests/bench/make-roster.py "$PEOPLE" 50 >"$dir/changed.csv"

# What an import may change, but for when and by whom: state FILE
state()
{
	sqlite3 -cmd '.timeout 10000' "$1" \
	    "SELECT count(*), sum(length(phone) * id), sum(substr(phone, 4)),
	    min(joined_day), count(DISTINCT organisation_id) FROM person;
	    SELECT count(*), sum(unicode(hex(hashes))) FROM intake_page;
	    SELECT count(*) FROM imported; SELECT count(*) FROM event;
	    SELECT group_concat(name) FROM (SELECT name FROM sqlite_master
	    WHERE type = 'index' AND sql IS NOT NULL ORDER BY name);
	    PRAGMA integrity_check" | sha256sum
}

# Starts from a copy of the database, in one file: afresh FROM
afresh()
{
	rm -f "$db" "$db"-*
	cp "$1" "$db"
}

# Kills an import of a list at many moments, evenly over the time that it takes:
# kills TEXT FROM LIST
kills()
{
	local text=$1 from=$2 list=$3 took moment before after now_is wrong=0
	local early=0 late=0 people_then i

	before=$(state "$from")
	afresh "$from"
	took=${EPOCHREALTIME/[.,]/}
	exits 0 "$text: the whole import" at import "$list"
	took=$((${EPOCHREALTIME/[.,]/} - took))
	after=$(state "$db")
	people_then=$(sql 'SELECT count(*), sum(substr(phone, 4)) FROM person')
	ok '... changes the database' test "$before" != "$after"
	for i in $(seq "$KILLS"); do
		afresh "$from"
		"$TWOFOLD" -c "$conf" --now "$now" import "$list" \
		    >/dev/null 2>&1 &
		moment=$((took * i / (KILLS + 1)))
		sleep "$(printf '%d.%06d' $((moment / 1000000)) \
		    $((moment % 1000000)))"
		kill -9 $! 2>/dev/null
		wait $! 2>/dev/null
		now_is=$(state "$db")
		if [ "$now_is" = "$before" ]; then
			early=$((early + 1))
		elif [ "$now_is" = "$after" ]; then
			late=$((late + 1))
		else
			wrong=$((wrong + 1))
		fi
		at audit >/dev/null 2>&1 || wrong=$((wrong + 1))
	done
	is "$text: killed $KILLS times, $early before and $late after" "$wrong" 0
	ok '... some of them in the midst' test "$early" -gt $((KILLS / 3))
	exits 0 '... and it can be imported then' at import "$list"
	is '... with the same people in the end' \
	    "$(sql 'SELECT count(*), sum(substr(phone, 4)) FROM person')" \
	    "$people_then"
}

sqlite3 "$db" 'VACUUM INTO "'"$dir/empty.db"'"'
kills 'a first list' "$dir/empty.db" "$dir/list.csv"
afresh "$dir/empty.db"
at import "$dir/list.csv" >/dev/null 2>&1
sqlite3 "$db" 'VACUUM INTO "'"$dir/full.db"'"'
kills 'a list with changes' "$dir/full.db" "$dir/changed.csv"

# A disk that is full at several points; "ulimit" counts blocks of 1024 bytes.
# full_disk TEXT FROM LIST
full_disk()
{
	local text=$1 from=$2 list=$3 size before

	before=$(state "$from")
	for size in 200 1000 3000; do
		afresh "$from"
		(
			trap '' XFSZ
			ulimit -f $(($(stat -c %s "$from") / 1024 + size))
			says 75 'twofold\.db: ' "$text: no room after $size kB" \
			    at --json import "$list"
			exit "$failures"
		) || failures=$((failures + 1))
		is '... nothing was changed' "$(state "$db")" "$before"
	done
	exits 0 '... with room it is imported' at import "$list"
}

full_disk 'a first list' "$dir/empty.db" "$dir/list.csv"
finish
