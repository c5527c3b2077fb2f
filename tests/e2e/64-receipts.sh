#!/bin/bash
# Who enrols by a ticket brings a receipt back to the host app, which need not
# ask for another code then.
. tests/e2e/lib.sh

campaign receipts
now=2026-12-02T09:00
setting mail server '"file:mail"'
sed -i -e '/^webhook/,/^}/d' "$conf"
people 1 12 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
key=$(at key host medplan 2>"$dir/err")
other=$(at key host other 2>"$dir/err")
less=$(at key host less --scope gate,verify 2>"$dir/err")
. tests/e2e/browser.sh
start_pages
back=http://127.0.0.1/home

# Enrols by a ticket, to where "done" is pressed: the address that it leads to
# is in $place, the receipt in it in $receipt: by_ticket USER [RETURN-TO]
by_ticket()
{
	call /v1/tickets "{\"user\":\"$1\",\"return_to\":\"${2-$back}\"}"
	enrol "$1" "$(jq -r .url "$dir/body" | sed "s|^$base||")"
	take_cookies
	post /enrol/finish "csrf=$(csrf)"
	place=$(header Location)
	receipt=$(sed -n 's/.*[?&]twofold_receipt=\([^#&]*\).*/\1/p' \
	    <<<"$place")
}

# What the host app with that key is told: worth USER RECEIPT [KEY]
worth()
{
	key=${3:-$key} call /v1/receipts \
	    "{\"user\":\"$1\",\"receipt\":\"$2\"}"
	echo "$status $(jq -r '.result // .title' "$dir/body")"
}

by_ticket p0001 "$back?a=1#top"
like 'a receipt is brought back' "$place" \
    '^http://127.0.0.1/home\?a=1&twofold_receipt=[A-Za-z0-9_-]{32}#top$'
is 'it is worth nothing for another person' "$(worth p0002 "$receipt")" \
    '200 unknown'
is '... nor to another host app' "$(worth p0001 "$receipt" "$other")" \
    '200 unknown'
is '... nor to who may not ask' "$(worth p0001 "$receipt" "$less")" \
    '403 Forbidden'
is '... nor to who is none' "$(worth p0001 "$receipt" tfh_none)" \
    '401 Unauthorized'
is '... nor with another letter' "$(worth p0001 \
    "$(tr 'A-Za-z0-9_-' 'B-Za-z0-9_\-A' <<<"${receipt:0:1}")${receipt:1}")" \
    '200 unknown'
is '... nor in part' "$(worth p0001 "${receipt:1}")" '200 unknown'
is '... nor is the empty one' "$(worth p0001 '')" '200 unknown'
is 'to whom it is for it says that the person has enrolled' \
    "$(worth p0001 "$receipt")" '200 enrolled'
is '... once' "$(worth p0001 "$receipt")" '200 unknown'
is '... which is an event' "$(sql "SELECT p.ref, e.actor FROM event e
    JOIN person p ON p.id = e.person_id WHERE e.kind = 'receipt'")" \
    'p0001|host:medplan'
call /v1/receipts '{"user":"p0001"}'
is 'a call without one' "$status" 400

# Of two at once, one is told.
by_ticket p0002
for n in 1 2; do
	curl -sS -o "$dir/told.$n" -H "Authorization: Bearer $key" \
	    -H 'Content-Type: application/json' \
	    -d "{\"user\":\"p0002\",\"receipt\":\"$receipt\"}" \
	    "$base/v1/receipts" &
	waits[n]=$!
done
wait "${waits[@]}"
is 'of two at once one is told' \
    "$(cat "$dir"/told.* | jq -r .result | sort | xargs)" 'enrolled unknown'

# Who is not sent by a ticket, or not back to the host app, gets none.
enrol p0003 "$(link_of p0003)"
take_cookies
post /enrol/finish "csrf=$(csrf)"
is 'a mailed link has none' "$(header Location)" /bye
by_ticket p0004 ''
is 'nor has a ticket that leads to nowhere' "$place" /bye
call /v1/tickets "{\"user\":\"p0005\",\"return_to\":\"$back\"}"
ticket=$(jq -r .url "$dir/body" | sed "s|^$base||")
another
post "$ticket"
take_cookies
is 'the ticket itself' "$(worth p0005 "${ticket#/t/}")" '200 unknown'
theirs=${jar[__Host-twofold-ticket]}
ask /enrol/key
ask /enrol/code
post /enrol/finish "csrf=$(csrf)"
is '... is worth nothing before there is a code, either' \
    "$(worth p0005 "${ticket#/t/}")" '200 unknown'

# Somebody else with the ticket of p0005, who never typed a code with it.
enrol_with()
{
	reach_key p0006 "$(link_of p0006)"
	jar[__Host-twofold-ticket]=$theirs
	jar[__Host-twofold-return]=__Host-twofold-return=$(printf %s "$back" |
	    base64 | tr '+/' '-_' | tr -d =)
	cookie=$(IFS=';' && echo "${jar[*]}")
	ask /enrol/code
	post /enrol/code "csrf=$(csrf)" "code=$(code_at "$secret" "$now")"
	take_cookies
	post /enrol/finish "csrf=$(csrf)"
}
enrol_with
is 'the ticket of somebody else gives none' "$(header Location)" "$back"

# It lasts some minutes, and no longer than the second factor.
by_ticket p0007
first=$receipt
by_ticket p0008
at person p0008 --reset --reason lost >"$dir/out" 2>&1
is 'who was reset has none' "$(worth p0008 "$receipt")" '200 unknown'
by_ticket p0009
second=$receipt
stop "$serve_pid"
now=2026-12-02T09:04
exits 0 'a run comes between' at run
start_pages
is 'after four minutes it is good' "$(worth p0009 "$second")" '200 enrolled'
stop "$serve_pid"
now=2026-12-02T09:05
start_pages
is 'after five it is not' "$(worth p0007 "$first")" '200 unknown'
is 'no receipt and no ticket is in the log' "$(
    grep -c "$first\|$second\|$receipt\|${ticket#/t/}" "$home/serve.log")" 0
is '... nor in the database' \
    "$(dump | grep -c "$first\|$second\|$receipt\|${ticket#/t/}")" 0
exits 0 'the chain of events is whole' at audit
finish
