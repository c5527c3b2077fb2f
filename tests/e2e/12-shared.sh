#!/bin/bash
# Mailboxes of several people: no personal link goes there.
. tests/e2e/lib.sh

campaign shared
cat >"$dir/team.csv" <<'END'
gebruikersnaam;naam;e-mail;personeelsnummer;instelling;taal
ann;Ann Bos;team@example.nl;1;inst-1;nl
bob;Bob Vos;Team@example.nl;2;inst-1;en
cis;Cis Kok;cis@example.nl;3;inst-1;nl
END
exits 65 'an address twice is refused' at import "$dir/team.csv"
sed -i 's/^serve {/import {\n\tshared_mailboxes = true\n}\n\nserve {/' "$conf"
exits 0 'unless it is allowed' at import "$dir/team.csv"

now=2026-08-10T09:00
for stage in announce reminder last-weeks enforced reset; do
	for who in ann bob; do
		for format in text html; do
			exits 0 "$stage to $who as $format" \
			    at preview --person "$who" --format "$format" $stage
			is '... has no link' "$(grep -c "$base" "$dir/out")" 0
			like '... and says why' "$(cat "$dir/out")" \
			    '[Ww](aarom staat hier geen link|hy is there no link)|W(AAROM STAAT HIER GEEN|HY IS THERE NO) LINK'
		done
	done
	at preview --person cis --format html $stage >"$dir/out"
	is "$stage to a mailbox of one has its link" \
	    "$(grep -c "$base/e/" "$dir/out")" 1
done

# shellcheck disable=SC2119 # it needs no options
start_mail
start_host
exits 0 'a night' at run
is 'sends all three mails' "$(mails)" 3
is '... and one link' "$(cat "$home/mail"/*.eml | tr -d '\r' |
	sed -e ':a;/=$/{N;s/=\n//;ba}' | grep -o "$base/e/[^\"< ]*" | sort -u |
	wc -l)" 1
is 'the host app, which knows who it is, gets one for each' \
    "$(grep -o "$base/e/[^\"]*" "$home/popups.jsonl" | sort -u | wc -l)" 3

# Who is alone in a mailbox again has a link again.
sed 's/Team@example.nl/bob@example.nl/' "$dir/team.csv" >"$dir/apart.csv"
exits 0 'they part' at import "$dir/apart.csv"
at preview --person ann --format html announce >"$dir/out"
is '... and have a link' "$(grep -c "$base/e/" "$dir/out")" 1
finish
