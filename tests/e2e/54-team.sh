#!/bin/bash
# An institution's page: whom it lets in, and what nobody can do by it.
. tests/e2e/lib.sh

campaign team
now=2026-08-03T09:00
setting mail server '"file:mail"'
sed -i -e '/^wave/,/^}/d' -e '/^webhook/,/^}/d' "$conf"
printf 'digest {\n\tday = "mon"\n}\n' >>"$conf"
{
	echo 'gebruikersnaam;naam;e-mail;personeelsnummer;instelling;instellingsnaam;rol'
	echo 'an;An Admin;an@example.nl;10001;w;De Wilg;beheerder'
	echo 'bo;Bo Bakker;bo@example.nl;10002;w;De Wilg;'
	echo 'ca;Ca Smit;ca@example.nl;10003;w;De Wilg;'
	echo 'el;El Eik;el@example.nl;10004;e;De Eik;beheerder'
	echo 'fa;Fa Faber;fa@example.nl;10005;e;De Eik;'
} >"$home/people.csv"
at import "$home/people.csv" >/dev/null 2>&1
exits 0 'the digests go out' at run
now=2026-08-10T09:00
exits 0 'and the stages' at run
start_pages

cookie_of()
{
	sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-twofold=[^;]*\).*/\1/p' \
	    "$dir/headers"
}
csrf()
{
	sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$dir/page" | head -1
}
id_of()
{
	sql "SELECT id FROM person WHERE ref = '$1'"
}
everything()
{
	sql 'SELECT * FROM person; SELECT * FROM message; SELECT * FROM event;
	    SELECT * FROM throttle'
}

door=$(mailed_link o an@)
ok 'the weekly mail has a link' test -n "$door"
ok '... and no worker has one' test -z "$(mailed_link o bo@)"
before=$(everything)
for _ in $(seq 20); do
	ask "$door" >/dev/null
	ask -I "$door" >/dev/null
done
is 'opening it' "$(ask "$door")" 200
is '... changes nothing' "$(everything)" "$before"
is '... and names nobody' "$(grep -c 'Bakker\|Smit' "$dir/page")" 0
like '... and nothing of it is kept' "$(cat "$dir/headers")" \
    '^[Cc]ache-[Cc]ontrol: no-store'
like '... nor told elsewhere' "$(cat "$dir/headers")" \
    '^[Rr]eferrer-[Pp]olicy: no-referrer'
is 'without what is asked' "$(ask -X POST -d '' "$door")" 422
is 'with the number of somebody else' "$(ask -d typed=10002 "$door")" 422
is '... there is no session' "$(cookie_of)" ''
for _ in $(seq 10); do
	ask -d typed=10002 "$door" >/dev/null
done
is 'and after many of them even the right one waits' \
    "$(ask -d typed=10001 "$door")" 429
sql 'DELETE FROM throttle'
is 'a form of another site' \
    "$(ask -H 'Sec-Fetch-Site: cross-site' -d typed=10001 "$door")" 403
is 'a link to enrol opens no door' \
    "$(ask "$base/o/$(basename "$(mailed_link e an@)")")" \
    "$(ask "$base/o/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")"
is '... nor this one a page to enrol' "$(ask "$base/e/$(basename "$door")")" \
    "$(ask "$base/e/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")"
is 'what somebody knows opens it' "$(ask -d typed=10001 "$door")" 303
cookie=$(cookie_of)
like '... for this page' "$(cat "$dir/headers")" '^[Ll]ocation: /team'
like '... by a cookie that is kept safe' "$(cat "$dir/headers")" \
    '__Host-twofold=[^;]+; Secure; HttpOnly; SameSite=Strict; Path=/'
is 'without the cookie there is no page' "$(ask "$base/team")" 403
is '... and with the token of the link in its place neither' \
    "$(ask -H "Cookie: __Host-twofold=$(basename "$door")" "$base/team")" 403
is 'with it there is' "$(ask -H "Cookie: $cookie" "$base/team")" 200
token=$(csrf)
like '... of the own institution' "$(cat "$dir/page")" 'Bo Bakker'
is '... and no other' "$(grep -c 'Faber' "$dir/page")" 0
is 'it is no session to enrol' \
    "$(ask -H "Cookie: $cookie" "$base/enrol/proof")" 403

# Whatever is tried from here on changes nothing.
before=$(everything)
for path in handouts resend leave left; do
	is "$path without its token" "$(ask -H "Cookie: $cookie" \
	    -d "person=$(id_of bo)" "$base/team/$path")" 403
	is "$path by GET" "$(ask -H "Cookie: $cookie" "$base/team/$path")" 405
	[ "$path" != handouts ] || continue
	for person in "$(id_of fa)" "$(id_of el)" "$(id_of an)" 999 0 -1 x ''; do
		is "$path of $person, who is not of the team" \
		    "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
		    -d "person=$person" "$base/team/$path")" 403
	done
done
is 'leave or left of all' "$(for path in leave left; do
	ask -H "Cookie: $cookie" -d "csrf=$token" -d person=all \
	    "$base/team/$path"
done)" 403403
is 'asking about somebody' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d "person=$(id_of ca)" "$base/team/leave")" 200
is 'nothing has changed' "$(everything)" "$before"
# Papers: for those of the own institution who are to go, and for no one else.
sql "UPDATE person SET exempt_until = 99999 WHERE ref = 'ca'"
is 'papers of another kind of form' "$(ask -H "Cookie: $cookie" \
    -d "csrf=$token" "$base/team/handouts")" 403
is 'cards to hand out' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d kind=cards -d organisation=e "$base/team/handouts")" 200
is '... are of who is to go, and not exempt' \
    "$(grep -o '<h1>.*</h1>' "$dir/page" | sort | tr -d '\n')" \
    '<h1>An Admin</h1><h1>Bo Bakker</h1>'
like '... a page that can load and send nothing' "$(cat "$dir/headers")" \
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'"
like '... and is kept nowhere' "$(cat "$dir/headers")" \
    '^[Cc]ache-[Cc]ontrol: no-store'
is '... each an event, of the administrator' \
    "$(sql "SELECT group_concat(act, '; ') FROM (
    SELECT p.ref || ' ' || a.ref AS act FROM event e
    JOIN person p ON p.id = e.person_id
    JOIN person a ON e.actor = 'admin:' || a.id WHERE e.kind = 'handout'
    ORDER BY e.id)")" 'an an; bo an'
paper=$(sed -n 's/.*translate="no">\([0-9A-Z-]*\)<.*/\1/p' "$dir/page" |
    tail -n 1)
like '... with a start code that works' \
    "$(ask -d "code=$paper" "$base/"; cat "$dir/headers")" \
    '303|[Ll]ocation: /e/'
is 'sheets to hand out' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d kind=sheets "$base/team/handouts")" 200
is '... a page for each' "$(grep -c 'class="sheet"' "$dir/page")" 2
sql "UPDATE person SET exempt_until = 0 WHERE ref = 'ca'"
is 'saying yes' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d "person=$(id_of ca)" "$base/team/left")" 200
is '... does' "$(sql "SELECT left_at > 0 FROM person WHERE ref = 'ca'")" 1
is '... once' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d "person=$(id_of ca)" "$base/team/left")" 403
ok '... and the old link to enrol is withdrawn' \
    grep -q 404 <<<"$(ask "$(mailed_link e ca@)")"

# Names that may not be read may not be acted upon.
stop "$serve_pid"
setting digest names false
start_pages
is 'without names the page' "$(ask -H "Cookie: $cookie" "$base/team")" 200
is '... has none' "$(grep -c 'Bo Bakker' "$dir/page")" 0
is '... and nobody is taken off by a number' "$(ask -H "Cookie: $cookie" \
    -d "csrf=$token" -d "person=$(id_of bo)" "$base/team/left")" 403
is '... nor told to be there or not' "$(ask -H "Cookie: $cookie" \
    -d "csrf=$token" -d "person=$(id_of bo)" "$base/team/resend")" 403
is '... nor on paper' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d kind=cards "$base/team/handouts")" 403
is '... but links go out' "$(ask -H "Cookie: $cookie" -d "csrf=$token" \
    -d person=all "$base/team/resend")" 200
is '... to all who are to go, the administrator among them' \
    "$(sql "SELECT group_concat(p.ref) FROM message m
    JOIN person p ON p.id = m.person_id WHERE m.occurrence < 0
    ORDER BY p.ref")" an,bo

# Who is no administrator any more is out, at once.
sql "UPDATE person SET audience = 'worker' WHERE ref = 'an'"
is 'a worker has no page' "$(ask -H "Cookie: $cookie" "$base/team")" 403
is '... nor a door' "$(ask "$door")" 404
sql "UPDATE person SET audience = 'admin', left_at = 5 WHERE ref = 'an'"
is 'nor has who left' "$(ask -H "Cookie: $cookie" "$base/team")" 403
sql "UPDATE person SET left_at = 0, generation = generation + 1
    WHERE ref = 'an'"
is 'nor whose links were withdrawn' "$(ask "$door")" 404
stop "$serve_pid"
now=2026-08-10T10:00
sql "UPDATE person SET generation = generation - 1 WHERE ref = 'an'"
start_pages
is 'a session ends after half an hour' \
    "$(ask -H "Cookie: $cookie" "$base/team")" 403
is 'while the link still opens the door' "$(ask "$door")" 200
is 'no token stands in the log' \
    "$(grep -c "$(basename "$door")\|$token\|${cookie#*=}" "$home/serve.log")" 0
exits 0 'the chain of events is whole' at audit
finish
