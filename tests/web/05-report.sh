#!/bin/bash
# Reports of a campaign that was run: the figures are those of the database, all
# forms agree, and the page is one that everybody can use.
. tests/e2e/lib.sh

campaign report
people 1 60 >"$home/people.csv"
people 61 63 beheerder | tail -n +2 >>"$home/people.csv"
now=2026-08-01T09:00
at import "$home/people.csv" >"$dir/out" 2>&1
start_mail --log "$home/mail.log"
start_host
for now in 2026-08-01T09:00 2026-08-03T09:00 2026-08-10T09:00; do
	at run >"$dir/out" 2>&1 || fail "a run at $now" "$(cat "$dir/out")"
done
sql "UPDATE person SET enrolled_at = 1786000000 + id * 3600, method = 'totp'
    WHERE id % 3 = 0"
sql "UPDATE person SET exempt_until = 20700 WHERE id = 1"
now=2026-08-20T09:00

exits 0 'a report in JSON' at --json report
cp "$dir/out" "$home/report.json"
is 'has the figures of the database' \
    "$(jq -r '.total | "\(.population) \(.enrolled) \(.invited) \(.exempt)"' \
	"$home/report.json")" \
    "$(sql "SELECT count(*) || ' ' || sum(enrolled_at > 0) || ' ' ||
	sum(enrolled_at = 0 AND invited_at > 0) || ' ' || sum(exempt_until > 0)
	FROM person")"
is '... of each institution' \
    "$(jq -r '.organisations[] | "\(.ref) \(.population) \(.enrolled)"' \
	"$home/report.json" | sort)" \
    "$(sql "SELECT o.ref || ' ' || count(*) || ' ' || sum(enrolled_at > 0)
	FROM person p JOIN organisation o ON o.id = organisation_id
	GROUP BY o.ref ORDER BY o.ref")"
is '... of each stage' \
    "$(jq -r '.stages[] | "\(.stage) \(.channel) \(.sent)"' \
	"$home/report.json" | sort)" \
    "$(sql "SELECT stage || ' ' || channel || ' ' || count(*) FROM message
	WHERE state = 'sent' GROUP BY stage, channel" | sort)"
is '... and of each day' "$(jq '.days[-1] | [.population, .enrolled]' -c \
    "$home/report.json")" "$(jq -c '.total | [.population, .enrolled]' \
    "$home/report.json")"
like 'the range is around what is expected' \
    "$(jq '.forecast | .low <= .expected and .expected <= .high and
	(.days | length) == 102' "$home/report.json")" true

exits 0 'a report as CSV' at report --format csv
is '... adds up to the same' \
    "$(tail -n +2 "$dir/out" | awk -F';' '{ n += $3; e += $8 }
	END { print n, e }')" \
    "$(jq -r '.total | "\(.population) \(.enrolled)"' "$home/report.json")"
exits 0 'a report as text' at report
like '... which says the same' "$(cat "$dir/out")" '^21 of 63 people are enrolled'
is '... is without colour in a pipe' "$(grep -c $'\033' "$dir/out")" 0
is '... fits 80 columns' \
    "$("$PYTHON" -c 'import sys; print(sum(
	len(line.rstrip("\n")) > 80 for line in open(sys.argv[1],
	encoding="utf-8")))' "$dir/out")" 0
exits 0 'at a terminal it has colour' \
    script -qec "'$TWOFOLD' -c '$conf' --now $now report" /dev/null
like '... to see who is at risk' "$(cat "$dir/out")" $'\033\\[31m'

for language in nl en; do
	exits 0 "a page in $language" at report --format html \
	    --language "$language" --out "$home/$language.html"
	like '... says which' "$(head -n 3 "$home/$language.html")" \
	    "<html lang=\"$language\">"
	is '... has words for everything' \
	    "$(grep -c '>report\.[a-z.]*<' "$home/$language.html")" 0
	is '... and asks for nothing from elsewhere' \
	    "$(grep -cE '<script|https?:|url\(|@import' \
		"$home/$language.html")" 0
done
exits 0 'a page of one institution' at report --format html \
    --organisation inst-002 --language en --out "$home/one.html"
like '... says which' "$(cat "$home/one.html")" 'MedPlan · Huize De Wilg'
is '... and of no other' "$(grep -c 'id="h-teams"' "$home/one.html")" 0
"$PYTHON" tests/web/audit.py "$home/nl.html" "$home/en.html" "$home/one.html" ||
	failures=$((failures + 1))
finish
