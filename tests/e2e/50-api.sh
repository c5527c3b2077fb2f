#!/bin/bash
# The host apps' API beyond what 06-serve.sh shows, and its description, which
# every answer has to agree with.
. tests/e2e/lib.sh

campaign api
people 1 30 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
key=$(at key host medplan 2>"$dir/err")
answers=$dir/answers.jsonl

# A call, whose answer is noted: raw METHOD PATH [CURL-OPTION ...]
raw()
{
	local method=$1 path=$2
	shift 2

	status=$(curl -sS -X "$method" -D "$dir/head" -o "$dir/body" \
	    -w '%{http_code}' "$@" "$base$path")
	jq -cn --arg method "$method" --arg path "${path%%\?*}" \
	    --argjson status "$status" --arg type "$(header Content-Type)" \
	    --rawfile body "$dir/body" '$ARGS.named' >>"$answers"
}

header()
{
	sed -n "s/^$1: //Ip" "$dir/head" | tr -d '\r'
}

get()
{
	raw GET "$1" -H "Authorization: Bearer $key"
}

post()
{
	raw POST "$1" -H "Authorization: Bearer $key" \
	    -H 'Content-Type: application/json' -d "$2"
}

# The value at a place in the answer.
got()
{
	jq -r "$1" "$dir/body"
}

start_pages
raw GET /v1/openapi.json
is 'the description needs no key' "$status $(header Content-Type)" \
    '200 application/json'
cp "$dir/body" "$dir/openapi.json"
raw GET /healthz
is 'the server is well' "$(got .status)" ok

# Who uses another second factor of the host app.
post /v1/enrolled '{"user":"p0001","method":"passkey"}'
is 'a second factor of the host app is declared' "$status $(got .method)" \
    '200 passkey'
before=$(dump)
post /v1/enrolled '{"user":"p0001","method":"passkey"}'
is '... twice is as once' "$status $(got .method)" '200 passkey'
post /v1/enrolled '{"user":"p0001","method":"sms"}'
is '... and another one changes nothing' "$status $(got .method)" '200 passkey'
is '... in no row' "$(dump)" "$before"
get '/v1/gate?user=p0001'
is '... the gate lets in' "$(got '.decision, .enrol_url' | tr '\n' ' ')" \
    'allow null '
is '... and the event says whose word it was' \
    "$(sql "SELECT actor, detail FROM event WHERE kind = 'enrolled'")" \
    'host:medplan|passkey'
for wrong in '{"user":"p0002"}' '{"user":"p0002","method":"totp"}' \
    '{"user":"p0002","method":"Pass key"}' '{"user":"p0002","method":7}'; do
	post /v1/enrolled "$wrong"
	is "refused: $wrong" "$status" 400
done
post /v1/enrolled '{"user":"nobody","method":"sms"}'
is 'of somebody unknown' "$status" 404

# The figures.
get /v1/adoption
is 'the figures' "$(got '.total.population, .total.enrolled' | tr '\n' ' ')" \
    '30 1 '
is '... are those of the report' "$(jq -cS . "$dir/body")" \
    "$(at report --format json | jq -cS .)"

# The pop-up, for who asks for it.
get '/v1/gate?user=p0002'
is 'no pop-up without asking' "$(got '.decision, .popup' | tr '\n' ' ')" \
    'nudge null '
get '/v1/gate?user=p0002&popup=1'
is 'none before the first stage' "$(got .popup)" null
stop "$serve_pid"
now=2026-08-12T09:00
start_pages
get '/v1/gate?user=p0002&popup=1'
is 'the pop-up of the stage' \
    "$(got '.popup | .user, .stage, .language' | tr '\n' ' ')" \
    'p0002 announce nl '
like '... with a link that works' "$(got .popup.url)" "^$base/e/"
raw GET "$(got .popup.url | sed "s|^$base||")"
is '... as it is' "$status" 200
sed -i '$d' "$answers" # a page
get '/v1/gate?user=p0005&popup=1'
is '... in the language of the person' "$(got .popup.language)" en
is '... on the command line too' \
    "$(at --json gate --popup p0005 | jq -cS 'del(.enrol_url, .popup.url)')" \
    "$(jq -cS 'del(.enrol_url, .popup.url)' "$dir/body")"
get '/v1/gate?user=p0001&popup=1'
is '... and none for who is enrolled' "$(got .popup)" null
exits 64 'a pop-up goes with --json' at gate --popup p0005
cp "$home/templates/en/announce.popup" "$dir/announce.popup"
head -c 30000 /dev/zero | tr '\0' '\001' >>"$home/templates/en/announce.popup"
says 78 'pop-up of stage "announce" is larger than' \
    'a pop-up that is too large is told, not cut' \
    at --json gate --popup p0005
mv "$dir/announce.popup" "$home/templates/en/announce.popup"

# Pop-ups for who asks for them, when there is no webhook.
setting webhook url
setting webhook secret_file
setting webhook asked true
exits 0 'a host app may ask' at check
at run >"$dir/out" 2>&1
get '/v1/popups?user=p0002'
is 'a pop-up waits' "$(got '.popups[] | .user, .stage' | tr '\n' ' ')" \
    'p0002 announce '
id=$(got '.popups[0].id')
before=$(dump)
get '/v1/popups?user=p0002'
is '... until it was shown, however often it is asked for' "$(dump)" "$before"
get '/v1/popups?user=p0001'
is 'none for who is enrolled' "$(got .popups)" '[]'
get '/v1/popups?user=nobody'
is 'none for nobody' "$status" 404
post "/v1/popups/$id" '{"user":"p0003","action":"shown"}'
is 'nobody has seen the pop-up of another' "$status" 404
for wrong in '{"user":"p0002"}' '{"user":"p0002","action":"eaten"}' \
    '{"user":"p0002","action":"snoozed"}' \
    '{"user":"p0002","action":"snoozed","until":"2026-11-31"}' \
    '{"user":"p0002","action":"snoozed","until":"2027-02-01"}' \
    '{"user":"p0002","action":"snoozed","until":"2026-08-01"}'; do
	post "/v1/popups/$id" "$wrong"
	is "refused: $wrong" "$status" 400
done
is '... which changes nothing' "$(dump)" "$before"
post "/v1/popups/$id" '{"user":"p0002","action":"shown"}'
is 'it was shown' "$status $(got .action)" '200 shown'
get '/v1/popups?user=p0002'
is '... and waits no longer' "$(got .popups)" '[]'
is '... and is counted as one that went out, to who knows of it now' \
    "$(sql "SELECT stage, channel, sent, (SELECT invited_at > 0 FROM person
        WHERE ref = 'p0002') FROM outreach WHERE channel = 'popup'")" \
    'announce|popup|1|1'
post "/v1/popups/$id" \
    '{"user":"p0002","action":"snoozed","until":"2026-09-14"}'
is 'a day is promised' "$status" 200
before=$(dump)
post "/v1/popups/$id" \
    '{"user":"p0002","action":"snoozed","until":"2026-09-14"}'
is '... twice is as once' "$status $(cmp <(dump) <(echo "$before"))" '200 '
is '... of which the helpdesk knows' \
    "$(sql "SELECT actor, detail FROM event WHERE kind = 'promised'")" \
    'host:medplan|2026-09-14: at a pop-up'
for id in x 0 99999999999999999999; do
	post "/v1/popups/$id" '{"user":"p0002","action":"shown"}'
	is "no pop-up: $id" "$status" 404
done

# A key that is good for some calls only.
all=$key
key=$(at key host lobby --scope gate,popups 2>"$dir/err")
get '/v1/gate?user=p0002'
is 'a key for the gate' "$status" 200
post /v1/verify '{"user":"p0002","code":"123456"}'
is '... is not for codes' "$status" 403
post /v1/enrolled '{"user":"p0002","method":"sms"}'
is '... nor for what counts as enrolled' "$status" 403
get /v1/adoption
is '... nor for the figures' "$status" 403
key=$all
is 'the keys say what they are for' \
    "$(at --json key list | jq -r '.[] | "\(.name) \(.scope)"' |
	tr '\n' ';')" \
    'lobby gate,popups;medplan gate,verify,tickets,popups,enrolled,adoption;'
exits 64 'a call that is none' at key host other --scope gate,keys
exits 64 'a scope of no key' at key list --scope gate

# A call that is sent again under its own key is told the same.
again()
{
	raw POST /v1/verify -H "Authorization: Bearer $key" \
	    -H 'Content-Type: application/json' -H "Idempotency-Key: $1" -d "$2"
}

post /v1/tickets '{"user":"p0007"}'
got .url | sed "s|^$base||" >"$dir/ticket"
secret=$(PYTHONPATH=tests/e2e "$PYTHON" -c '
import re, sys, twice
site = twice.Site(sys.argv[1])
site.ask("POST", sys.argv[2], "", twice.FORM)
print(re.search("secret=([A-Z2-7]+)", site.ask("GET", "/enrol/key"))[1])' \
    "$base" "$(cat "$dir/ticket")")
code=$(oathtool --totp --base32 --now "$(TZ=UTC date \
    -d "TZ=\"Europe/Amsterdam\" $now" '+%F %T UTC')" - <<<"$secret")
body="{\"user\":\"p0007\",\"code\":\"$code\"}"
again '"8e03978e-40d5-43dd-bc93-6894a57f9324"' "$body"
is 'a code under a key' "$status $(got .result)" '200 accepted'
before=$(dump)
again '"8e03978e-40d5-43dd-bc93-6894a57f9324"' "$body"
is '... is accepted for the same call' "$status $(got .result)" '200 accepted'
again 8e03978e-40d5-43dd-bc93-6894a57f9324 "$body"
is '... in or without quotes' "$status $(got .result)" '200 accepted'
again 8e03978e-40d5-43dd-bc93-6894a57f9324 "${body/p0007/p0008}"
is '... not for another person' "$status $(header Content-Type)" \
    '422 application/problem+json'
again 8e03978e-40d5-43dd-bc93-6894a57f9324 "${body/$code/000000}"
is '... nor for another code' "$status" 422
is '... and all that changes nothing' "$(dump)" "$before"
again other "$body"
is '... under another key it was used' "$(got .result)" wrong
for wrong in '""' "$(printf 'x%.0s' {1..129})" 'a b' 'é'; do
	again "$wrong" "$body"
	is "no key: ${wrong:0:20}" "$status" 400
done
key=$(at key host twin 2>"$dir/err")
again '"8e03978e-40d5-43dd-bc93-6894a57f9324"' "$body"
is 'another host app has keys of its own' "$(got .result)" wrong
key=$all
for _ in $(seq 8); do
	curl -sS -H "Authorization: Bearer $key" -H 'Idempotency-Key: storm' \
	    -H 'Content-Type: application/json' "$base/v1/verify" \
	    -d '{"user":"p0007","code":"111111"}' >>"$dir/storm" &
done
# shellcheck disable=SC2046 # words are wanted
wait $(jobs -p | grep -vx "$serve_pid")
is 'eight at once under one key' "$(sort "$dir/storm" | uniq -c | wc -l)" 1
is '... are one wrong code' "$(sql "SELECT failures FROM throttle
    WHERE person_id = (SELECT id FROM person WHERE ref = 'p0007')")" 3
is 'no code is kept' "$(dump | grep -c "$code")" 0
now=2026-08-13T09:01
at run >"$dir/out" 2>&1
is 'keys are kept for a day' "$(sql 'SELECT count(*) FROM replay')" 0

# The rest of what the description tells of.
post /v1/verify '{"user":"p0002","code":"123456"}'
is 'a code of nobody' "$(got .result)" not_enrolled
post /v1/tickets '{"user":"p0003","return_to":"http://127.0.0.1/home"}'
is 'a ticket' "$status $(got .expires_in)" '201 600'
post /v1/tickets '{"user":"p0003","return_to":7}'
is 'one that leads to no text' "$status" 400
post /v1/receipts '{"user":"p0003","receipt":"x"}'
is 'a receipt that is none' "$status $(got .result)" '200 unknown'
post /v1/receipts '{"user":"p0003","receipt":7}'
is '... or no text' "$status" 400
raw POST /v1/verify -H "Authorization: Bearer $key" -d 'user=p0002'
is 'a form' "$status" 415
head -c 20000 /dev/zero | tr '\0' ' ' >"$dir/large"
raw POST /v1/verify -H "Authorization: Bearer $key" \
    -H 'Content-Type: application/json' --data-binary @"$dir/large"
is 'a large body' "$status" 413
raw DELETE '/v1/gate?user=p0002'
is 'a method that is none' "$status $(header Allow)" '405 GET, HEAD'
raw GET /v1/adoption
is 'the figures without a key' "$status" 401
get '/v1/gate?user='
is 'the gate for nobody' "$status" 400
get "/v1/gate?user=$(printf 'x%.0s' {1..65})"
is '... for a name that is too long' "$status" 400

# What the server counted.
raw GET /metrics
is 'the numbers' "$status $(header Content-Type)" \
    '200 text/plain; version=0.0.4; charset=utf-8'
for line in 'route="/v1/gate",status="4xx"} 3' 'route="/e/*",status="2xx"} 1' \
    'route="/v1/verify",status="2xx"} 14'; do
	name=${line%\} *}
	counted=$(grep -F "$name" "$dir/body" | sed 's/.* //')
	is "... of $name" "${counted:-0}" "${line##* }"
done
is '... without a token or a name' "$(grep -cE 'p000|/e/[^*]' "$dir/body")" 0
ok '... which Prometheus would read' "$PYTHON" -c '
import re, sys
line = re.compile(r"(# (HELP|TYPE) .+|[a-z_]+(\{[^}]*\})? [0-9.e+-]+)\n")
sys.exit(not all(map(line.fullmatch, open(sys.argv[1]))))' "$dir/body"

exits 0 'every answer agrees with the description' \
    "$PYTHON" tests/e2e/openapi.py "$dir/openapi.json" "$answers" \
    health default
cat "$dir/out"
jq '.components.schemas.Gate.properties.decision.enum = ["never"]' \
    "$dir/openapi.json" >"$dir/wrong.json"
exits 1 '... and would not with another one' \
    "$PYTHON" tests/e2e/openapi.py "$dir/wrong.json" "$answers" health default
finish
