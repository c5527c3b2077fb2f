#!/bin/bash
# Runs that are killed at random moments.  Nothing is lost, and nothing that is
# recorded as sent comes again: copies there are only of what was on its way.
. tests/e2e/lib.sh

KILLS=30
BATCH=120 # people who join while the queue is short

campaign crash
start_mail --log "$home/mail.log"
start_host
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
	sql "SELECT CASE channel WHEN 'email'
	    THEN '<' || m.id || '.' || value || '@medplan.example.nl>'
	    ELSE 'msg_' || value || '_' || batch_id END
	    FROM message m, setting s WHERE s.name = 'uid' AND state = 'sent'" |
	    sort
}

joined=0
join
join
killed=0
: >"$dir/again"
for _ in $(seq "$KILLS"); do
	[ "$(sql "SELECT count(*) FROM message
	    WHERE state = 'sent'")" -lt $((2 * joined - BATCH)) ] || join
	"$TWOFOLD" -c "$conf" --now "$now" run >>"$dir/out" 2>&1 &
	run=$!
	sleep "0.$(printf %03d $((RANDOM % 150 + 5)))"
	if kill -9 "$run" 2>/dev/null; then
		killed=$((killed + 1))
	fi
	wait "$run" 2>/dev/null
	recorded >"$dir/sent"
	wc -l <"$home/mail.log" >>"$dir/seen"
	cp "$dir/sent" "$dir/sent.$(wc -l <"$dir/seen")"
done
# Those on their way and the rest, on the days after.
for now in 2026-08-10T12:00 2026-08-11T09:00; do
	at run >"$dir/out" 2>"$dir/err"
done
exits 0 'in the end a run has nothing more to do' at run

round=0
while read -r seen; do
	round=$((round + 1))
	tail -n +$((seen + 1)) "$home/mail.log" | cut -f 2 | sort -u |
	    comm -12 - "$dir/sent.$round" >>"$dir/again"
done <"$dir/seen"
ok "$killed of $KILLS runs were killed" test "$killed" -ge $((KILLS / 2))
is 'no mail came again that was recorded as sent' \
    "$(sort -u "$dir/again" | tr '\n' ' ')" ''
is 'every message is sent' \
    "$(sql "SELECT state, count(*) FROM message GROUP BY 1")" \
    "sent|$((2 * joined))"
is 'everybody got a mail' \
    "$(cut -f 2 "$home/mail.log" | sort -u | wc -l)" "$joined"
is 'everybody got a pop-up, and no second one' \
    "$(jq -r .user "$home/popups.jsonl" | sort -u | wc -l) $(popups)" \
    "$joined $joined"
copies=$(($(mails) - joined))
ok "copies came of at most what was on its way: $copies of $joined" \
    test "$copies" -le $((killed * 64))
exits 0 'the events are whole' at audit
is 'the database is whole' "$(sql 'PRAGMA integrity_check')" ok
finish
