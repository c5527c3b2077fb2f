#!/bin/bash
# The master key is changed while people log in, and killed while it is at it.
# Nobody is locked out, no secret is lost, and a key that is needed stays.
. tests/e2e/lib.sh

KILLS=40
PEOPLE=20000
LOGINS=400 # of them, while keys come and go
MOST=45    # milliseconds that a rotation may live

campaign keys
now=2026-08-12T09:00
keyfile=$home/twofold.key
people 1 $PEOPLE >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
api_key=$(umask 077; at key host medplan 2>"$dir/err")
"${TWOFOLD%/*}/tests/bench/logins" "$db" "$keyfile" \
    "$(TZ=Europe/Amsterdam date -d "$now" +%s)" >"$dir/logins"
ids()
{
	awk '!/^#/ { printf "%s ", $1 }' "$keyfile"
}

# What the API says to a code: login USER CODE
login()
{
	curl -sS -H "Authorization: Bearer $api_key" \
	    -H 'Content-Type: application/json' \
	    -d "{\"user\":\"$1\",\"code\":\"$2\"}" "$base/v1/verify" |
	    jq -r .result
}

# Retires all keys but the current one, with what they are for.
retire_all()
{
	local id

	for id in $(ids | cut -s -d ' ' -f 2-); do
		at key retire "$id" --withdraw >>"$dir/retired" 2>&1 ||
			fail "$id is retired" "$(tail -n 1 "$dir/retired")"
	done
}

# A page, with the cookie: visit PATH [FIELD ...]
visit()
{
	local path=$1 field options=()
	shift

	for field; do
		options+=(--data-urlencode "$field")
	done
	[ $# -eq 0 ] || options+=(--data-urlencode "csrf=$(sed -n \
	    's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$dir/page")")
	status=$(ask -H "Cookie: ${cookie:-}" -H "Origin: $base" \
	    "${options[@]}" "$base$path")
	if grep -qi '^set-cookie: __Host-twofold=' "$dir/headers"; then
		cookie=$(sed -n 's/^set-cookie: \(__Host-twofold=[^;]*\).*/\1/Ip' \
		    "$dir/headers")
	fi
}

# --- killed at any moment
killed=0
for _ in $(seq "$KILLS"); do
	if [ "$(ids | wc -w)" -gt 8 ]; then
		at key rotate >>"$dir/rotated" 2>>"$dir/rotating"
		retire_all
	fi
	"$TWOFOLD" -c "$conf" --now "$now" key rotate >>"$dir/rotated" \
	    2>>"$dir/rotating" &
	rotate=$!
	sleep "0.$(printf %03d $((RANDOM % MOST + 4)))"
	kill -9 "$rotate" 2>/dev/null && killed=$((killed + 1))
	wait "$rotate" 2>/dev/null
done
ok "$killed of $KILLS rotations were killed" \
    test "$killed" -ge $((KILLS / 2))
exits 0 'a rotation goes on to its end' at key rotate
exits 0 'the next one opens every secret' at --json key rotate
is 'all of them, and none was lost' \
    "$(jq -c '[.secrets, .sealed, .refused]' "$dir/out")" \
    "[$PEOPLE,$PEOPLE,0]"
is 'the key file is for its owner alone' "$(mode_of "$keyfile")" 600
is 'check has nothing to say of it' "$(at check | grep -c 'its end')" 0
retire_all
is 'the older keys are gone' "$(ids | wc -w)" 1
is 'nothing with keys in it is left beside' \
    "$(compgen -G "$keyfile.?*")" ''
exits 0 'the events are whole' at audit

# --- a key that is needed, and what a page was made under
start_pages
link=$(at link p0001 2>"$dir/err")
at handout --organisation inst-001 --out "$home/sheets.html" >"$dir/out" 2>&1
code=$(grep -o '[0-9A-Z]\{4\}-[0-9A-Z]\{4\}' "$home/sheets.html" | head -n 1)
visit "${link#"$base"}"
visit "${link#"$base"}" go=1
visit /enrol/proof
old=$(ids)
old=${old% }
exits 0 'a new key comes' at key rotate
new=$(ids | cut -d ' ' -f 1)
is 'the new one is the current one' "$(ids)" "$new $old "
visit /enrol/proof "identifier=$(sql \
    "SELECT identifier FROM person WHERE ref = 'p0001'")"
is 'a page that was open goes on' "$status" 303
is 'a link of before opens' "$(ask "$link")" 200
is 'a start code of before opens' "$(ask -H "Origin: $base" \
    --data-urlencode "code=$code" "$base/")" 303
says 65 'needed: .* start codes made under it work, links .* until 20' \
    'the older key is needed' at key retire "$old"
says 65 'is the current key' 'the current one cannot go' at key retire "$new"
says 65 'has no key "k99"' 'nor one that is not there' at key retire k99
is 'show tells which are needed' \
    "$(at --json key show | jq -c '[.[] | [.current, .secrets, .free]]')" \
    "[[true,$PEOPLE,false],[false,0,false]]"
now=2027-01-20T09:00
exits 0 'when its links have ended, it can go' at key retire "$old"
now=2026-08-12T09:00
is 'a link under it is one no more' "$(ask "$link")" 404
is 'the key is gone' "$(ids)" "$new "

# --- people log in while keys come and go
# The first one has begun with another secret, on the pages.
sed -n "2,$((LOGINS + 1))p" "$dir/logins" | while read -r user code; do
	login "$user" "$code"
done >"$dir/results" &
logins=$!
rounds=0
while kill -0 "$logins" 2>/dev/null && [ $rounds -lt 200 ]; do
	at key rotate >"$dir/out" 2>"$dir/err" ||
		fail 'it is changed again' "$(cat "$dir/err")"
	retire_all
	rounds=$((rounds + 1))
done
wait "$logins"
is "everybody logs in through $rounds changes of the key" \
    "$(sort "$dir/results" | uniq -c | tr -s ' ')" " $LOGINS accepted"
ok 'there were some' test "$rounds" -ge 3
is 'the server told of no mistake' "$(grep -c 'web: ' "$home/serve.log")" 0

# --- exchanged
for pair in 501:502 502:501; do
	echo "UPDATE credential SET sealed = (SELECT sealed FROM was
	    WHERE person_id = ${pair#*:}) WHERE person_id = ${pair%:*};"
done >"$dir/exchange"
sqlite3 "$db" "CREATE TABLE was AS SELECT * FROM credential" \
    ".read $dir/exchange" "DROP TABLE was"
# Of people 501 and 502, whoever they are in the list.
user=$(sql "SELECT ref FROM person WHERE id = 501")
is "another's secret does not open" \
    "$(login "$user" "$(sed -n "s/^$user //p" "$dir/logins")")" null
exits 65 'a rotation ends in spite of them' at key rotate
like 'and tells whose they are' "$(tail -n 1 "$dir/err")" \
    "2 secrets do not open .* of $user, .*--reset"
exits 0 'check is content' at check
like '... and warns' "$(cat "$dir/out")" 'has not come to its end'
says 65 'needed: 2 secrets are sealed under it' \
    'and their key stays, whatever is asked' \
    at key retire "$(ids | cut -d ' ' -f 2)" --withdraw

# --- the key of another, and a key that cannot be written
cp "$keyfile" "$home/kept"
sed -i '/^[^#]/{s/^k[0-9]* .*/k9 QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=/;q}' \
    "$keyfile"
says 78 'is not the key of' 'the key file of before is not taken' at check
cp "$home/kept" "$keyfile"
stop "$serve_pid"
mkdir "$home/credentials"
cp "$keyfile" "$home/credentials/twofold.key"
rm "$keyfile"
chmod 400 "$home/credentials/twofold.key"
chmod 555 "$home/credentials"
sed -i 's|^key_file.*|key_file = "credentials/twofold.key"|' "$conf"
sql "DELETE FROM credential WHERE person_id IN (501, 502)"
as=()
if [ "$(id -u)" -eq 0 ]; then
	chmod 711 "$dir"
	chown -R 65534:65534 "$home"
	as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
fi
says 78 'cannot be written here .*systemd credential.*openssl rand' \
    'a key that systemd gives is told to be changed there' \
    "${as[@]}" "$TWOFOLD" -c "$conf" --now "$now" key rotate
finish
