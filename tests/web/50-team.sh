#!/bin/bash
# An administrator looks after the own institution in a real browser, by the
# link of the weekly mail.
. tests/e2e/lib.sh

if ! command -v chromedriver >/dev/null; then
	fail 'chromedriver is there' 'run "make test-deps"'
	finish
fi
campaign team
live
setting mail server '"file:mail"'
sed -i '/^webhook/,/^}/d' "$conf"
# Today is the day of the week.
printf 'digest {\n\tday = "%s"\n}\n' \
    "$(TZ=Europe/Amsterdam LC_ALL=C date +%a | tr '[:upper:]' '[:lower:]')" \
    >>"$conf"
{
	echo 'gebruikersnaam;naam;e-mail;personeelsnummer;instelling;instellingsnaam;rol;in dienst'
	echo 'an;An Admin;an@example.nl;10001;w;De Wilg;beheerder;2020-01-01'
	echo 'bo;Bo Bakker;bo@example.nl;10002;w;De Wilg;;2020-01-01'
	echo 'ca;Ca Smit;ca@example.nl;10003;w;De Wilg;;2020-01-01'
	echo 'di;Di Vos;;10004;w;De Wilg;;2020-01-01'
	echo 'ez;Ez Elders;ez@example.nl;10005;e;De Eik;;2020-01-01'
} >"$home/people.csv"
exits 0 'a list' tf import "$home/people.csv"
exits 0 'a run' tf run
start_pages

code=0
before=$(mails)
"$PYTHON" tests/web/team.py "$(mailed_link e an@)" "$(mailed_link o an@)" 10001 "$dir" ||
	code=$?
[ "$code" -eq 0 ] || fail 'all went well' 'see above'
exits 0 'the next run' tf run
is '... sends the links to who is still there, and no more' \
    "$(sql "SELECT group_concat(p.ref || m.state) FROM message m
    JOIN person p ON p.id = m.person_id WHERE m.occurrence < 0
    ORDER BY p.ref")" 'bosent,cadropped'
ok 'they came' test "$(mails)" -gt "$before"
is 'every act is an event, of the administrator' \
    "$(sql "SELECT group_concat(act, '; ') FROM (
    SELECT kind || ' ' || p.ref || ' ' || a.ref AS act FROM event e
    JOIN person p ON p.id = e.person_id
    JOIN person a ON 'admin:' || a.id = actor
    WHERE kind IN ('resent', 'left') ORDER BY e.id)")" \
    'resent bo an; resent ca an; left ca an'
is 'who opened it is one as well' \
    "$(sql "SELECT count(*) FROM event WHERE kind = 'team-opened'")" 1
exits 0 'the chain is whole' tf audit
[ -z "${TWOFOLD_PICTURES:-}" ] || cp "$dir"/*.png "$TWOFOLD_PICTURES"
finish
