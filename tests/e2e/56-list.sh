#!/bin/bash
# An administrator brings a list to the institution's page: it is shown first,
# and taken only as it was shown; and whatever else is tried changes nothing.
. tests/e2e/lib.sh

campaign list
now=2026-08-10T09:00
setting mail server '"file:mail"'
sed -i -e '/^wave/,/^}/d' -e '/^webhook/,/^}/d' "$conf"
printf 'digest {\n\tday = "mon"\n}\n' >>"$conf"
titles='gebruikersnaam;naam;e-mail;personeelsnummer;instelling;instellingsnaam;rol;in dienst'
{
	echo "$titles"
	echo 'an;An Admin;an@example.nl;10001;w;De Wilg;beheerder;2020-01-01'
	echo 'bo;Bo Bakker;bo@example.nl;10002;w;De Wilg;;2020-01-01'
	echo 'ca;Ca Smit;ca@example.nl;10003;w;De Wilg;;2020-01-01'
	echo 'el;El Eik;el@example.nl;10004;e;De Eik;beheerder;2020-01-01'
	echo 'fa;Fa Faber;fa@example.nl;10005;e;De Eik;;2020-01-01'
} >"$home/people.csv"
at import "$home/people.csv" >/dev/null 2>&1
exits 0 'the digests go out' at run
start_pages

field()
{
	sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$dir/page" |
		head -n 1
}
# Comes in by the door: enter ADDRESS NUMBER; sets $cookie and $csrf.
enter()
{
	ask -d "typed=$2" "$(mailed_link o "$1")" >/dev/null
	cookie=$(sed -n \
	    's/^[Ss]et-[Cc]ookie: \(__Host-twofold=[^;]*\).*/\1/p' \
	    "$dir/headers")
	ask -H "Cookie: $cookie" "$base/team" >/dev/null
	csrf=$(field csrf)
}
# Offers a file: offer FILE [CURL-OPTION ...]; sets $seal.
offer()
{
	local file=$1

	shift
	ask -H "Cookie: $cookie" -F "csrf=$csrf" "$@" -F "list=@$file" \
	    "$base/team/list"
	seal=$(field seal)
	printf %s "$seal" >"$dir/seal"
}
take()
{
	ask -H "Cookie: $cookie" -d "csrf=$csrf" -d "seal=$(cat "$dir/seal")" \
	    "$@" "$base/team/list/take"
}
everything()
{
	sqlite3 "$db" '.dump person organisation event imported message
	    intake_page' | sha256sum
}
# The figure beside a word on the page: figure WORD
figure()
{
	grep -o "<dt>$1</dt><dd>[0-9]*" "$dir/page" | grep -o '[0-9]*$'
}
offers()
{
	sql 'SELECT count(*) FROM offer'
}
# What no list may do: refused LABEL FILE PATTERN [CURL-OPTION ...]
refused()
{
	local label=$1 file=$2 pattern=$3

	shift 3
	before=$(everything)
	is "$label: refused" "$(offer "$file" "$@")" 422
	like '... with the reason' "$(cat "$dir/page")" "$pattern"
	is '... and no way to go on' "$(field seal)" ''
	is '... nor anything kept' "$(offers)" 0
	is '... nothing has changed' "$(everything)" "$before"
}

enter an@ 10001
ok 'the administrator is in' test -n "$csrf"

# Shown, and nothing else.
{
	echo "$titles"
	echo 'an;An Admin;an@example.nl;10001;w;De Wilg;beheerder;2020-01-01'
	echo 'bo;Bo de Bakker;bo@example.nl;10002;w;De Wilg;;2020-01-01'
	echo 'di;Di Vos;di@example.nl;10006;;;;2026-08-01'
} >"$dir/team.csv"
before=$(everything)
is 'a list is shown' "$(offer "$dir/team.csv")" 200
is '... with who is new' "$(figure nieuw)" 1
is '... changed' "$(figure gewijzigd)" 1
is '... the same' "$(figure hetzelfde)" 1
is '... and not on it' "$(figure 'niet op de lijst')" 1
like '... by name' "$(tr -d '\n' <"$dir/page")" \
    'Bo de Bakker</b> <span>gewijzigd: naam</span>.*Di Vos</b> <span>nieuw'
is '... and nothing has changed' "$(everything)" "$before"
is '... while the file is kept, byte for byte' \
    "$(sql 'SELECT hex(text) FROM offer' | xxd -r -p | sha256sum)" \
    "$(sha256sum <"$dir/team.csv")"

# Only as it was shown, by whom it was shown to.
is 'without the token of the page it is not taken' \
    "$(ask -H "Cookie: $cookie" -d "seal=$(cat "$dir/seal")" \
    "$base/team/list/take")" 403
is 'nor from the page of another site' \
    "$(take -H 'Sec-Fetch-Site: cross-site')" 403
is 'nor by GET' "$(ask -H "Cookie: $cookie" "$base/team/list/take")" 405
is 'without what was shown it is shown again' \
    "$(ask -H "Cookie: $cookie" -d "csrf=$csrf" "$base/team/list/take")" 200
like '... which is told' "$(cat "$dir/page")" 'Kijk nog een keer'
first=$cookie first_csrf=$csrf
stop "$serve_pid"
now=2026-08-10T09:01
start_pages
enter an@ 10001
before=$(everything)
ok 'there may be two sessions' test "$cookie" != "$first"
is 'what one was shown is not the other'"'"'s to take' "$(take)" 200
like '... but is shown there first' "$(cat "$dir/page")" 'Kijk nog een keer'
is 'nothing has changed' "$(everything)" "$before"
enter el@ 10004
is 'an administrator of another institution has no list' "$(take)" 410
cookie=$first csrf=$first_csrf
before=$(everything)
sed -i 's/Vos/de Vos/' "$dir/team.csv"
cp "$dir/seal" "$dir/old"
offer "$dir/team.csv" >/dev/null
cp "$dir/seal" "$dir/new"
cp "$dir/old" "$dir/seal"
is 'a page from before a newer list' "$(take)" 200
like '... does not take that one' "$(cat "$dir/page")" 'Kijk nog een keer'
is 'nothing has changed' "$(everything)" "$before"
cp "$dir/new" "$dir/seal"
echo 'di;Di Dekker;;10007;w;De Wilg;;2026-08-02' >"$dir/row"
{ echo "$titles"; cat "$dir/row"; } >"$home/between.csv"
at import "$home/between.csv" >/dev/null 2>&1
before=$(everything)
is 'when another import came between' "$(take)" 200
like '... it is shown anew' "$(cat "$dir/page")" 'Kijk nog een keer'
is '... with what it would do now' "$(figure nieuw):$(figure gewijzigd)" :2
is '... and nothing has changed' "$(everything)" "$before"
field seal >"$dir/seal"
is 'then it is taken' "$(take)" 200
like '... which is told' "$(cat "$dir/page")" 'De lijst is verwerkt'
is '... and done' "$(sql "SELECT group_concat(ref || ' ' || name, '; ')
    FROM (SELECT * FROM person WHERE organisation_id = 1 AND left_at = 0
    ORDER BY id)")" \
    'an An Admin; bo Bo de Bakker; ca Ca Smit; di Di de Vos'
is '... an event, of the administrator' \
    "$(sql "SELECT ref FROM event e JOIN person p ON actor = 'admin:' || p.id
    WHERE kind = 'import' ORDER BY e.id DESC LIMIT 1")" an
is '... with a mail to the administrators' \
    "$(sql "SELECT group_concat(p.ref) FROM message m
    JOIN person p ON p.id = m.person_id
    WHERE m.stage = 'import-report'")" an
is '... and the file is gone' "$(offers)" 0
is 'it is not taken twice' "$(take)" 410
is 'the same list once more' "$(offer "$dir/team.csv")" 200
like '... changes nothing' "$(cat "$dir/page")" 'Deze lijst verandert niets'
is '... and may be put away' "$(ask -H "Cookie: $cookie" -d "csrf=$csrf" \
    "$base/team/list/drop"):$(offers)" 303:0

# Of a whole list who is missing has left; not all at once, though.
{
	echo "$titles"
	echo 'an;An Admin;an@example.nl;10001;w;De Wilg;beheerder;2020-01-01'
} >"$dir/short.csv"
refused 'a whole list that most are missing from' "$dir/short.csv" \
    'Van de 4 mensen van De Wilg staan er 3 niet op de lijst' -F whole=yes
setting import leaving_percent 60
grep -q leaving_percent "$conf" ||
	printf 'import {\n\tleaving_percent = 60\n}\n' >>"$conf"
stop "$serve_pid"
start_pages
{
	cat "$dir/short.csv"
	echo 'bo;Bo de Bakker;bo@example.nl;10002;w;De Wilg;;2020-01-01'
} >"$dir/whole.csv"
before=$(everything)
is 'a whole list' "$(offer "$dir/whole.csv" -F whole=yes)" 200
is '... tells who would have left' "$(figure weg)" 2
like '... by name' "$(tr -d '\n' <"$dir/page")" 'Ca Smit</b> <span>weg'
is '... and they have not' "$(everything)" "$before"
is '... before it is taken' "$(take)" 200
is '... and then they have' "$(sql "SELECT group_concat(ref) FROM person
    WHERE left_at > 0 ORDER BY id")" ca,di

# What nobody may do by a list.
list()
{
	{ echo "$titles"; printf '%s\n' "$@"; } >"$dir/list.csv"
}
list 'fa;Fa Faber;fa@example.nl;10005;w;De Wilg;;2020-01-01'
refused 'somebody of another institution, by the own' "$dir/list.csv" \
    'hoort bij een andere instelling'
list 'fa;Fa Faber;fa@example.nl;66666;e;De Eik;;2020-01-01'
refused 'another institution, by its name' "$dir/list.csv" \
    'Regel 2, kolom instelling'
list 'bo;Bo;bo@example.nl;10002;e;De Eik;;2020-01-01'
refused 'a colleague, to another institution' "$dir/list.csv" \
    'Regel 2, kolom instelling'
list 'gi;Gi;el@example.nl;10009;w;De Wilg;beheerder;2020-01-01'
refused 'the mailbox of somebody elsewhere' "$dir/list.csv" \
    'al van iemand anders'
list 'bo;Bo;bo@;10002;w;De Wilg;;2020-01-01' \
    'bo;Bo;bo@example.nl;10002;w;De Wilg;;2020-01-01' 'hi;;;;w;;;'
refused 'wrong lines' "$dir/list.csv" 'Achter de @ staat niets\.'
list 'bo;Bo <b onclick=x>;bo@example.nl;3,16E+10;w;De Wilg;;2020-01-01'
refused 'a number that a spreadsheet broke' "$dir/list.csv" \
    'kolom personeelsnummer'
printf 'PK\003\004\001\002\003' >"$dir/team.xlsx"
refused 'a workbook' "$dir/team.xlsx" 'Dit is een Excel-bestand. Bewaar het'
head -c 5000 /dev/urandom >"$dir/random.csv"
refused 'bytes of any kind' "$dir/random.csv" 'klopt nog niet'
: >"$dir/empty.csv"
refused 'an empty file' "$dir/empty.csv" 'Kies eerst een lijst'
printf 'a;b\n1;2\n' >"$dir/strange.csv"
refused 'a table of something else' "$dir/strange.csv" 'klopt nog niet'
{
	echo "$titles"
	yes 'zz;Zoë;;1;w;De Wilg;;' | head -c 1100000
} >"$dir/large.csv"
before=$(everything)
is 'a file that is too large' "$(offer "$dir/large.csv")" 413
like '... is told so' "$(cat "$dir/page")" 'te groot'
head -c 300000 "$dir/large.csv" >"$dir/middle.csv"
is '... and of who is not inside not even a smaller one is read' \
    "$(ask -F "csrf=$csrf" -F "list=@$dir/middle.csv" "$base/team/list")" 413
is '... while it would be of who is' "$(offer "$dir/middle.csv")" 422
is 'a form without a file' "$(ask -H "Cookie: $cookie" -F "csrf=$csrf" \
    "$base/team/list")" 422
is 'a list without its token' "$(ask -H "Cookie: $cookie" \
    -F "list=@$dir/whole.csv" "$base/team/list")" 403
is 'a list without a session' "$(ask -F "csrf=$csrf" \
    -F "list=@$dir/whole.csv" "$base/team/list")" 403
is 'a body that is no form' "$(ask -H "Cookie: $cookie" \
    -H 'Content-Type: multipart/form-data; boundary=x' -d 'rubbish' \
    "$base/team/list")" 400
is 'nothing has changed' "$(everything)" "$before"

# What the supplier decides is passed over, and formulas stay text.
{
	echo 'gebruikersnaam;naam;e-mail;instelling;instellingsnaam;golf;tweede factor'
	echo 'bo;=1+cmd|calc;bo@example.nl;w;Mijn;pilot;ja'
} >"$dir/own.csv"
is 'a list that says more than it may' "$(offer "$dir/own.csv")" 200
is '... would change a name' "$(grep -c 'gewijzigd: naam<' "$dir/page")" 1
is '... is taken' "$(take)" 200
is '... for what it may say' "$(sql "SELECT p.name || '|' || p.wave || '|' ||
    p.method || '|' || p.enrolled_at || '|' || o.name FROM person p
    JOIN organisation o ON o.id = p.organisation_id WHERE p.ref = 'bo'")" \
    '=1+cmd|calc|||0|De Wilg'
like '... and is no formula when it comes out' "$(at export 2>/dev/null |
    grep '^bo')" "'=1\\+cmd"
offer "$dir/whole.csv" -F 'list=@-;filename=../../etc/<x>.csv' \
    </dev/null >/dev/null
is 'two files at once are no form' "$(head -n 1 "$dir/headers" |
    grep -c ' 400 ')" 1
ask -H "Cookie: $cookie" -F "csrf=$csrf" \
    -F "list=@$dir/whole.csv;filename=..\\..\\etc/<x>.csv" \
    "$base/team/list" >/dev/null
is 'a name with folders is a name' \
    "$(sql 'SELECT name FROM offer')" '<x>.csv'
is '... and no markup' "$(grep -c '<x>' "$dir/page")" 0

# It is kept no longer than a session.
stop "$serve_pid"
now=2026-08-10T09:31
exits 0 'half an hour later' at run
is 'a run forgets what was offered' "$(offers)" 0
start_pages
is 'and the session is over' "$(take)" 403
is 'no token stands in the log' \
    "$(grep -c "$csrf\|${cookie#*=}\|$(cat "$dir/new")" "$home/serve.log")" 0
exits 0 'the chain of events is whole' at audit

# Where names are not for administrators, figures alone are shown.
setting digest names false
stop "$serve_pid"
now=2026-08-10T09:40
start_pages
enter an@ 10001
offer "$dir/team.csv" >/dev/null
is 'without names a list shows figures' "$(figure 'weer terug')" 1
is '... and no people' "$(grep -c 'class="people"><li>\|Ca Smit' "$dir/page")" 0

# Nor lists, where they are the supplier's alone.
setting digest lists false
stop "$serve_pid"
start_pages
before=$(everything)
is 'where no lists are taken the page' \
    "$(ask -H "Cookie: $cookie" "$base/team")" 200
is '... asks for none' "$(grep -c 'type="file"' "$dir/page")" 0
is '... nor takes one' "$(offer "$dir/team.csv")$(take)" 403403
is '... which was shown before, either' \
    "$(ask -H "Cookie: $cookie" -d "csrf=$csrf" "$base/team/list/drop")" 403
is 'nothing has changed' "$(everything)" "$before"
finish
