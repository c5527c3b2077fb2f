#!/bin/bash
# Somebody chooses another day on the page, hears nothing until then, and is
# reminded on the day itself.
. tests/e2e/lib.sh

campaign later
people 1 2 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
start_mail --log "$home/mail.log"
start_host

# The stages of which somebody was sent a mail, in order.
mails_to()
{
	sql "SELECT group_concat(stage, ' ') FROM (SELECT stage FROM message
	    JOIN person ON person.id = message.person_id
	    WHERE ref = '$1' AND channel = 'email' AND state = 'sent'
	    ORDER BY message.id)"
}

# The campaign runs on a day.
run_on()
{
	now=$1T09:00
	exits 0 "$1: the campaign runs" at run
}

run_on 2026-08-10
now=2026-09-30T09:00
start_pages
path=$(at link p0001 2>"$dir/err" | sed "s|^$base/e/||")
like 'the first page offers another day' "$(curl -sS "$base/e/$path")" \
    "href=\"/later/$path\""
curl -sS "$base/later/$path" >"$dir/page"
is 'days on which mail goes are there to press' \
    "$(grep -o 'name="day" value="[^"]*"' "$dir/page" | sed 's/.*value=//' |
	tr -d '"' | tr '\n' ' ')" \
    '2026-10-01 2026-10-02 2026-10-05 2026-10-08 2026-10-15 2026-11-24 '
is 'opening it promises nothing' \
    "$(sql "SELECT promises FROM person WHERE ref = 'p0001'")" 0
is 'pressing one does' "$(curl -sS -o "$dir/page" -w '%{http_code}' \
    -H "Origin: $base" -d day=2026-10-08 "$base/later/$path")" 303
like '... and the page says so' "$(curl -sS "$base/later/$path")" \
    'Afgesproken: donderdag 8 oktober 2026'
is '... and an event' "$(sql "SELECT actor || ' ' || detail FROM event
    WHERE kind = 'promised'")" 'web 2026-10-08: by link'
run_on 2026-10-02
like 'who promised nothing is reminded' "$(mails_to p0002)" 'announce reminder'
is 'who promised is not' "$(mails_to p0001)" 'announce'
run_on 2026-10-07
is '... nor the day before' "$(mails_to p0001)" 'announce'
run_on 2026-10-08
is 'on the day itself comes the reminder of it' "$(mails_to p0001)" \
    'announce promise'
finish
