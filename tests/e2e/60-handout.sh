#!/bin/bash
# Sheets to hand out: printed by a browser, typed in by people, due by the plan.
. tests/e2e/lib.sh

campaign handout
now=2026-08-10T09:00
people 1 12 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1

# Prints a page as people do: print_pdf HTML PDF
print_pdf()
{
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu \
	    --no-first-run --disable-background-networking \
	    --user-data-dir="$dir/profile" --no-pdf-header-footer \
	    --print-to-pdf="$2" "file://$1" >/dev/null 2>&1
}

pages()
{
	pdfinfo "$1" | sed -n 's/^Pages: *//p'
}

# The start codes on a page, in its order.
codes()
{
	grep -o 'translate="no">[0-9A-Z]\{4\}-[0-9A-Z]\{4\}<' "$1" |
	    grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}'
}

says 64 'for whom' 'somebody has to be named' at handout
says 64 'goes without' '--person is one person' \
    at handout --person p0001 --due
says 65 'no organisation is known as "nowhere"' 'an unknown organisation is told' \
    at handout --organisation nowhere
says 65 'nobody is known' 'an unknown person is told' at handout --person x

# An organisation's sheets: p0001, p0004, p0007 and p0010.
exits 0 'an organisation gets its sheets' at handout \
    --organisation inst-002 --out "$home/sheets.html"
like 'it says how many' "$(cat "$dir/err")" '4 people'
is 'only its owner may read them' "$(mode_of "$home/sheets.html")" 600
is 'a code for each' "$(codes "$home/sheets.html" | sort -u | wc -l)" 4
exits 0 'cards as well' at handout --organisation inst-002 --cards \
    --out "$home/cards.html"
is 'with the same codes' "$(codes "$home/cards.html")" \
    "$(codes "$home/sheets.html")"
exits 0 'printed again a day later' "$TWOFOLD" -c "$conf" \
    --now 2026-08-11T09:00 handout --organisation inst-002
is 'they are the same still' "$(codes "$dir/out")" \
    "$(codes "$home/sheets.html")"
is 'no code is in the database' "$(codes "$home/sheets.html" | tr -d - |
    while read -r code; do dump | grep -c "$code"; done | sort -u)" 0
is 'an event for each sheet' \
    "$(sql "SELECT count(*) FROM event WHERE kind = 'handout'")" 12

ok 'a browser prints the sheets' print_pdf "$home/sheets.html" "$dir/s.pdf"
is 'one page a person' "$(pages "$dir/s.pdf")" 4
like 'of A4' "$(pdfinfo "$dir/s.pdf")" 'Page size: .*A4'
text=$(pdftotext -f 1 -l 1 -layout "$dir/s.pdf" -)
like 'a page has the name' "$text" 'Zoë de Vries'
like 'and the code' "$text" "$(codes "$home/sheets.html" | head -n 1)"
like 'and where to type it' "$text" "Ga naar 127.0.0.1:$web_port"
like 'and what is asked besides' "$text" 'je personeelsnummer'
like 'and whom to call' "$text" '088 000 12 34'
like 'and until when the code works' "$text" 'tot en met dinsdag 8 september'
like 'somebody else reads English' "$(pdftotext -layout "$dir/s.pdf" -)" \
    'Type one code of six digits'
ok 'a browser prints the cards' print_pdf "$home/cards.html" "$dir/c.pdf"
is 'four cards are one page' "$(pages "$dir/c.pdf")" 1
is 'with four codes' "$(pdftotext "$dir/c.pdf" - |
    grep -c '^[0-9A-Z]\{4\}-[0-9A-Z]\{4\}$')" 4
text=$(printf 'Anne-Marijke-Wilhelmina van der %.0s' 1 2 3 4 | head -c 128)
sql "UPDATE person SET name = '$text'"
at handout --organisation inst-002 --out "$home/long.html" 2>/dev/null
print_pdf "$home/long.html" "$dir/s.pdf"
is 'the longest name takes no second page' "$(pages "$dir/s.pdf")" 4
like 'and leaves the small print whole' "$(pdftotext -layout "$dir/s.pdf" -)" \
    'dan weg'

# Somebody types the code of the sheet, as people do.
start_pages
code=$(codes "$home/sheets.html" | head -n 1 | tr '[:upper:]0' '[:lower:]o')
place=$(curl -s -o "$dir/out" -w '%{redirect_url}' --data-urlencode \
    "code= ${code/-/ } " "$base/")
like 'a code with slips in it opens the pages' "$place" "^$base/e/"
like 'of that person' "$(curl -s "$place")" 'Hallo Anne-Marijke'
like 'a wrong code is told' "$(curl -s -w '%{http_code}' -d code=00000000 \
    "$base/")" '^422$'
is 'what went wrong is in no log' "$(grep -ci "${code/-/}\|$code" \
    "$home/serve.log")" 0
exits 0 'a reset ends the code' at person p0001 --reset --reason lost
is 'it opens nothing' "$(curl -s -o "$dir/out" -w '%{http_code}' \
    --data-urlencode "code=$code" "$base/")" 422

# Guesses: behind a proxy on this machine people are told apart.
for n in $(seq 20); do
	curl -s -o "$dir/out" -H 'X-Forwarded-For: 192.0.2.1' \
	    -d "code=ZZZZ00$((n + 10))" "$base/"
done
curl -s -D "$dir/head" -o "$dir/out" -H 'X-Forwarded-For: 192.0.2.1' \
    -d code=ZZZZ0000 "$base/"
like 'who guesses waits' "$(cat "$dir/head")" '^HTTP/1.1 429'
like 'until a time' "$(cat "$dir/out")" 'om 10:00 uur nog eens'
is 'and others do not' "$(curl -s -o "$dir/out" -w '%{http_code}' \
    -H 'X-Forwarded-For: 192.0.2.2' -d code=ZZZZ0000 "$base/")" 422
is 'no address is kept' "$(dump | grep -c '192\.0\.2\.')" 0
stop "$serve_pid"

# Who has no mailbox gets a letter in its turn: all but p0006.
campaign letters
now=2026-08-08T09:00
setting 'stage "announce"' channels
setting 'stage "announce"' in_turn '{"email", "letter", "call"}'
people 1 6 | sed 's/;p000[1-5]@example.nl;/;;/' >"$home/people.csv"
start_mail --log "$home/mail.log"
at import "$home/people.csv" >"$dir/out" 2>&1
exits 0 'the plan shows letters' at plan --until 2026-08-12
like 'by stage and day' "$(cat "$dir/out")" \
    '^2026-08-10 +announce +letter +5$'
exits 0 'nothing is due before its day' at handout --due
is 'nothing is printed' "$(wc -c <"$dir/out")" 0
exits 0 'the night plans them' at run
now=2026-08-10T09:00
exits 0 'the sheets that are due, of one institution' at handout --due \
    --organisation inst-001 --out "$home/due.html"
is 'are one, as the other has a mailbox' \
    "$(codes "$home/due.html" | wc -l)" 1
sql "UPDATE person SET enrolled_at = 1, method = 'sms' WHERE ref = 'p0001'"
exits 75 'a full disk is told' \
    bash -c '"$@" >/dev/full' -- "$TWOFOLD" -c "$conf" --now "$now" \
    handout --due
like 'and nothing counts as printed' "$(cat "$dir/err")" 'as printed'
is 'they are due still' "$(sql "SELECT count(*) FROM message
    WHERE channel = 'letter' AND state = 'planned'")" 4
exits 0 'the others' at handout --due
is 'are three, as one has enrolled' "$(codes "$dir/out" | wc -l)" 3
is 'what became of them' "$(sql "SELECT state, count(*) FROM message
    WHERE channel = 'letter' GROUP BY state ORDER BY state")" \
    $'dropped|1\nsent|4'
exits 0 'once more' at handout --due
is 'nothing is left to print' "$(wc -c <"$dir/out")" 0
is 'who got one is invited' "$(sql "SELECT count(*) FROM person
    WHERE invited_at > 0 AND email IS NULL")" 4
like 'it stands in the person'"'"'s history' "$(at person p0002)" \
    'sent +letter announce: printed'
setting 'stage "enrolled"' channels '{"letter"}'
exits 78 'a letter about an enrolment is a mistake' at check
like 'that is told' "$(cat "$dir/err")" 'take "letter" out'
# All that is sent and printed has the operator's colour.
campaign colour
printf 'look {\n\tcolour = "#7a1f5c"\n}\n' >>"$conf"
people 1 3 >"$home/people.csv"
exits 0 'people of a campaign in purple' at import "$home/people.csv"
at preview announce --format html >"$dir/mail.html"
at handout --organisation "$(sql 'SELECT ref FROM organisation LIMIT 1')" \
    >"$dir/sheets.html"
at kit --organisation "$(sql 'SELECT ref FROM organisation LIMIT 1')" \
    --out "$dir/kit" >"$dir/out"
for file in "$dir/mail.html" "$dir/sheets.html" "$dir"/kit/*/*.html; do
	ok "${file##*/} is purple" grep -q '#7a1f5c' "$file"
	ok '... and nowhere green' test "$(grep -c '#0b5f6b' "$file")" -eq 0
done
finish
