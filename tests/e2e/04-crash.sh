#!/bin/bash
# Runs that are killed at random moments.  Nothing is lost, nothing that is
# recorded as sent comes again, and what comes twice says the same: copies there
# are only of what was on its way.
. tests/e2e/lib.sh

KILLS=200
MESSAGES=2000
BATCH=120 # people who join while the queue is short
MOST=60   # milliseconds that a run may live
A_KILL=5  # messages whose result is not recorded yet, usually two or three

campaign crash
setting mail connections 4
setting webhook batch 5
took=$home/took # a line for each that arrived: its id, and a hash of it
for kind in mail web; do
	[ $kind = mail ] && port=$mail_port || port=$host_port
	start "$port" "$home/world.log" "$PYTHON" tests/e2e/hostile.py \
	    $kind "$port" "$took" none --pipelining
done
now=2026-08-10T09:00

# More people, each of whom is to get a mail and a pop-up.
join()
{
	people $((joined + 1)) $((joined + BATCH)) >"$home/people.csv"
	at import "$home/people.csv" >"$dir/out" 2>&1 ||
		fail 'people join' "$(cat "$dir/out")"
	joined=$((joined + BATCH))
}

# The messages that the database says are sent, by Message-ID and webhook-id.
recorded()
{
	sql "SELECT DISTINCT CASE channel
	    WHEN 'email' THEN m.id || '.' || value || '@medplan.example.nl'
	    ELSE 'msg_' || value || '_' || batch_id END
	    FROM message m, setting s WHERE s.name = 'uid' AND state = 'sent'" |
	    sort
}

joined=0
join
join
killed=0
for round in $(seq "$KILLS"); do
	[ "$(sql "SELECT count(*) FROM message
	    WHERE state = 'sent'")" -lt $((2 * joined - BATCH)) ] || join
	"$TWOFOLD" -c "$conf" --now "$now" run >>"$dir/runs" 2>&1 &
	run=$!
	sleep "0.$(printf %03d $((RANDOM % MOST + 5)))"
	if kill -9 "$run" 2>/dev/null; then
		killed=$((killed + 1))
	fi
	wait "$run" 2>/dev/null
	recorded >"$dir/sent.$round"
	wc -l <"$took" >"$dir/seen.$round"
done
while [ $((2 * joined)) -lt $MESSAGES ]; do
	join
done
# Those on their way and the rest, on the days after.
for now in 2026-08-10T12:00 2026-08-11T09:00; do
	at run >"$dir/out" 2>"$dir/err"
done
exits 0 'in the end a run has nothing more to do' at run

for round in $(seq "$KILLS"); do
	tail -n +$(($(cat "$dir/seen.$round") + 1)) "$took" |
	    cut -d ' ' -f 1 | sort -u | comm -12 - "$dir/sent.$round"
done >"$dir/again"
ok "$killed of $KILLS runs were killed" test "$killed" -ge $((KILLS * 3 / 4))
is 'nothing came again that was recorded as sent' \
    "$(sort -u "$dir/again" | tr '\n' ' ')" ''
is "all of $((2 * joined)) messages are sent" \
    "$(sql "SELECT state, count(*) FROM message GROUP BY 1")" \
    "sent|$((2 * joined))"
is 'all of them arrived, and nothing else' \
    "$(cut -d ' ' -f 1 "$took" | sort -u | cmp - <(recorded) 2>&1)" ''
is 'no id has two contents' \
    "$(sort -u "$took" | cut -d ' ' -f 1 | uniq -d | head -n 3)" ''
copies=$(($(wc -l <"$took") - $(recorded | wc -l)))
ok "copies came of at most what was on its way: $copies" \
    test "$copies" -le $((KILLS * A_KILL))
exits 0 'the events are whole' at audit
is 'the database is whole' "$(sql 'PRAGMA integrity_check')" ok
finish
