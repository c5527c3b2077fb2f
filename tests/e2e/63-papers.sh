#!/bin/bash
# An institution of 5,000 people gets its papers in parts, each in a moment.
. tests/e2e/lib.sh

campaign papers
now=2026-08-03T09:00
setting mail server '"file:mail"'
sed -i -e '/^wave/,/^}/d' -e '/^webhook/,/^}/d' "$conf"
printf 'digest {\n\tday = "mon"\n}\n' >>"$conf"
{
	people 1 1 beheerder
	people 2 5000 | sed 1d
} | sed 's/;inst-00[0-9];/;inst-001;/' >"$home/people.csv"
at import "$home/people.csv" >/dev/null 2>&1
sql "UPDATE person SET name = 'Wil Bos ' || substr(ref, 2)"
exits 0 'the digests go out' at run
door=$(mailed_link o p0001@)
start_pages

cookie=$(ask -d typed=10001 "$door" >"$dir/status"
	sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-twofold=[^;]*\).*/\1/p' \
	    "$dir/headers")
is 'the administrator comes in' "$(ask -H "Cookie: $cookie" "$base/team")" 200
token=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$dir/page" |
    head -1)
mapfile -t parts < <(sed -n 's/.*<option value="\([0-9]*\)">.*/\1/p' \
    "$dir/page")
is 'the papers are offered in ten parts' "${#parts[@]}" 10
like '... which tell whom they are of' "$(grep '<option' "$dir/page")" \
    '>2: Wil Bos 0501 t/m Wil Bos 1000<'

# papers KIND [PART]: the status; the page is in $dir/page
papers()
{
	ask -H "Cookie: $cookie" -d "csrf=$token" -d "kind=$1" \
	    ${2:+-d "part=$2"} "$base/team/handouts"
}

codes()
{
	sed -n 's/.*translate="no">\([0-9A-Z-]*\)<.*/\1/p' "$dir/page"
}

# Somebody of the first part enrols while the others are made.
is 'a part of them' "$(papers sheets "${parts[0]}")" 200
is '... is 500 sheets' "$(grep -c 'class="sheet"' "$dir/page")" 500
codes >"$dir/codes"
sql "UPDATE person SET enrolled_at = 1, method = 'sms' WHERE ref = 'p0002'"
for part in "${parts[@]:1}"; do
	papers sheets "$part" >>"$dir/status"
	codes >>"$dir/codes"
done
is 'so are all others' "$(cat "$dir/status")" \
    "303$(printf '200%.0s' {2..10})"
is '... and nobody is passed over' "$(sort -u "$dir/codes" | wc -l)" 5000
is 'each is an event' \
    "$(sql "SELECT count(*) FROM event WHERE kind = 'handout'")" 5000
is 'cards of a part' "$(papers cards "${parts[9]}")" 200
is '... as many' "$(grep -c 'class="card"' "$dir/page")" 500
is 'no part is too much for one page: choose first' \
    "$(papers sheets; cat "$dir/headers")" "303$(cat "$dir/headers")"
like '... on the page that offers them' "$(cat "$dir/headers")" \
    '^[Ll]ocation: /team'
is 'a part of nobody is none' "$(for part in 0 -1 x 999999; do
	papers sheets "$part"
done)" 303303303303

# The log tells how long each was at work; nobody else can be served then.
like 'none takes half a second' "$(sed -n \
    's|.*POST /team/handouts status=200 us=\([0-9]*\)|\1|p' \
    "$home/serve.log" | sort -n | tail -n 1)" '^[1-4]?[0-9]{1,5}$'
is 'nobody sees a mistake' "$(grep -c ' status=5' "$home/serve.log")" 0
finish
