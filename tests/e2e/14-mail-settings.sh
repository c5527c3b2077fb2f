#!/bin/bash
# What the configuration says of mail: a token to log in, a name to give, other
# servers, a pace; and a run that is asked to stop.
. tests/e2e/lib.sh

# A mail server that notes what it takes: serve PORT [OPTION ...]
serve()
{
	local port=$1
	shift

	start "$port" "$home/world.log" "$PYTHON" tests/e2e/hostile.py mail \
	    "$port" "$home/took" none "$@"
}

took()
{
	wc -l <"$home/took"
}

# As many people join, who are to get one mail each.
join()
{
	people $((joined + 1)) $((joined + $1)) >"$home/people.csv"
	at import "$home/people.csv" >"$dir/out" 2>&1
	joined=$((joined + $1))
}

campaign settings
setting 'stage "announce"' channels '{"email"}'
: >"$home/took"
joined=0
now=2026-08-10T09:00

setting mail user '"twofold"'
setting mail password_file '"mail.token"'
setting mail auth '"xoauth2"'
setting mail helo '"2fa.medplan.example.nl"'
serve "$mail_port" --token right-one --hello "$home/hello"
(umask 077 && echo wrong-one >"$home/mail.token")
join 3
exits 69 'a run with a token that has run out' at run
like 'says so' "$(cat "$dir/err")" '535 5\.7\.8 not you'
is '... but not the token' "$(grep -c wrong-one "$dir/err")" 0
(umask 077 && echo right-one >"$home/mail.token")
now=2026-08-10T09:10
exits 0 'a run with a fresh one' at run
is 'brings the mails' "$(took)" 3
is 'under the name of the configuration' "$(sort -u "$home/hello")" \
    2fa.medplan.example.nl
stop "$started"

# The second server takes what the first does not.
setting mail user
setting mail password_file
setting mail auth
read -r second < <(free_ports 1)
setting mail backup "{\"smtp://127.0.0.1:$second\"}"
serve "$second"
join 5
exits 0 'a run when the first server is down' at run
is 'brings the mails by the second' "$(took)" 8
exits 69 'a check says which of them it is' at check --connect
like '... by its address' "$(cat "$dir/err")" "127\.0\.0\.1:$mail_port"
is '... and only that' "$(grep -c "127\.0\.0\.1:$second" "$dir/err")" 0
stop "$started"
setting mail backup

# Twenty in three seconds, when there may be 300 a minute and five at once.
setting mail per_minute 300
serve "$mail_port"
join 20
from=${EPOCHREALTIME/[.,]/}
exits 0 'a run with a pace' at run
took_ms=$(((${EPOCHREALTIME/[.,]/} - from) / 1000))
is 'brings the mails' "$(took)" 28
ok "... in no less than the time that it takes: $took_ms ms" \
    test "$took_ms" -ge 2800
stop "$started"
setting mail per_minute

# Who is asked to stop finishes what is on its way and gives back the rest.
setting mail connections 2
serve "$mail_port" --slow 0.3
join 40
"$TWOFOLD" -c "$conf" --now "$now" run >"$dir/out" 2>"$dir/err" &
run=$!
sleep 1
kill -TERM "$run"
code=0
wait "$run" || code=$?
is 'a run that is asked to stop ends with 75' "$code" 75
arrived=$(($(took) - 28))
ok "... after some mails, not all: $arrived" \
    test "$arrived" -gt 0 -a "$arrived" -lt 40
is '... and knows which' \
    "$(sql 'SELECT state, count(*) FROM message GROUP BY 1 ORDER BY 1' |
	tr '\n' ' ')" "planned|$((40 - arrived)) sent|$((28 + arrived)) "
stop "$started"
serve "$mail_port"
exits 0 'the next run' at run
is 'brings the rest, once' "$(took) $(cut -d ' ' -f 1 "$home/took" |
    sort -u | wc -l)" '68 68'
finish
