#!/bin/bash
# What is arranged with people while the campaign runs, waves that are paused,
# calls, the gate before and after the deadline, and a plan that one can trust.
. tests/e2e/lib.sh

# What a person was sent: "STAGE CHANNEL" by the day, a line for each.
told()
{
	sql "SELECT date(m.step_at, 'unixepoch', '12 hours'), m.stage, m.channel
	    FROM message m JOIN person p ON p.id = m.person_id
	    WHERE p.ref = '$1' ORDER BY m.step_at, m.channel" | tr '|\n' ' ;'
}

# Runs at the same hour on each of these days: nights DAY...
nights()
{
	local day

	for day; do
		now=${day}T09:00
		at run >"$dir/run.out" 2>"$dir/run.err" ||
			fail "a run on $day" "$(cat "$dir/run.err")"
	done
}

decision()
{
	at --json gate "$1" | jq -r "[.decision, .later] | join(\" \")"
}

campaign arranged
people 1 6 >"$home/people.csv"
people 7 7 beheerder | tail -n +2 >>"$home/people.csv"
now=2026-08-01T09:00
at import "$home/people.csv" >"$dir/out" 2>&1
start_mail --log "$home/mail.log"
start_host

# The plan of the whole campaign is what the runs of all its days do.
at --json plan --until 2026-12-02 >"$dir/plan"
cp "$db" "$home/before.db"
# shellcheck disable=SC2046 # words are wanted
nights $(seq 0 123 | sed 's/^/2026-08-01 +/; s/$/ days/' | date -f - +%F)
is 'the plan of four months is what the runs did' \
    "$(jq -r '[.days[]] | group_by([.stage, .channel])[] |
	"\(.[0].stage)|\(.[0].channel)|\(map(.messages) | add)"' "$dir/plan")" \
    "$(sql "SELECT stage, channel, count(*) FROM message GROUP BY 1, 2
	ORDER BY 1, 2")"
rm -f "$db"-*
cp "$home/before.db" "$db"

nights 2026-08-08 2026-10-02
says 64 'reason TEXT is needed' 'a promise without a reason' \
    at person --snooze 2026-10-20 p0001
says 65 'up to 2026-11-24' 'a promise past the margin is refused' \
    at person --snooze 2026-11-25 --reason holiday p0001
exits 0 'a promise' at person --snooze 2026-11-05 --reason 'after my leave' \
    p0001
exits 0 'an extension' at person --extend 2027-01-15 --reason 'parental leave' \
    p0002
exits 0 'an exemption' at person --exempt 2026-11-30 --reason 'long ill' p0003
says 65 'is to a later day' 'an extension to an earlier day is refused' \
    at person --extend 2026-11-01 --reason x p0004
exits 0 'an institution gets more time' \
    at organisation --extend 2026-12-15 --reason 'a merger' inst-001
like 'and says why' "$(at organisation inst-001)" \
    'extension 2026-12-15 by cli:.*: a merger'
nights 2026-10-16 2026-10-30 2026-11-05 2026-11-13
is 'who promised hears nothing until the day, and then of it' \
    "$(told p0001 | tr ';' '\n' | grep popup | tail -n 2 | tr '\n' ';')" \
    '2026-11-05 promise popup;2026-11-13 reminder popup;'
is 'who is exempt hears nothing' \
    "$(told p0003 | tr ';' '\n' | grep -c '2026-1[01]')" 2
is 'the events keep the reasons' \
    "$(sql "SELECT group_concat(kind || ': ' || detail, '; ') FROM event
	WHERE kind IN ('promised', 'extended', 'exempted')")" \
    "promised: 2026-11-05: after my leave; extended: 2027-01-15: $(
	)parental leave; exempted: 2026-11-30: long ill; extended: $(
	)organisation inst-001: 2026-12-15: a merger"

says 64 'no wave "pilto"' 'a pause of a wave that there is not' \
    at pause pilto --reason x
exits 0 'a pause of all' at pause --reason 'the helpdesk is ill'
before=$(mails)
nights 2026-11-17 2026-11-20
is 'sends nothing' "$(mails)" "$before"
exits 0 'resumed' at resume --reason 'all well'
nights 2026-11-23
is 'each gets the newest, once' \
    "$(told p0005 | tr ';' '\n' | grep last-weeks | tr '\n' ';')" \
    '2026-11-23 last-weeks email;2026-11-23 last-weeks popup;'

exits 0 'a rehearsal of the gate' at --json gate --rehearse 2026-12-01
is 'counts who would be stopped' \
    "$(jq -c '[.people, .stopped, .locked_out]' "$dir/out")" '[7,4,1]'
is '... and, when asked, who they are' \
    "$(at --json gate --rehearse --people 2026-12-01 |
	jq -r '[.stopped_people[] | "\(.organisation) \(.user)"] | join(";")')" \
    "$(sql "SELECT group_concat(o.ref || ' ' || p.ref, ';') FROM (
	SELECT * FROM person WHERE ref IN ('p0004', 'p0005', 'p0006', 'p0007',
	    'p0001') ORDER BY organisation_id, id) p
	JOIN organisation o ON o.id = p.organisation_id
	WHERE o.extended_day = 0 OR o.extended_day <= 20788")"
ok '... by name' test "$(at gate --rehearse --people 2026-12-01 |
    grep -c 'Zoë de Vries  *\(worker\|admin\)$')" -eq 4
says 64 'goes with --rehearse' 'the people of one answer' \
    at gate --people p0001
now=2026-12-02T09:00
is 'after the deadline the gate stops' "$(decision p0004)" 'enrol false'
is 'who was exempt comes in, with a notice' "$(decision p0003)" 'nudge false'
is 'who has more time comes in' "$(decision p0002)" 'nudge false'
setting gate mode
cat >>"$conf" <<-END
	gate {
	}
	enforce {
		at_least = "50%"
		otherwise = "hold"
	}
END
is 'too few are ready: the gate stops nobody' "$(decision p0004)" 'nudge false'
exits 0 'the run' at run
like '... says so, loudly' "$(cat "$dir/err")" \
    'OBLIGATION IS HELD for the campaign: .* 0 of 7 are ready'
sql "UPDATE person SET enrolled_at = 1, method = 'sms'
    WHERE ref IN ('p0001', 'p0002', 'p0003', 'p0006')"
exits 0 'a run when more are ready' at run
like '... says that it has come' "$(cat "$dir/err")" \
    'the obligation has come for the campaign: 4 of 7'
is 'and the gate stops' "$(decision p0004)" 'enrol false'
exits 0 'from then on' at run
is '... it is not spoken of again' "$(cat "$dir/err")" ''
setting gate mode '"observe"'
is 'a gate that observes stops nobody' "$(decision p0004)" 'allow false'
is '... and counts' "$(sql 'SELECT decision, times FROM gate_answer')" 'enrol|1'
is '... which the rehearsal tells' \
    "$(at --json gate --rehearse | jq -c .observed_today)" \
    '{"allow":0,"nudge":0,"enrol":1,"wait":0}'
setting gate mode
setting gate brownout '{"2026-11-24"}'
now=2026-11-24T10:00
is 'on an announced day one has to press "later"' "$(decision p0004)" \
    'nudge true'
exits 0 'the events are whole' at audit
stop "$mail_pid"

# Invitations by the day, channels in turn, calls.
campaign calls
people 1 5 | sed '1s/$/;telefoon/; 2,$s/$/;020 123 45 67/' >"$home/people.csv"
echo 'p0006;Bo;Vos;;10006;inst-001;Huize De Wilg;medewerker;nl;2020-01-01;' \
    >>"$home/people.csv"
setting campaign invites_per_day 2
setting campaign escalate_after 1
setting 'stage "announce"' channels
setting 'stage "announce"' in_turn '{"email", "call"}'
for stage in how-to half-way reminder; do
	setting "stage \"$stage\"" in_turn '{"email", "call"}'
done
setting 'stage "last-weeks"' in_turn '{"email", "call"}'
setting 'stage "enforced"' in_turn '{"email", "call"}'
exits 0 'a campaign with channels in turn' at check
now=2026-08-01T09:00
at import "$home/people.csv" >"$dir/out" 2>&1
exits 1 'a plan in which somebody would hear nothing' \
    at plan --until 2026-12-02
like '... names them' "$(cat "$dir/out")" \
    'error: 1 person would hear nothing .* such as p0006'
start_mail --log "$home/mail.log"
start_host
nights 2026-08-08 2026-08-10 2026-08-11 2026-08-12 2026-08-13
is 'two a day are told, on working days' \
    "$(sql "SELECT date(changed_at, 'unixepoch'), count(*) FROM message
	WHERE stage = 'announce' GROUP BY 1" | tr '\n' ' ')" \
    '2026-08-10|2 2026-08-11|2 2026-08-12|1 '
nights 2026-10-02
says 65 'no organisation is known' 'of an institution that is none nobody is called' \
    at calls --organisation nowhere
is 'who did not answer is called' "$(at --json calls | jq length)" 5
exits 0 'a call that is recorded' \
    at calls --record p0001 no-answer --note 'rang for a minute'
is '... leaves the list for the day' "$(at --json calls | jq length)" 4
exits 0 'another' at calls --record p0002 reached
says 64 'no outcome' 'an outcome that there is not' \
    at calls --record p0003 maybe
now=2026-10-05T09:00
is '... which has those again who did not answer' \
    "$(at --json calls | jq -r 'map(.user) | join(" ")')" \
    'p0001 p0003 p0004 p0005'
like 'the list of one organisation' "$(at calls --organisation inst-002)" \
    '\+31201234567 +p0001 '
sql "UPDATE person SET opened_at = 1 WHERE ref = 'p0005'"
sql "UPDATE person SET extended_day = 20900 WHERE ref = 'p0001'"
is 'the nearest deadline comes first, and then the hardest' \
    "$(at --json calls | jq -r 'map(.user) | join(" ")')" \
    'p0005 p0003 p0004 p0001'
sql "UPDATE person SET email = NULL WHERE ref = 'p0004'"
is '... who is not reached but by a call before who got stuck' \
    "$(at --json calls | jq -r 'map(.user) | join(" ")')" \
    'p0004 p0005 p0003 p0001'
like '... and who calls knows why' "$(at calls)" \
    '^\+31201234567 +p0004 .* nl; no mail'
like '... of each' "$(at calls)" '^\+31201234567 +p0005 .* en; had a look'
like '... and what was tried' "$(at calls)" \
    '^\+31201234567 +p0001 .* 1 call unanswered'
exits 0 'the list for a spreadsheet' at calls --format csv
is '... is the same' "$("$PYTHON" -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""),
                          delimiter=";"):
    print(row["user"], row["tries"], row["to_know"])' "$dir/out")" \
    "$(at calls --json | jq -r '.[] | "\(.user) \(.tries) \(.to_know)"')"
says 64 'no format "pdf"' 'a format that there is not' at calls --format pdf
setting helpdesk calls 2
is 'it is as long as the helpdesk can call' \
    "$(at --json calls | jq -r 'map(.user) | join(" ")')" 'p0004 p0005'
like '... and says so' "$(at calls)" '^2 to call today, of 4$'
is '... unless all are asked for' "$(at --json calls --all | jq length)" 4
finish
