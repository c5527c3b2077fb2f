#!/bin/bash
# The host app of sample-data/host-app, from a password to being inside.
. tests/e2e/lib.sh

campaign hostapp
people 1 9 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
(umask 077; at key host medplan >"$home/medplan.key" 2>"$dir/err")
host_key=$home/medplan.key
start_host

# Opens an address as a browser does that keeps the app's cookie, without
# following: visit URL [FIELD=VALUE ...]
visit()
{
	local url=$1 field options=()
	shift

	for field; do
		options+=(--data-urlencode "$field")
	done
	status=$(curl -sS -b "$dir/jar" -c "$dir/jar" -D "$dir/head" \
	    -o "$dir/body" -w '%{http_code}' "${options[@]}" "$url")
	location=$(sed -n 's/^Location: //Ip' "$dir/head" | tr -d '\r')
}

login()
{
	rm -f "$dir/jar"
	visit "$app/login" "user=$1" "password=${2:-welkom}"
	[ "$location" != /home ] || visit "$app/home"
}

start_pages
login p0001 verkeerd
is 'a wrong password comes nowhere' "$status" 422
visit "$app/home"
ok '... but to the login' grep -q 'name="password"' "$dir/body"

# Before the deadline: let in, with the pop-up that came.
stop "$serve_pid"
now=2026-08-12T09:00
start_pages
# shellcheck disable=SC2119 # it needs no options
start_mail
at run >"$dir/out" 2>"$dir/err"
login p0001
is 'who is nudged is let in' "$status $location" '303 /home'
visit "$app/home"
ok '... and sees the pop-up that came by webhook' \
    grep -q "<a class=\"button\" href=\"$base/e/" "$dir/body"
visit "$app/home"
ok '... until it is sent away' grep -q '<section' "$dir/body"
visit "$app/later" -
visit "$app/home"
is '... and then no more' "$(grep -c '<section' "$dir/body")" 0
is 'a webhook that nobody signed is refused' \
    "$(curl -sS -o /dev/null -w '%{http_code}' -d '{"type":"popup.show"}' \
	-H "webhook-timestamp: $(date +%s)" -H 'webhook-id: x' \
	-H 'webhook-signature: v1,AAAA' "$app/popups")" 401

# After it: first the second factor, by a ticket, and back again.
stop "$serve_pid"
now=2026-12-02T09:00
start_pages
login p0002
like 'who has to enrol is sent to a ticket' "$status $location" \
    "^303 $base/t/[A-Za-z0-9_-]+\$"
exits 0 'the ticket enrols' "$PYTHON" - "$base" "$location" \
    "$(TZ=UTC date -d "TZ=\"Europe/Amsterdam\" $now" +%s)" <<'END'
import base64, hashlib, hmac, http.cookiejar, re, struct, sys
import urllib.parse, urllib.request

base, ticket, now = sys.argv[1], sys.argv[2], int(sys.argv[3])
jar = {}


def ask(path, **fields):
    data = urllib.parse.urlencode(fields).encode() if fields else None
    request = urllib.request.Request(
        urllib.parse.urljoin(base, path), data=data, headers={
            "Origin": base, "Cookie": "; ".join(map("=".join, jar.items()))})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        answer = opener.open(request)
    except urllib.error.HTTPError as error:
        answer = error
    for line in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = line.split(";")[0].partition("=")
        jar[name] = value
    return answer.status, answer.read().decode()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def csrf(page):
    return re.search(r'name="csrf" value="([^"]+)"', page)[1]


ask(ticket, press="1")
page = ask("/enrol/key")[1]
secret = re.search(r"secret=([A-Z2-7]{32})", page)[1]
mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", now // 30),
               hashlib.sha1).digest()
at = mac[-1] & 15
code = struct.unpack(">I", mac[at:at + 4])[0] % (1 << 31) % 1000000
page = ask("/enrol/code")[1]
status, page = ask("/enrol/code", csrf=csrf(page), code=f"{code:06}")
print(secret)
sys.exit(status != 200)
END
secret=$(cat "$dir/out")
visit "$app/home"
ok 'back in the app a code is asked for' grep -q 'one-time-code' "$dir/body"
visit "$app/code" code=000000
is '... of which a wrong one comes nowhere' "$status" 422
stop "$serve_pid"
now=2026-12-02T09:02
start_pages
visit "$app/code" "code=$(oathtool --totp --base32 --now \
    "$(TZ=UTC date -d "TZ=\"Europe/Amsterdam\" $now" '+%F %T UTC')" - \
    <<<"$secret")"
is '... and the right one lets in' "$status $location" '303 /home'
visit "$app/home"
ok '... to the app' grep -q Welkom "$dir/body"
finish
