#!/bin/bash
# Mail servers and host apps that do one thing wrong each.  After every one of
# them a later run delivers everything: once, except for what may have arrived
# when the connection broke, which comes again under the same id and says the
# same.
. tests/e2e/lib.sh

PEOPLE=12
HITS=2 # times that a fault happens

# A campaign of one channel, to start each case from.
make_one()
{
	campaign "$1"
	setting 'stage "announce"' channels "{\"$1\"}"
	setting mail timeout 1
	setting mail connections 3
	setting webhook timeout 1
	setting webhook connections 3
	setting webhook batch 2
	people 1 "$PEOPLE" >"$home/people.csv"
	at import "$home/people.csv" >"$dir/out" 2>&1 ||
		fail 'people are imported' "$(cat "$dir/out")"
	now=2026-08-07T07:00 # nothing is due yet; everybody has been looked at
	at run >"$dir/out" 2>&1
	cp "$db" "$home/start.db"
}

# One fault: hostile KIND PORT WANTED COPIES FAULT [OPTION ...]; the run that
# meets it ends with WANTED, and copies may come of it or not.
hostile()
{
	local kind=$1 port=$2 wanted=$3 copies=$4 fault=$5 code=0 hour lines ids
	shift 5

	rm -f "$db"-*
	cp "$home/start.db" "$db"
	: >"$home/took"
	start "$port" "$home/hostile.out" "$PYTHON" tests/e2e/hostile.py \
	    "$kind" "$port" "$home/took" "$fault" --most "$HITS" "$@"
	now=2026-08-10T09:00
	timeout 60 "$TWOFOLD" -c "$conf" --now "$now" run \
	    >"$dir/out" 2>"$dir/err" || code=$?
	is "$kind $fault $*: the run ends with $wanted" "$code" "$wanted"
	ok '... and shows no control character' \
	    test -z "$(tr -d '\n' <"$dir/err" | tr -dc '[:cntrl:]')"
	for hour in 2026-08-10T12:00 2026-08-11T09:00 2026-08-11T17:00; do
		now=$hour
		at run >"$dir/out" 2>"$dir/err"
	done
	is '... all is sent in the end' \
	    "$(sql 'SELECT state, count(*) FROM message GROUP BY 1')" \
	    "sent|$PEOPLE"
	lines=$(wc -l <"$home/took")
	ids=$(cut -d ' ' -f 1 "$home/took" | sort -u | wc -l)
	is '... all has arrived' "$ids" "$expected"
	is '... and each says one thing' "$(sort -u "$home/took" | wc -l)" "$ids"
	if [ "$copies" = none ]; then
		is '... once' "$lines" "$ids"
	else
		is '... with as many copies as it was unsure of' \
		    "$((lines - ids))" "$HITS"
	fi
	stop "$started"
}

make_one email
expected=$PEOPLE
for fault in drop@mail drop@data drop@content 421@mail 421@rcpt 451@mail \
    451@rcpt 451@data 451@dot drop@dot lines@rcpt garbage@rcpt slow@rcpt \
    silent@data; do
	hostile mail "$mail_port" 75 none "$fault" --pipelining
done
for fault in drop@mail drop@rcpt drop@data drop@content 421@data 451@rcpt \
    421@dot endless@rcpt endless@dot; do
	hostile mail "$mail_port" 75 none "$fault"
done
for fault in drop@taken garbage@taken endless@taken silent@taken; do
	hostile mail "$mail_port" 75 copies "$fault" --pipelining
done
hostile mail "$mail_port" 75 copies drop@taken
for fault in drop@greeting 421@greeting 451@greeting drop@ehlo \
    garbage@greeting endless@greeting lines@ehlo; do
	hostile mail "$mail_port" 75 none "$fault"
done
make_one popup
expected=$((PEOPLE / 2))
for fault in drop@request 500 503 429 302 404 401; do
	hostile web "$host_port" 75 none "$fault"
done
for fault in huge cut; do
	hostile web "$host_port" 0 none "$fault"
done
hostile web "$host_port" 75 copies drop@taken
# Who says nothing until the end of the run counts as down.
hostile web "$host_port" 69 copies silent@taken
hostile web "$host_port" 69 none silent@request
finish
