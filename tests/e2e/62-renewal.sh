#!/bin/bash
# A new key in the place of an old one: the old one is good until the new one's
# first code, whatever happens in between.
. tests/e2e/lib.sh

campaign renewal
now=2026-08-12T09:00
people 1 1 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
key=$(umask 077; at key host medplan 2>"$dir/err")
link=$(at link p0001 2>"$dir/err")
identifier=$(sql "SELECT identifier FROM person")

# A page, with the cookie; what it says is in $dir/body: visit PATH [FIELD ...]
visit()
{
	local path=$1 field options=()
	shift

	for field; do
		options+=(--data-urlencode "$field")
	done
	[ $# -eq 0 ] || options+=(--data-urlencode "csrf=$(sed -n \
	    's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$dir/body")")
	# Secure cookies travel over loopback in a browser, not in curl.
	status=$(curl -sS -H "Cookie: ${cookie:-}" -H "Origin: $base" \
	    -D "$dir/head" -o "$dir/body" -w '%{http_code}' \
	    "${options[@]}" "$base$path")
	if grep -qi '^set-cookie: __Host-twofold=' "$dir/head"; then
		cookie=$(sed -n 's/^set-cookie: \(__Host-twofold=[^;]*\).*/\1/Ip' \
		    "$dir/head")
	fi
}

# The key on the page.
key_shown()
{
	visit /enrol/key
	grep -o 'secret=[A-Z2-7]*' "$dir/body" | head -n 1 | cut -d= -f2
}

# The code of a key now, or some seconds later: code_of KEY [SECONDS]
code_of()
{
	oathtool --totp --base32 --now "$(TZ=UTC date -d \
	    "TZ=\"Europe/Amsterdam\" $now ${2:-0} seconds" '+%F %T UTC')" - \
	    <<<"$1"
}

# What a login with a code comes to: login CODE
login()
{
	curl -sS -H "Authorization: Bearer $key" \
	    -H 'Content-Type: application/json' \
	    -d "{\"user\":\"p0001\",\"code\":\"$1\"}" "$base/v1/verify" |
	    jq -r .result
}

# Begins a renewal with a code: renews CODE
renews()
{
	local check

	visit "${link#"$base"}"
	check=$(grep -o '/check/[A-Za-z0-9_-]*' "$dir/body")
	visit "$check" "code=$1"
	visit "$(grep -o '/renew/[A-Za-z0-9_-]*' "$dir/body")" go=1
}

# The next minute; the server is killed where it is.
a_minute_later()
{
	kill -9 "$serve_pid"
	wait "$serve_pid" 2>/dev/null
	now=$(date -d "${now/T/ } 1 minute" +%FT%H:%M)
	start_pages
}

start_pages
visit "${link#"$base"}"
visit "${link#"$base"}" go=1
visit /enrol/proof
visit /enrol/proof "identifier=$identifier"
old=$(key_shown)
visit /enrol/code
visit /enrol/code "code=$(code_of "$old")"
is 'somebody is enrolled' "$(grep -c 'class="recovery"' "$dir/body")" 8

a_minute_later
renews "$(code_of "$old")"
new=$(key_shown)
like 'a new key is shown' "$new" '^[A-Z2-7]{32}$'
ok '... which is another one' test "$new" != "$old"

# Killed, and the page is lost.
cookie=
a_minute_later
is 'the old key works at the login' "$(login "$(code_of "$old")")" accepted
is '... the new one does not' "$(login "$(code_of "$new")")" wrong
is '... nor in the file of another try' "$(at verify p0001 \
    "$(code_of "$new")" 2>"$dir/err")" wrong
visit "${link#"$base"}"
ok 'the link says that all is well' grep -q 'Alles staat goed' "$dir/body"

a_minute_later
renews "$(code_of "$old")"
newer=$(key_shown)
ok 'begun again, it is yet another key' test "$newer" != "$new"
visit /enrol/code
visit /enrol/code "code=$(code_of "$new")"
is '... of which the key before it is no more' "$status" 422
visit /enrol/code
visit /enrol/code "code=$(code_of "$newer")"
is 'the code of the newest confirms it' \
    "$status $(grep -c 'class="recovery"' "$dir/body")" '200 8'

a_minute_later
is 'now the old key ends' "$(login "$(code_of "$old")")" wrong
is '... and the newest works' "$(login "$(code_of "$newer")")" accepted
is 'there is no key but that' "$(sql 'SELECT count(*), sum(waiting)
    FROM credential')" '1|0'
visit "${link#"$base"}"
is '... and the links of before have ended' "$status" 404
exits 0 'the events are whole' at audit
# shellcheck disable=SC2119 # it needs no options
start_mail
start_host
at run >"$dir/out" 2>&1
is 'the person is told' "$(sql "SELECT state FROM message
    WHERE stage = 'enrolled'") $(mails)" 'sent 1'
finish
