#!/bin/bash
# Institutions that are closed on days of their own, and people who come late.
. tests/e2e/lib.sh

# Mails by institution: "REF COUNT ..."
mails_by_place()
{
	sql "SELECT o.ref, count(*) FROM message m
	    JOIN person p ON p.id = m.person_id
	    JOIN organisation o ON o.id = p.organisation_id
	    WHERE m.channel = 'email' AND m.state = 'sent'
	    GROUP BY 1 ORDER BY 1" | tr '|\n' '  '
}

campaign calendars
cat >>"$conf" <<-END
	calendar "zes" {
		organisations = {"inst-001"}
		days = "mon-sat"
		holidays = {"nl", "2026-08-10", "2026-08-11"}
	}
	calendar "slip" {
		organisations = {"inst-01"}
		days = "mon-sun"
	}
END
people 1 6 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
exits 0 'a campaign with calendars' at check
like 'an institution that nobody is of is warned of' "$(cat "$dir/out")" \
    'calendar "slip": nobody is of an institution "inst-01" yet'
start_mail --log "$home/mail.log"
start_host

now=2026-08-08T09:00
at --json plan --until 2026-08-12 >"$dir/plan"
is 'on a Saturday only who is open then is planned for' \
    "$(jq -c '[.days[] | select(.channel == "email") | [.day, .messages]]' \
	"$dir/plan")" '[["2026-08-08",2],["2026-08-10",4]]'
now=2026-08-07T17:59
exits 0 'a run on Friday' at run
now=2026-08-08T09:00
exits 0 'a run on Saturday' at run
is '... sends to who is open' "$(mails_by_place)" 'inst-001 2 '
now=2026-08-10T09:00
exits 0 'a run on Monday' at run
is '... sends to the others' "$(mails_by_place)" \
    'inst-001 2 inst-002 2 inst-003 2 '

# What waits in the queue waits for its own institution's days.
sql "UPDATE message SET state = 'planned', next_try_at = 1, written_at = 0
    WHERE channel = 'email'"
exits 0 'again, as after a failure' at run
is '... sends to who is open' "$(mails_by_place)" 'inst-002 2 inst-003 2 '
is '... and the rest waits' \
    "$(sql "SELECT DISTINCT datetime(next_try_at, 'unixepoch'), detail
	FROM message WHERE state = 'planned'")" \
    '2026-08-12 06:00:00|outside sending hours'
now=2026-08-12T08:00
exits 0 'until they are open' at run
is '... and then goes' "$(mails_by_place)" 'inst-001 2 inst-002 2 inst-003 2 '

# Who is put on the list when the deadline is past joined long ago, and has not
# heard anything.
now=2026-12-07T09:00
people 7 7 >"$home/late.csv"
at import "$home/late.csv" >"$dir/out" 2>&1
is 'who comes late is let in, and has time' \
    "$(at --json gate p0007 | jq -c '[.decision, .deadline]')" \
    '["nudge","2026-12-21"]'
is 'who was there all the time is stopped' \
    "$(at --json gate p0001 | jq -r .decision 2>&1)" enrol
exits 0 'a run' at run
is '... explains first, as it would by then' "$(sql "SELECT DISTINCT m.stage FROM message m
    JOIN person p ON p.id = m.person_id WHERE p.ref = 'p0007'")" how-to
exits 0 'the plan for the late one' at plan --person p0007
like '... has reminders up to the deadline' "$(cat "$dir/out")" \
    '2026-12-1[0-9]  last-weeks'
now=2026-12-21T09:00
is 'and then is stopped as well' \
    "$(at --json gate p0007 | jq -r .decision)" enrol
sql "UPDATE person SET wave = 'pilto' WHERE ref <> 'p0001'"
exits 0 'people in a wave that there is not' at check
like '... are warned of' "$(cat "$dir/out")" \
    '6 people are in the wave "pilto", which the configuration does not have'
exits 0 'the events are whole' at audit
finish
