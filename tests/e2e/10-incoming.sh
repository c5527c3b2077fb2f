#!/bin/bash
# Lists that are dropped into a folder: what a run takes, what becomes of it,
# and who is told.
. tests/e2e/lib.sh

campaign incoming
sed -i 's/^serve {/import {\n\tfolder = "incoming"\n}\n\nserve {/' "$conf"
folder=$home/incoming
title='gebruikersnaam;naam;e-mail;instelling;rol'

# Puts a list into the folder as if it came two minutes ago: drop NAME LINE...
drop()
{
	local file=$folder/$1
	shift

	mkdir -p "$(dirname "$file")"
	{
		echo "$title"
		printf '%s\n' "$@"
	} >"$file"
	touch -d '2 minutes ago' "$file"
}

# The files in a folder without the time in front: in_folder PLACE
in_folder()
{
	(cd "$folder/$1" && find . -type f | sed -E 's|[0-9]{8}-[0-9]{6}-||' |
		sort | tr '\n' ' ')
}

# What a run says of the lists: imported, refused, kept, waiting.
lists()
{
	jq -c '[.lists.imported, .lists.refused, .lists.kept, .lists.waiting]' \
	    "$dir/out"
}

# The text of the mails with that subject, to that address: mail_about TO SUBJECT
mail_about()
{
	"$PYTHON" - "$home/mail" "$1" "$2" <<'END'
import email
import email.policy
import pathlib
import sys

for file in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    mail = email.message_from_bytes(file.read_bytes(),
                                    policy=email.policy.default)
    if sys.argv[2] in file.read_text() and sys.argv[3] in mail["Subject"]:
        print(mail.get_body(("plain",)).get_content().replace("\r", ""))
END
}

exits 78 'check finds a folder that is not there' at check
like '... and says what to do' "$(cat "$dir/err")" 'import.folder: there is no'
exits 75 'a run without the folder' at run
like '... is told' "$(cat "$dir/err")" 'incoming.*cannot be made'
mkdir "$folder"
# shellcheck disable=SC2119 # it needs no options
start_mail
start_host
exits 0 'check finds it' at check
sed -i 's/folder = "incoming"/&\n\tcolumns = {"e-mail=Post"}/' "$conf"
exits 78 'but not a column that is none' at check
like '... and names it' "$(cat "$dir/err")" 'import.columns: "e-mail=Post"'
sed -i '/columns = {"e-mail=Post"}/d' "$conf"
exits 0 'an empty folder' at --json run
is '... has no lists' "$(lists)" '[0,0,0,0]'

now=2026-08-03T10:00
drop all.csv 'ann;Ann Bos;ann@example.nl;inst-1;beheerder' \
    'bob;Bob Vos;bob@example.nl;inst-1;' \
    'cis;Cis Kok;cis@example.nl;inst-2;beheerder'
drop .hidden.csv 'x1;X;;inst-1;'
drop half.csv.part 'x2;X;;inst-1;'
drop half.TMP 'x3;X;;inst-1;'
drop new.csv 'x4;X;;inst-1;'
touch "$folder/new.csv"
ln -s "$folder/all.csv" "$folder/link.csv"
mkfifo "$folder/pipe.csv"
mkdir -p "$folder/inst-1/deep"
exits 0 'a run' at --json run
is 'imports a list that is whole' "$(lists)" '[1,0,0,1]'
is '... and counts its people' "$(jq -c .lists.people.added "$dir/out")" 3
like '... without an identifier, as the report says' \
    "$(cat "$folder"/done/*.txt)" 'has no column "identifier"'
is 'before it plans' "$(jq .email.sent "$dir/out")" 3
is 'the list is moved away, with a report' "$(in_folder "done")" \
    './all.csv ./all.csv.txt '
like '... that says what was done' "$(cat "$folder"/done/*.txt)" ' 3 added'
like '... to whom' "$(cat "$folder"/done/*.txt)" '^added bob "Bob Vos"$'
is 'nothing is left of it' "$(in_folder busy)$(in_folder refused)" ''
is 'what is hidden or being written stays' \
    "$(cd "$folder" && find . -maxdepth 1 ! -type d | sort | tr '\n' ' ')" \
    './.hidden.csv ./half.TMP ./half.csv.part ./link.csv ./new.csv ./pipe.csv '
like 'a link is told of' "$(cat "$dir/err")" 'link.csv: is no plain file'
like 'and a pipe' "$(cat "$dir/err")" 'pipe.csv: is no plain file'
like 'and a folder too deep' "$(cat "$dir/err")" 'inst-1/deep: is a folder'
is 'a list of several institutions is mailed to nobody' \
    "$(sql "SELECT count(*) FROM message WHERE stage = 'import-report'")" 0
exits 0 'check' at check
like '... says so too' "$(cat "$dir/out")" '3 people who have to enrol have none'
rm -r "$folder"/*.csv "$folder"/half* "$folder"/inst-1/deep

# Of one institution.
now=2026-08-04T10:00
drop inst-1/list.csv 'ann;Ann Bos;ann@example.nl;;beheerder' \
    'bob;Bob de Vos;bob@example.nl;;' 'dan;Dan Tak;dan@example.nl;inst-1;'
before=$(mails)
exits 0 'a list in the folder of an institution' at --json run
is '... is that one' "$(lists) $(jq -c .lists.people.added "$dir/out")" \
    '[1,0,0,0] 1'
is '... and moved to the folder of its own' "$(in_folder done/inst-1)" \
    './list.csv ./list.csv.txt '
is 'its administrator gets a mail, and who is new the explanation' \
    "$(($(mails) - before))" 2
text=$(mail_about 'Ann Bos' verwerkt)
like '... that says what changed' "$text" '^\* 1 nieuw$'
like '... and how many stayed' "$text" '^\* 1 hetzelfde gebleven$'
like '... of which list' "$text" 'Je lijst “list.csv” van$'
is '... and no link' "$(grep -c "$base/e/" <<<"$text")" 0
drop inst-1/list.csv 'ann;Ann Bos;ann@example.nl;;beheerder' \
    'bob;Bob de Vos;bob@example.nl;;' 'dan;Dan Tak;dan@example.nl;inst-1;'
before=$(mails)
exits 0 'the same list again' at --json run
is '... is imported' "$(lists)" '[1,0,0,0]'
is '... and worth no mail' "$(mails)" "$before"
is '... and lies beside the first' \
    "$(find "$folder/done/inst-1" -name '*list.csv' | wc -l)" 2

# What is refused changes nothing.
now=2026-08-05T10:00
everybody()
{
	sql 'SELECT * FROM person ORDER BY id'
}
before=$(everybody)
drop inst-1/list.csv 'eva;Eva Bot;eva@;;' 'bob;Robert Vos;bob@example.nl;;' \
    'cis;Cis Kok;cis@example.nl;inst-2;' 'f1;;;;' 'f2;;;;' 'f3;;;;' 'f4;;;;'
drop z-later.csv 'gil;Gil Ras;gil@example.nl;inst-2;'
printf 'hello\nworld\n' >"$folder/inst-1/odd.csv"
touch -d '3 minutes ago' "$folder/inst-1/odd.csv"
exits 65 'a list with mistakes' at --json run
is '... is refused, and the others go on' "$(lists)" '[1,2,0,0]'
is '... and changed nothing' \
    "$(sql "SELECT * FROM person WHERE ref <> 'gil' ORDER BY id")" "$before"
is 'but the others are in' \
    "$(sql "SELECT count(*) FROM person WHERE ref = 'gil'")" 1
is 'it lies with its report and its refused lines' \
    "$(in_folder refused/inst-1)" \
    './list.csv ./list.csv.rejects.csv ./list.csv.txt ./odd.csv ./odd.csv.txt '
like 'the report names line, column and reason' \
    "$(cat "$folder"/refused/inst-1/*list.csv.txt)" \
    '^list.csv:2: e-mail "eva@" has no domain'
like 'a row of another institution is one' \
    "$(cat "$folder"/refused/inst-1/*list.csv.txt)" \
    '^list.csv:4: instelling "inst-2" is not inst-1'
is 'the refused lines are six, and a header' \
    "$(wc -l <"$(echo "$folder"/refused/inst-1/*.rejects.csv)")" 7
text=$(mail_about 'Ann Bos' 'nog niet verwerkt')
like 'the mail names the first of them' "$text" \
    '^\* Regel 2, kolom “e-mail”: eva@$'
like '... with what to do' "$text" '^  Schrijf het adres als naam@example.nl'
is '... of five lines' "$(grep -c '^\* Regel' <<<"$text")" 5
like '... and the number of the rest' "$text" '^En nog 1, in het bestand'
like 'a list that is none gets the reason' "$text" \
    '^Op de eerste regel staan geen titels'
is 'both are on record' \
    "$(sql "SELECT count(*) FROM event WHERE kind = 'import-refused'")" 2

# A mail server that is down is worse than a refused list.
kill "$mail_pid"
wait "$mail_pid" 2>/dev/null
now=2026-08-06T10:00
drop inst-1/list.csv 'eva;Eva Bot;eva@;;'
exits 69 'a refused list while no mail goes' at --json run
is '... is refused' "$(lists)" '[0,1,0,0]'
# shellcheck disable=SC2119 # it needs no options
start_mail
now=2026-08-06T12:00
before=$(mails)
exits 0 'the mail of it' at --json run
is '... goes later' "$(($(mails) - before))" 1

# What an earlier run had taken and not done.
drop inst-2/left.csv 'hal;Hal Los;hal@example.nl;;'
mkdir -p "$folder/busy/inst-2"
mv "$folder/inst-2/left.csv" "$folder/busy/inst-2/20260806-090000-left.csv"
exits 0 'what was left by a run that stopped' at --json run
is '... is imported' "$(lists)" '[1,0,0,0]'
is '... of its institution' "$(sql "SELECT o.ref FROM person p
    JOIN organisation o ON o.id = organisation_id WHERE p.ref = 'hal'")" inst-2

# Whole lists.
sed -i 's/folder = "incoming"/&\n\twhole = true/' "$conf"
drop inst-1/list.csv 'ann;Ann Bos;ann@example.nl;;beheerder'
exits 65 'a whole list of which too many are missing' at --json run
is '... is refused' "$(lists)" '[0,1,0,0]'
like '... with the reason, in the mail too' \
    "$(mail_about 'Ann Bos' 'nog niet verwerkt')" \
    '^Van de 3 mensen van inst-1 staan er 2 niet op de lijst\.'
sed -i 's/whole = true/&\n\tleaving_percent = 100/' "$conf"
drop inst-1/list.csv 'ann;Ann Bos;ann@example.nl;;beheerder'
exits 0 'and is taken where the configuration says so' at --json run
is '... they have left' "$(jq -c .lists.people.left "$dir/out")" 2

# A mail about a list is no invitation.
now=2026-07-30T10:00
drop inst-5/list.csv 'ivo;Ivo Top;ivo@example.nl;;beheerder'
before=$(mails)
exits 0 'a first list before the campaign begins' at --json run
is '... is told' "$(($(mails) - before))" 1
is '... and nobody is invited by that' \
    "$(sql "SELECT invited_at FROM person WHERE ref = 'ivo'")" 0

# Who delivers in one folder cannot take over the people of another.
now=2026-08-06T12:00
before=$(sql "SELECT * FROM person WHERE ref = 'gil'")
drop inst-1/ours.csv 'gil;Gil Ras;thief@example.nl;inst-1;'
exits 65 'a list with somebody of another institution' at --json run
is '... is refused' "$(lists)" '[0,1,0,0]'
drop brand-new/ours.csv 'gil;Gil Ras;thief@example.nl;;'
exits 65 'so is one of an institution that nobody knows yet' at --json run
is '... and nobody has moved' \
    "$(sql "SELECT * FROM person WHERE ref = 'gil'")" "$before"
rm -rf "$folder"/refused/*/*ours.csv*

# Killed at any moment: as before or after, and the list is not lost.
now=2026-08-07T10:00
sed -i 's/whole = true/whole = false/' "$conf"
for delay in 0.005 0.01 0.02 0.03 0.05; do
	mapfile -t lines < <(for i in $(seq 2000); do
		echo "k$delay-$i;Kim $i;;inst-3;"
	done)
	drop many.csv "${lines[@]}"
	{ timeout -s KILL "$delay" "$TWOFOLD" -c "$conf" --now "$now" run; } \
	    >/dev/null 2>&1
	n=$(sql "SELECT count(*) FROM person WHERE ref LIKE 'k$delay-%'")
	ok "killed after $delay s: all or none" \
	    test "$n" -eq 0 -o "$n" -eq 2000
	exits 0 'the next run' at --json run
	is '... has it all' "$(sql "SELECT count(*) FROM person
	    WHERE ref LIKE 'k$delay-%'")" 2000
done
is 'no list is lost' "$(find "$folder" -name '*many.csv' | wc -l)" 5
is 'nor left' "$(in_folder busy)" ''
finish
