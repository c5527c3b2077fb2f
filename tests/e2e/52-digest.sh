#!/bin/bash
# The weekly mails: to whom, of what, on which day, and how often.
. tests/e2e/lib.sh

campaign digest
setting mail server '"file:mail"'
sed -i -e '/^wave/,/^}/d' -e '/^webhook/,/^}/d' "$conf"
cat >>"$conf" <<'END'
digest {
	day    = "mon"
	owners = {"owner@example.nl", "board@example.nl"}
}
END
now=2026-08-01T09:00
{
	echo 'gebruikersnaam;naam;e-mail;personeelsnummer;instelling;instellingsnaam;rol;taal'
	echo 'an;An Admin;an@example.nl;1;w;De Wilg;beheerder;nl'
	echo 'bo;Bo Bakker;bo@example.nl;2;w;De Wilg;;nl'
	echo 'ca;Ca <Smit> & Zn;ca@example.nl;3;w;De Wilg;;nl'
	echo 'di;Di Vos;di@example.nl;4;w;De Wilg;;nl'
	echo 'el;El Eik;el@example.nl;5;e;The Oak;beheerder;en'
	echo 'fa;Fa Faber;fa@example.nl;6;e;The Oak;;en'
	echo 'go;Go Groen;;7;e;The Oak;;en'
	echo 'ha;Ha Haan;ha@example.nl;8;n;Nobody Leads;;nl'
} >"$home/people.csv"
exits 0 'a list' at import "$home/people.csv"
exits 0 'a configuration with digests' at check

# Mails that came since last time to an address about a notice, by its subject.
mails_to()
{
	"$PYTHON" - "$home/mail" "$1" <<'END'
import email, email.policy, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    mail = email.message_from_bytes(path.read_bytes(),
                                    policy=email.policy.default)
    if sys.argv[2] in mail["To"]:
        print("SUBJECT", mail["Subject"])
        print(mail.get_body(("plain",)).get_content().replace("\r", ""))
        print("HTML", mail.get_body(("html",)).get_content())
END
}

# Who gets a digest on a day: weekly WHEN TEXT
weekly()
{
	now=$1
	rm -rf "$home/mail"
	exits "${3:-0}" "$2" at run
}
digests()
{
	sql "SELECT count(*) FROM message WHERE stage LIKE 'weekly%'
	    AND state = 'sent'"
}
enrol()
{
	sql "UPDATE person SET enrolled_at = strftime('%s', '$2'),
	    started_at = 1, opened_at = 1, invited_at = 1 WHERE ref = '$1'"
}

weekly 2026-08-01T09:00 'the first day is a Saturday'
is '... on which there is no digest' "$(digests)" 0
enrol bo 2026-08-02T10:00
enrol an 2026-07-01T10:00
sql "UPDATE person SET opened_at = 1 WHERE ref = 'ca'"
sql "UPDATE person SET exempt_until = 99999 WHERE ref = 'di'"
weekly 2026-08-03T07:00 'on Monday, before mail goes out'
like 'the run says what it planned' "$(cat "$dir/out")" ', 4 weekly mails;'
is '... it waits' "$(digests)" 0
weekly 2026-08-03T08:05 'and when mail goes out'
is '... two administrators and two owners get one' "$(digests)" 4
text=$(mails_to an@)
like 'an administrator gets the own institution' "$text" \
    '^SUBJECT Je team deze week: 2 van de 4 klaar, 1 erbij$'
like '... with who is not there, and how far' "$text" \
    '^\* Ca <Smit> & Zn: heeft al gekeken$'
ok '... escaped in HTML' grep -q '<b>Ca &lt;Smit&gt; &amp; Zn</b>' <<<"$text"
like '... who is exempt apart' "$text" '^1 persoon hoeft niet mee te doen.$'
like '... and how many are to go' "$text" '^Nog te gaan: 1.$'
is '... and nobody else' "$(grep -c 'Bo Bakker\|Di Vos\|Fa Faber' <<<"$text")" 0
like '... with what to do' "$text" '^Een van je coll.* keek al'
text=$(mails_to el@)
like 'another, in the own language' "$text" \
    '^SUBJECT Your team this week: 0 of 3 ready$'
like '... with the ones without mail' "$text" '^\* Go Groen: gets no mail$'
like '... and another thing to do' "$text" 'Be the first to set up your own'
text=$(mails_to owner@)
like 'an owner gets all' "$text" '^SUBJECT MedPlan: 25% klaar, 1 persoon erbij deze week$'
like '... the furthest behind first' \
    "$(grep -m1 '^\* ' <<<"$text")" '^\* The Oak: 0 van 3$'
is '... without a name of anybody' \
    "$(grep -c 'Smit\|Faber\|Groen' <<<"$text")" 0
# So near the deadline that all are at risk.
now=2026-11-30T09:00 at report --json >"$home/report.json"
is '... with the advice that the report gives' \
    "$(grep -A1 '^\* ' <<<"$text" | sed -nE 's/^(\* (.*): [0-9].*|  (.*))/\2\3/p' |
	paste -d '|' - - | sort)" \
    "$(jq -r '.organisations[] | select(.forecast.at_risk) |
	"\(.name)|\(.forecast.next)"' "$home/report.json" |
	while IFS='|' read -r name advice; do
		echo "$name|$(sed -n "s/^advice.$advice = //p" templates/nl/words)"
	done | sort)"
is 'both owners do' "$(mails_to board@ | grep -c ^SUBJECT)" 1
weekly 2026-08-03T10:00 'another run on that day'
weekly 2026-08-05T10:00 'and on another one'
is '... sends no more' "$(digests)" 4

# A night that was missed, and one that is killed.
enrol ca 2026-08-05T10:00
before=$(sql 'SELECT at FROM weekly ORDER BY id DESC LIMIT 1')
now=2026-08-11T09:00
rm -rf "$home/mail"
for delay in 0.002 0.004 0.008 0.016; do
	timeout -s KILL "$delay" "$TWOFOLD" -c "$conf" --now "$now" run \
	    >/dev/null 2>&1
done
weekly "$now" 'on the Tuesday after a missed Monday'
weekly "$now" 'and again'
is '... it is sent, once' "$(digests)" 8
is '... for Monday' "$(sql 'SELECT day FROM weekly ORDER BY id DESC LIMIT 1')" \
    $(($(date -u -d 2026-08-10 +%s) / 86400))
is '... since the last one' \
    "$(sql 'SELECT before_at FROM weekly ORDER BY id DESC LIMIT 1')" "$before"
is 'who is all there is congratulated' "$(sql "SELECT organisation_id =
    (SELECT id FROM organisation WHERE ref = 'w') FROM rejoiced")" 1
weekly 2026-08-17T09:00 'a week later'
is '... and then hears nothing' "$(mails_to an@ | grep -c ^SUBJECT)" 0
is '... but the others do' "$(digests)" 11
like '... with nothing new' "$(mails_to el@)" '^Nobody new since last week.$'
sql "UPDATE person SET enrolled_at = 0 WHERE ref = 'bo'"
weekly 2026-08-24T09:00 'when somebody is to go again'
like '... it is told' "$(mails_to an@)" '^Nog te gaan: 1.$'
enrol bo 2026-08-25T10:00
weekly 2026-08-31T09:00 'and when all are there again'
like '... there is a new congratulation' "$(mails_to an@)" \
    '^SUBJECT Gefeliciteerd: iedereen bij De Wilg is klaar$'
for ref in el fa go ha; do
	enrol "$ref" 2026-09-01T10:00
done
weekly 2026-09-07T09:00 'when the whole campaign is done'
like '... the owner hears it' "$(mails_to owner@)" \
    '^SUBJECT MedPlan: iedereen is klaar$'
like '... with those of that week' "$(mails_to owner@)" '^\* The Oak$'
n=$(digests)
weekly 2026-09-14T09:00 'and a week later'
is '... nobody hears anything' "$(digests)" "$n"

# A holiday: Easter Monday.  The mail waits for the next day on which mail goes.
sql "UPDATE person SET enrolled_at = 0 WHERE ref = 'bo'"
weekly 2027-03-29T09:00 'on a holiday'
is '... nothing goes out' "$(digests)" "$n"
weekly 2027-03-30T09:00 'and the day after'
is '... it does' "$(digests)" $((n + 3))

# Names only where they are allowed; no owners; another day.
setting digest names false
setting digest owners
setting digest day '"wed"'
weekly 2027-04-07T09:00 'without names'
text=$(mails_to an@)
like '... there are figures' "$text" '^Nog te gaan: 1.$'
is '... and no names' "$(grep -c 'Bo Bakker' <<<"$text")" 0
is '... nor owners' "$(digests)" $((n + 4))
setting digest day '"mon-fri"'
exits 78 'two days a week' at run
like '... are refused' "$(cat "$dir/err")" \
    'digest: day = "mon-fri": expected one day of the week'
setting digest day
weekly 2027-04-14T09:00 'without a day'
is '... there are no digests' "$(digests)" $((n + 4))
exits 0 'the chain of events is whole' at audit

# Who begins in the middle of a campaign does so on the next day of theirs.
campaign midway
setting mail server '"file:mail"'
sed -i '/^webhook/,/^}/d' "$conf"
printf 'digest {\n\tday = "mon"\n\towners = {"owner@example.nl"}\n}\n' >>"$conf"
at import "$dir/digest/people.csv" >/dev/null 2>&1
weekly 2026-09-02T09:00 'a campaign that begins to send them on a Wednesday'
is '... waits' "$(digests)" 0
weekly 2026-09-08T09:00 'for the next Monday, or the day after'
is '... and does' "$(digests)" 3
finish
