#!/bin/bash
# The server among people who mean no good, and beside another one.
. tests/e2e/lib.sh

attack()
{
	# shellcheck disable=SC2317 # "exits" calls it
	"$PYTHON" tests/e2e/attack.py "$@"
}

campaign attack
people 1 83 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
key=$(at key host medplan 2>"$dir/err")
host=127.0.0.1:$web_port
start_pages

exits 0 'a token with a bit changed is none' \
    attack bits "$base" "$(at link p0001 | sed "s|^$base||")"
cat "$dir/out"
exits 0 'bytes that are no request' attack raw "$host"
exits 0 'idle and slow connections are in nobody'"'"'s way' \
    attack flood "$host" "$key" p0001
cat "$dir/out"

# Another process enrols people; nobody is sent to enrol for a second time.
first=$serve_pid first_port=$web_port
read -r web_port < <(free_ports 1)
sed "s|$host|127.0.0.1:$web_port|" "$conf" >"$home/second.conf"
start "$web_port" "$home/second.log" "$TWOFOLD" -c "$home/second.conf" \
    --now "$now" serve
second=$started
mapfile -t users < <(seq -f 'p%04.0f' 2 79)
exits 0 'who enrolled by one server is let in by the other at once' \
    attack fresh "127.0.0.1:$first_port" "127.0.0.1:$web_port" "$key" \
    "${users[@]}"
cat "$dir/out"
stop "$second"

# Why a link, a ticket or a start code is refused is told by nothing, and not by
# the time that it takes: who is nobody costs as much as who has a newer one.
refused()
{
	exits 0 "$1 take as long whatever is wrong with them" \
	    attack timing "127.0.0.1:$first_port" "${@:2}"
	cat "$dir/out"
}

# A token with six other letters at its end: altered TOKEN
altered()
{
	echo "${1%??????}$(tr 'A-Za-z0-9_-' 'B-ZAb-za1-90\-_' <<<"${1: -6}")"
}

link=$(at link p0080 2>"$dir/err" | sed "s|^$base||")
link=/e/${link##*/}
at --json person p0080 --reset --reason lost >"$dir/first.json" 2>"$dir/err"
at --json person p0080 --reset --reason lost >"$dir/second.json" 2>"$dir/err"
other=$(at link p0079 2>"$dir/err")
other=/e/${other##*/}
ticket=/t/$(jq -r '.ticket_url // .url // empty' "$dir/first.json" |
    sed 's|.*/||')
code=$(jq -r '.start_code // empty' "$dir/first.json")
old=$(at --now 2025-06-01T09:00 link p0079 2>"$dir/err")
refused links 600 0.1 "withdrawn=$link" "altered=$(altered "$other")" \
    "expired=/e/${old##*/}" "random=${link/e\/????????????/e\/AQAAAAAAAAAA}"
refused tickets 600 0.1 "withdrawn=$ticket" "unknown=${ticket%??????}AAAAAA"
# Those are counted on the disk, whose time varies more.
refused 'start codes' 40 0.4 "withdrawn=/?$code" 'unknown=/?A2B3-C4D5'

# So is what somebody is asked to know: a wrong number, the number of somebody
# else, and any at all where the list had none; or where there is nobody.
session()
{
	local place

	place=$(at link "$1" 2>"$dir/err")
	ask -d '' "$place" >"$dir/status"
	cookie=$(sed -n 's/^[Ss]et-[Cc]ookie: __Host-twofold=\([^;]*\).*/\1/p' \
	    "$dir/headers")
	ask -H "Cookie: __Host-twofold=$cookie" \
	    "http://127.0.0.1:$first_port/enrol/proof" >"$dir/status"
	csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$dir/page")
	is "$1 is asked for a number" "$(cat "$dir/status") ${#csrf}" '200 43'
}
proofs()
{
	exits 0 "$1 take as long" attack proofs "127.0.0.1:$first_port" \
	    "$db" "${@:2}"
	cat "$dir/out"
}

sql "UPDATE person SET identifier = '' WHERE ref = 'p0081'"
session p0081
none=$cookie,$csrf
session p0082
known=$cookie,$csrf altered=$(altered "$cookie"),$csrf
session p0083
withdrawn=$cookie,$csrf
at person p0083 --reset --reason lost >"$dir/out" 2>&1
proofs 'wrong numbers' 60 0.4 "wrong=$known,99999" "other=$known,10001" \
    "longer=$known,$(printf '9%.0s' {1..60})" "none=$none,99999" "empty=$none,%20"
proofs 'numbers of nobody' 600 0.15 "withdrawn=$withdrawn,10083" \
    "altered=$altered,10082" "unknown=AQAAAAAAAAAA${known:12},10082"
sql "DELETE FROM throttle"

# Who tries links is held off by the address, which a proxy tells.
link=$(at link p0001 2>"$dir/err")
try()
{
	curl -sS -o /dev/null -w '%{http_code}\n' \
	    -H "X-Forwarded-For: $1, 127.0.0.1" "$2" | sort | uniq -c | xargs
}
is 'sixty links that do not exist' \
    "$(try 198.51.100.7 "$base/e/none[1-60]")" '60 404'
is '... are as many as are looked at, and then none is' \
    "$(try 198.51.100.7 "$base/e/none[1-10]") $(
    try 198.51.100.7 "$link")" '10 429 1 429'
is '... but those of others are' "$(try 198.51.100.8 "$link")" '1 200'
is '... and in no row' "$(sql "SELECT count(*) FROM guess
    WHERE subject <> '*'")" 0

exits 0 'a stop waits for what has begun' \
    attack late "$host" "$key" p0080 "$first"
code=0
wait "$first" || code=$?
is '... and ends well' "$code" 0
is '... with what was asked' \
    "$(sql "SELECT method FROM person WHERE ref = 'p0080'")" passkey
is 'no token and no key is in the log' \
    "$(grep -cE "$key|/e/[^*]|/t/[^*]" "$home/serve.log")" 0
is 'nothing of ours went wrong' "$(grep -c ' error ' "$home/serve.log")" 0
finish
