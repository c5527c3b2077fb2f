#!/bin/bash
# What is exported is imported again to the same people, with nothing changed.
. tests/e2e/lib.sh

campaign export
sed -i 's/^serve {/import {\n\tshared_mailboxes = true\n}\n\nserve {/' "$conf"

# Whether a list has nothing new: settled TEXT FILE COUNT
settled()
{
	exits 0 "$1" at --json import --dry-run "$2"
	is '... and has nothing new' \
	    "$(jq -c '[.added, .changed, .back, .left, .unchanged]' \
		"$dir/out")" "[0,0,0,0,$3]"
}

cat >"$dir/odd.csv" <<'END'
gebruikersnaam;naam;e-mail;telefoon;personeelsnummer;instelling;instellingsnaam;rol;taal;golf;in dienst;tweede factor;tweede factor sinds
'=1+1;"Kim ""de Vries""; team 2";team@linde.example.nl;06 00000001;00119;inst-1;'@De Linde;beheerder;en;pilot;2020-09-25;sms;2024-10-09
'-7;"'+Ali ""El"" Amrani";TEAM@linde.example.nl;;'-12;inst-1;;medewerker;nl;;;;
'@k,o:m;"'=HYPERLINK(""x"")";;;;inst-2;De Wilg;;;;;ja;
u4;Zoë Ümit-'s Graven;z@example.nl;+4915112345678;007;inst-2;;;;;;passkey;
u5;Is Weg;weg@example.nl;;;inst-2;;;;;;;
END
exits 0 'an odd list is imported' at import "$dir/odd.csv"
exits 0 'and exported' at export --out "$dir/people.csv"
is 'nothing is printed' "$(cat "$dir/out" "$dir/err")" ''
is 'only its owner may read it' "$(mode_of "$dir/people.csv")" 600
settled 'it is read again' "$dir/people.csv" 5
is 'it is UTF-8 with a mark, for Excel' \
    "$(head -c 3 "$dir/people.csv" | od -An -tx1)" ' ef bb bf'
is 'every line ends with CR LF' \
    "$(grep -vc $'\r$' "$dir/people.csv")" 0
is 'no field begins a formula' \
    "$(grep -Ec '(^|;)"?[=+@-]' "$dir/people.csv")" 0
like 'a formula is a text' "$(cat "$dir/people.csv")" \
    "^'=1\+1;\"Kim \"\"de Vries\"\"; team 2\";team@linde.example.nl;"
is 'leading zeros stay' "$(grep -c ';00119;' "$dir/people.csv")" 1
is 'there is nothing else in it' "$(head -n 1 "$dir/people.csv" | tail -c +4 | tr -d '\r')" \
    "$(head -n 1 "$dir/odd.csv")"

exits 0 'the standard output' at export
ok '... gets the same' cmp -s "$dir/out" "$dir/people.csv"
exits 0 'one organisation' at export --organisation inst-1
is '... has its own people' "$(wc -l <"$dir/out")" 3
says 65 'no organisation is known as "inst-9"' 'an organisation that is none' \
    at export --organisation inst-9
says 75 'nowhere/x.csv: cannot be written' 'a place that is none' \
    at export --out "$dir/nowhere/x.csv"

head -n 5 "$dir/odd.csv" >"$dir/less.csv"
exits 0 'one leaves' at import --sync --allow-leaving 1 "$dir/less.csv"
exits 0 'who has left' at export
is '... is not exported' "$(grep -c '^u5;' "$dir/out")" 0
cp "$dir/out" "$dir/people.csv"
settled 'and is not missed' "$dir/people.csv" 4

# A second factor of Twofold's own.
sql "UPDATE person SET enrolled_at = 1785567600, method = 'totp'
    WHERE ref = '-7'"
exits 0 'who enrolled here' at export
like '... has its name and day' "$(cat "$dir/out")" \
    "^'-7;.*;totp;2026-08-01.\$"
cp "$dir/out" "$dir/people.csv"
settled 'and stays enrolled' "$dir/people.csv" 4

# Into another campaign, where the titles are its own.
sed -i 's/shared_mailboxes = true/&\n\tcolumns = {"email=Mailadres werk"}/' \
    "$conf"
exits 0 'with titles of the configuration' at export
like '... they are in it' "$(head -n 1 "$dir/out")" ';Mailadres werk;'
cp "$dir/out" "$dir/people.csv"
settled 'and are found again' "$dir/people.csv" 4
"$TWOFOLD" init "$dir/other" --from "$conf" >/dev/null
conf=$dir/other/twofold.conf
exits 0 'another campaign takes it' at --json import "$dir/people.csv"
is '... all of it' "$(jq -c '[.added, .refused]' "$dir/out")" '[4,0]'
exits 0 'and gives' at export
ok '... the same again' cmp -s "$dir/out" "$dir/people.csv"
finish
