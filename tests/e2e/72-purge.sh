#!/bin/bash
# What is kept no longer goes, in small steps that may be killed, while pages
# are served; no figure changes, and the events can be verified all the while.
. tests/e2e/lib.sh

KILLS=25
PEOPLE=12000

campaign purge
cat >>"$conf" <<'END'
keep {
	left    = 100
	answers = 50
	details = 200
	events  = 400
}
END
now=2026-08-12T09:00
people 1 $PEOPLE >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
at person p0012 --extend 2026-12-24 --reason 'a reason to forget' \
    >"$dir/out" 2>&1
at organisation inst-001 --contact 'Somebody to ask' >"$dir/out" 2>&1
head -n 101 "$home/people.csv" | sed '5s/@/ at /' >"$home/wrong.csv"
at import "$home/wrong.csv" >"$dir/out" 2>&1

# Mails to all, with an answer each, some of which failed; some events each, as
# far as the chain goes; calls; and most have left.
at link p0001 >"$dir/out" 2>"$dir/err"
sql "INSERT INTO message (person_id, stage, occurrence, channel, state, step_at,
    next_try_at, changed_at, detail, bounce) SELECT id, 'announce', 1, 'email',
    CASE WHEN id % 50 = 0 THEN 'failed' ELSE 'sent' END, 1, 1,
    strftime('%s', '2026-08-12'), '250 Ok for ' || email,
    CASE WHEN id % 70 = 0 THEN 'hard' ELSE '' END FROM person"
sql "UPDATE imported SET refusals = 'p0012 is wrong' WHERE id = 1"
cat >"$dir/calls" <<'END'
p0012 reached
p0013 no-answer
p0014 reached
END
while read -r user outcome; do
	sql "INSERT INTO message (person_id, stage, occurrence, channel, state,
	    step_at, next_try_at, changed_at) SELECT id, 'last-weeks', 1,
	    'call', 'planned', 1, 1, 1 FROM person WHERE ref = '$user'"
	at calls --record "$user" "$outcome" --note 'says a lot' \
	    >>"$dir/called" 2>&1
done <"$dir/calls"
is 'there are calls' "$(sql "SELECT count(*) FROM event
    WHERE kind = 'called'")" 3
now=2026-09-01T09:00
head -n 101 "$home/people.csv" >"$home/few.csv"
at import --sync --allow-leaving $((PEOPLE - 100)) "$home/few.csv" \
    >"$dir/out" 2>&1
is 'most have left' "$(sql 'SELECT count(*) FROM person WHERE left_at > 0')" \
    $((PEOPLE - 100))

# All figures of all, and of one institution, on a day.
figures()
{
	(now=2028-02-01T09:00
	at report --format json | jq 'del(.generated_at)'
	at report --format json --organisation inst-001 |
	    jq 'del(.generated_at)')
}
figures >"$dir/before"

# --- nothing is old yet
exits 0 'at first nothing is to go' at --json purge
is '... nothing did' "$(jq -c 'del(.dry_run) | add' "$dir/out")" 0
exits 0 'the events are whole' at audit

# --- who left
now=2026-12-15T09:00
exits 0 'it is counted' at --json purge --dry-run
is '... who left, answers and refusals' \
    "$(jq -c '[.people, .answers, .refusals, .details, .events]' "$dir/out")" \
    "[$((PEOPLE - 100)),$(sql "SELECT count(*) FROM message
    WHERE detail <> ''"),1,0,0]"
is '... and nothing is changed' \
    "$(sql "SELECT count(*) FROM person WHERE erased_at > 0")" 0
start_pages
killed=0
for _ in $(seq "$KILLS"); do
	"$TWOFOLD" -c "$conf" --now "$now" purge >"$dir/out" 2>>"$dir/purged" &
	purge=$!
	sleep "0.$(printf %03d $((RANDOM % 12 + 3)))"
	kill -9 "$purge" 2>/dev/null && killed=$((killed + 1))
	wait "$purge" 2>/dev/null
	at audit >"$dir/out" 2>&1 || fail 'the events are whole' \
	    "$(cat "$dir/out")"
	is 'the pages are served' "$(ask "$base/help")" 200 >>"$dir/served"
done
ok "$killed of $KILLS were killed" test "$killed" -ge $((KILLS / 3))
is 'pages were served meanwhile' "$(grep -c '^not ok' "$dir/served")" 0
exits 0 'it goes on to its end' at purge
exits 0 'and then there is nothing to do' at --json purge
is '... nothing' "$(jq -c 'del(.dry_run) | add' "$dir/out")" 0
is 'who left is nobody' "$(sql "SELECT count(*) FROM person
    WHERE left_at > 0 AND (erased_at = 0 OR name <> '' OR email <> '')")" 0
is 'who is here is as before' "$(sql "SELECT count(*) FROM person
    WHERE left_at = 0 AND email LIKE '%@example.nl' AND erased_at = 0")" 100
is 'no answer is left, no refused line' \
    "$(sql "SELECT (SELECT count(*) FROM message WHERE detail <> '') +
    (SELECT count(*) FROM imported WHERE refusals <> '')")" 0
figures >"$dir/after"
is 'no figure is another one' "$(diff "$dir/before" "$dir/after")" ''
exits 0 'the events are whole' at audit
stop "$serve_pid"
is 'no address of them is in the database' \
    "$(cat "$db"* | grep -aoc 'p5[0-9]*@example.nl')" 0

# --- details, then events
now=2027-03-15T09:00
exits 0 'later the details of events go' at --json purge
ok '... some' test "$(jq .details "$dir/out")" -ge 3
is '... a reason, a note and whom to ask, and no more' "$(sql "SELECT
    count(*) FROM event WHERE at < 1790000000 AND (detail LIKE '%reason%'
    OR detail LIKE '%says%' OR detail LIKE '%Somebody%')")" 0
is '... but how calls ended' "$(sql "SELECT group_concat(detail) FROM event
    WHERE kind = 'called'")" reached,no-answer,reached
exits 0 'the events are whole' at audit
figures >"$dir/after"
is 'no figure is another one' "$(diff "$dir/before" "$dir/after")" ''
now=2028-02-01T09:00
last=$(at --json audit | jq -r .last)
gone=$(sql "SELECT count(*) - 1 FROM event")
exits 0 'later still the events go' at --json purge
is '... but for the newest' "$(jq .events "$dir/out")" "$gone"
exits 0 'the rest is whole' at audit
like '... and tells where it begins' "$(cat "$dir/out")" 'were cut off'
is '... the end of before is the hash before the new ones' \
    "$(sql "SELECT lower(hex(hash)) FROM event WHERE id = (SELECT id - 1
    FROM event WHERE kind = 'events-cut')")" "$last"
figures >"$dir/after"
is 'no figure is another one' "$(diff "$dir/before" "$dir/after")" ''
sql "DELETE FROM event WHERE id = (SELECT min(id) FROM event)"
exits 1 'an event that somebody takes out is missed' at audit

# --- stopped, and kept for ever
sed -i '/^keep/,/^}/s/= .*/= 0/' "$conf"
exits 0 'with 0 all is kept' at purge --dry-run
is '... for ever' "$(grep -c 'kept for ever' "$dir/out")" 5
finish
