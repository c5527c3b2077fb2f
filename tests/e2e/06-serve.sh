#!/bin/bash
# The pages and the host apps' API, as curl sees them.
. tests/e2e/lib.sh

campaign serve
{
	people 1 30
	people 31 31 | tail -n +2 | sed 's/;2020-01-01/;2026-11-25/'
} >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
key=$(at key host medplan 2>"$dir/err")
. tests/e2e/browser.sh

tells()
{
	ok "$1" grep -Eq -- "$2" "$dir/body"
}

start_pages
link=$(link_of p0001)
token=${link#/e/}

# Mail scanners open links, many times.
before=$(dump)
good=0
for _ in $(seq 50); do
	ask "$link"
	[ "$status" != 200 ] || good=$((good + 1))
	ask "$link" -I
	[ "$status" != 200 ] || good=$((good + 1))
done
is 'a link opens 50 times, and gives its header 50 times' "$good" 100
is 'which changes no row' "$(dump)" "$before"

# What every page says to the browser.
policy="default-src 'none'; style-src 'self'; img-src 'self'; $(
    )form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
for path in "$link" / /e/nothing /enrol/key /bye; do
	ask "$path"
	is "the headers of ${path%%"$token"*}" \
	    "$(header Referrer-Policy), $(header Cache-Control), $(
		header X-Content-Type-Options), $(
		header Content-Security-Policy)" \
	    "no-referrer, no-store, nosniff, $policy"
	is '... and nothing from elsewhere in it' \
	    "$(grep -Eo '(src|href|action)="?(https?:)?//[^">]*' "$dir/body")" ''
done
ask "$link" -H 'Host: evil.example.com'
is 'the name that was asked for is repeated nowhere' \
    "$(cat "$dir/head" "$dir/body" | grep -c evil.example)" 0

# Tokens that do not work are all alike.
ask "/e/$(tr 'A-Za-z0-9' 'N-ZA-Mn-za-m5-90-4' <<<"$token")"
is 'an unknown token' "$status" 404
cp "$dir/body" "$dir/unknown"
ask /e/x
is 'a short one gets the same' "$status $(cmp "$dir/body" "$dir/unknown")" '404 '
ask "/e/${token%?}"
is 'one cut off gets the same' \
    "$status $(cmp "$dir/body" "$dir/unknown")" '404 '
old=$(at --now 2026-01-01T09:00 link p0002 2>"$dir/err" | sed "s|^$base||")
ask "$old"
is 'an expired one gets the same' \
    "$status $(cmp "$dir/body" "$dir/unknown")" '404 '
post "$old"
is '... when it is pressed, too' \
    "$status $(cmp "$dir/body" "$dir/unknown")" '404 '
ask /t/unknown-ticket
is 'an unknown ticket gets the same' \
    "$status $(cmp "$dir/body" "$dir/unknown")" '404 '

# Enrolling by the pages.
another
origin=https://evil.example.com post "$link"
is 'a button pressed from another site' "$status" 403
is '... begins nothing' "$(header Set-Cookie)" ''
ask "$link" -H 'Sec-Fetch-Site: cross-site' -d ''
is 'the same as newer browsers tell it' "$status" 403
post "$link"
is 'the button of the link' "$status $(header Location)" '303 /enrol/proof'
like 'gives a cookie for this site alone' \
    "$(header Set-Cookie | head -n 1)" \
    '^__Host-[a-z-]+=[A-Za-z0-9_-]+; Secure; HttpOnly; SameSite=Strict; Path=/$'
take_cookies
ask /enrol/key
is 'the key does not come before the proof' \
    "$status $(header Location)" '303 /enrol/proof'
is 'no secret was made' "$(sql 'SELECT count(*) FROM credential')" 0
ask /enrol/proof
tells 'the proof is asked for' 'personeelsnummer'
good=$(csrf)
post /enrol/proof identifier=10001
is 'a form without its token' "$status" 403
post /enrol/proof "csrf=${good%?}x" identifier=10001
is 'a form with the wrong token' "$status" 403
origin=https://evil.example.com post /enrol/proof "csrf=$good" identifier=10001
is 'a form from another site' "$status" 403
post /enrol/proof "csrf=$good" identifier=99999
is 'a wrong number' "$status" 422
tells '... is told' 'role="alert"'
tells '... in the title' '<title>Fout: '
post /enrol/proof "csrf=$good" identifier=
is 'no number' "$status" 422
before=$cookie
post /enrol/proof "csrf=$(csrf)" identifier=10001
is 'the right number' "$status $(header Location)" '303 /enrol/key'
take_cookies
ok '... gives a new cookie' test "$cookie" != "$before"
ask /enrol/key
secret=$(grep -o 'secret=[A-Z2-7]*' "$dir/body" | head -n 1 | cut -c 8-)
is 'the key has 32 letters' "${#secret}" 32
tells '... and is there as a picture' '<svg'
tells '... and as a link' 'href="otpauth://totp/MedPlan:p0001\?secret='
is '... and in groups of four' \
    "$(grep -o '<p class="key".*' "$dir/body" | grep -o '<span>[A-Z2-7]*<' |
	tr -dc 'A-Z2-7\n' | tr -d '\n')" "$secret"
ask /enrol/code
tells 'the code field is one that phones know' 'autocomplete="one-time-code"'
code=$(code_at "$secret" "$now")
good=$(csrf)
post /enrol/code "csrf=$good" code=12
is 'half a code' "$status" 422
wrong=$(printf %06d $(((10#$code + 500000) % 1000000)))
post /enrol/code "csrf=$good" "code=$wrong"
is 'a wrong code' "$status" 422
post /enrol/code "csrf=$good" "code=${code:0:3} ${code:3}"
is 'the right code, with a blank' "$status" 200
recovery=$(sed -n 's/.*class="recovery">\([^<]*\)<.*/\1/p' "$dir/body")
ok 'recovery codes are shown' test "$(wc -l <<<"$recovery")" -ge 8
finish_with=$(csrf)
ask /enrol/key
is 'the key is not shown again' "$(grep -c "$secret" "$dir/body")" 0
post /enrol/finish "csrf=$finish_with"
is 'done' "$status $(header Location)" '303 /bye'
like '... clears what the browser keeps' "$(header Clear-Site-Data)" \
    '^"cache", "storage"'
like '... and the cookie' "$(header Set-Cookie)" 'Max-Age=0'
another
post "$link"
is 'the link now says that it was done' "$(header Set-Cookie) $status" ' 200'
is 'the person is enrolled' \
    "$(sql "SELECT enrolled_at > 0 FROM person WHERE ref = 'p0001'")" 1
before=$(link_of p0003)
at person p0003 --reset --reason 'a test' >"$dir/out" 2>&1
ask "$before"
is 'a link that was withdrawn gets the same as an unknown one' \
    "$status $(cmp "$dir/body" "$dir/unknown")" '404 '

# The API.
ask /healthz
is 'the server is well' "$status $(jq -r .status "$dir/body")" '200 ok'
ask '/v1/gate?user=p0001'
is 'without a key' "$status" 401
like '... the scheme is told' "$(header WWW-Authenticate)" '^Bearer'
like '... as a problem document' "$(header Content-Type)" \
    '^application/problem\+json'
ask '/v1/gate?user=p0001' -H 'Authorization: Bearer wrong'
is 'with a wrong key' "$status" 401
ask /v1/verify -H 'Content-Type: application/json' -d '{"user":"p0001"}'
is 'a code without a key' "$status" 401
call '/v1/gate?user=nobody'
is 'an unknown user' "$status" 404
call /v1/gate
is 'no user' "$status" 400
call /v1/verify '{"user":"p0001","code":'
is 'half an object' "$status" 400
call /v1/nothing
is 'an unknown call' "$status" 404
ask /v1/gate -X DELETE
is 'an unknown method' "$status" 405
call '/v1/gate?user=p0001'
is 'the gate for who is enrolled' "$(jq -r .decision "$dir/body")" allow
call '/v1/gate?user=p0002'
is 'the gate on the first day' "$(jq -r '.decision, .deadline' "$dir/body" |
    tr '\n' ' ')" 'nudge 2026-12-01 '
call /v1/tickets '{"user":"p0002","return_to":"https://evil.example.com/"}'
is 'a ticket back to another site' "$status" 400
call /v1/tickets '{"user":"p0002","return_to":"http://127.0.0.1@evil.example/"}'
is '... however it is written' "$status" 400
call /v1/tickets '{"user":"p0002","return_to":"javascript:alert(1)"}'
is '... or with a script' "$status" 400
call /v1/tickets "{\"user\":\"p0002\",\"return_to\":\"http://127.0.0.1/home\"}"
is 'a ticket' "$status" 201
ticket=$(jq -r .url "$dir/body" | sed "s|^$base||")
another
ask "$ticket"
ask "$ticket"
is '... opens as often as one likes' "$status" 200
enrol p0002 "$ticket"
is '... needs no proof, and enrols' "$status" 200
like '... and may lead back' "$(header Content-Security-Policy)" \
    "form-action 'self' http://127.0.0.1;"
post /enrol/finish "csrf=$(csrf)"
is '... only then' "$status" 303
post "$ticket"
is '... and is used once' "$(header Location)" ''
call /v1/tickets '{"user":"p0004"}'
ticket=$(jq -r .url "$dir/body" | sed "s|^$base||")
another
for n in 1 2; do
	curl -sS -o /dev/null -w '%{http_code}\n' -H "Origin: $base" -d '' \
	    "$base$ticket" >"$dir/press.$n" &
	waits[n]=$!
done
wait "${waits[@]}"
is 'a ticket pressed twice at once works once' \
    "$(sort "$dir"/press.* | tr '\n' ' ')" '303 404 '
ask "$ticket"
is 'a ticket that was used gets the same as an unknown one' \
    "$status $(cmp "$dir/body" "$dir/unknown")" '404 '

# Keys come and go while the server runs.
spare=$(at key host spare 2>"$dir/err")
ask '/v1/gate?user=p0002' -H "Authorization: Bearer $spare"
is 'a second key works' "$status" 200
is 'the keys can be listed' \
    "$(at --json key list | jq -r '[.[].name] | join(" ")')" 'medplan spare'
is '... without showing them' "$(at key list | grep -cF -- "$spare")" 0
exits 0 'a key is revoked' at key revoke spare
ask '/v1/gate?user=p0002' -H "Authorization: Bearer $spare"
is '... and no longer works' "$status" 401
call '/v1/gate?user=p0002'
is '... while the other does' "$status" 200
exits 65 '... and cannot be revoked again' at key revoke spare
exits 64 'a key list has no name' at key list medplan
exits 64 'a host app without a name has no key' at key host

# A code is accepted once, by whichever of two calls comes first.
post_code()
{
	curl -sS -H "Authorization: Bearer $key" \
	    -H 'Content-Type: application/json' \
	    -d "{\"user\":\"$1\",\"code\":\"$2\"}" "$base/v1/verify"
}

call /v1/verify '{"user":"p0005","code":"123456"}'
is 'a code of who is not enrolled' "$(jq -r .result "$dir/body")" not_enrolled
call /v1/verify "{\"user\":\"p0001\",\"code\":\"$code\"}"
is 'the code that enrolled is not accepted again' \
    "$(jq -r .result "$dir/body")" wrong
once=0
for n in $(seq 20); do
	user=$(printf 'p%04d' $((n + 9)))
	enrol "$user" "$(link_of "$user")"
	echo "$user $secret" >>"$dir/secrets"
done
code=0
stop "$serve_pid" || code=$?
is 'a server that is asked to stop ends well' "$code" 0
now=2026-08-01T09:05
start_pages
while read -r user secret; do
	code=$(code_at "$secret" "$now")
	post_code "$user" "$code" >"$dir/answer.1" &
	waits[1]=$!
	post_code "$user" "$code" >"$dir/answer.2" &
	waits[2]=$!
	wait "${waits[@]}"
	[ "$(jq -r .result "$dir"/answer.[12] | grep -c accepted)" != 1 ] ||
		once=$((once + 1))
done <"$dir/secrets"
is 'of two calls with one code one is accepted, 20 times' "$once" 20

# Wrong codes.
user=p0010
secret=$(sed -n "s/^$user //p" "$dir/secrets")
code=$(code_at "$secret" '2026-08-01T09:09')
call /v1/verify "{\"user\":\"$user\",\"code\":\"$code\"}"
is 'a code of some minutes later' "$(jq -r .result "$dir/body")" clock
results=
for n in $(seq 12); do
	call /v1/verify "{\"user\":\"$user\",\"code\":\"00000$((n % 10))\"}"
	results+="$(jq -r .result "$dir/body") "
done
like 'wrong codes lead to a wait' "$results" '^(wrong )+(throttled )+$'
ok '... of which the seconds are told' test "$(jq .retry_after "$dir/body")" -gt 0
code=$(code_at "$secret" "$now")
call /v1/verify "{\"user\":\"$user\",\"code\":\"$code\"}"
is '... in which a right one is not looked at' \
    "$(jq -r .result "$dir/body")" throttled
call "/v1/gate?user=$user"
is '... and the gate says so' "$(jq -r .decision "$dir/body")" wait
stop "$serve_pid"
start_pages
call /v1/verify "{\"user\":\"$user\",\"code\":\"$code\"}"
is '... also after a restart' "$(jq -r .result "$dir/body")" throttled
is 'the command line says the same' "$(at verify "$user" "$code")" throttled
now=2026-08-01T10:30
exits 0 'after the wait a right code' \
    at verify "$user" "$(code_at "$secret" "$now")"
exits 1 '... is accepted once' at verify "$user" "$(code_at "$secret" "$now")"

# After the deadline.
stop "$serve_pid"
now=2026-12-02T09:00
start_pages
call '/v1/gate?user=p0006'
is 'the gate after the deadline' "$(jq -r .decision "$dir/body")" enrol
call '/v1/gate?user=p0031'
is '... for who joined a week before it' "$(jq -r .decision "$dir/body")" nudge
exits 1 '... on the command line' at gate p0006
call "$(jq -r '"/v1/gate?user=" + .user' <<<'{"user":"p0001"}')"
is '... for who is enrolled' "$(jq -r .decision "$dir/body")" allow

# A recovery code in the place of a code: once, and its owner is told.
spare=$(sed -n 2p <<<"$recovery")
call /v1/verify "{\"user\":\"p0001\",\"code\":\"$spare\"}"
is 'a recovery code at the login' "$(jq -r .result "$dir/body")" accepted
call /v1/verify "{\"user\":\"p0001\",\"code\":\"$spare\"}"
is '... is accepted once' "$(jq -r .result "$dir/body")" wrong
stop "$serve_pid"

# What nobody may read anywhere.
start_mail --log "$home/mail.log"
start_host
at run >"$home/run.log" 2>&1
is 'who used a recovery code is told so by one mail' \
    "$(sql "SELECT group_concat(p.ref || ' ' || m.state) FROM message m
    JOIN person p ON p.id = m.person_id WHERE stage = 'recovery-used'")" \
    'p0001 sent'
grep -rl '^Subject: .*herstelcode' "$home/mail" >"$dir/told"
is '... which came' "$(wc -l <"$dir/told")" 1
is '... and has no code in it' \
    "$(grep -cF -- "$spare" "$(head -n 1 "$dir/told")")" 0
dump >"$dir/dump"
{
	sql 'SELECT kind, actor, detail FROM event'
	sql 'SELECT detail FROM message'
} >"$dir/events"
ok 'there are events' test "$(wc -l <"$dir/events")" -gt 20
for canary in "$token" "${ticket#/t/}" "$secret" "$key" "$code" \
    "$(head -n 1 <<<"$recovery")" "$finish_with"; do
	ok 'there is a secret' test -n "$canary"
	is '... which is in no log and no event' \
	    "$(grep -lF -- "$canary" "$home/serve.log" "$home/run.log" \
		"$dir/events")" ''
done
for canary in "$token" "${ticket#/t/}" "$secret" "$key" \
    "$(head -n 1 <<<"$recovery")"; do
	is 'a secret is not open in the database' \
	    "$(grep -cF -- "$canary" "$dir/dump")" 0
done

# Whose second factor is taken away is told so; a link alone is no such news.
at person p0001 --reset --reason 'lost' >"$dir/out" 2>&1
is 'a reset is told by mail to who was enrolled' \
    "$(at --json plan | jq -r '.days[] | select(.stage == "reset") |
    "\(.channel) \(.messages)"')" 'email 1'
recovery_code=$(head -n 1 <<<"$recovery")
exits 1 'and the recovery codes are gone' at verify p0001 "$recovery_code"

# The chain of events.
exits 0 'the events are whole' at audit
cp "$db" "$dir/kept.db"
sql "UPDATE event SET detail = detail || 'x' WHERE id = 7"
exits 1 'an event that was changed' at audit
like '... is found' "$(cat "$dir/out")" 'broken at event 7'
cp "$dir/kept.db" "$db"
sql 'DELETE FROM event WHERE id = 9'
exits 1 'an event that was taken out' at audit
finish
