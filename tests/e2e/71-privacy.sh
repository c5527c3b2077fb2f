#!/bin/bash
# What is held of a person is handed over, and taken out: nothing that
# identifies the person is left, no figure changes, the events stay whole.
. tests/e2e/lib.sh

campaign privacy
now=2026-08-12T09:00
# shellcheck disable=SC2119
start_mail
start_host
people 1 30 >"$home/people.csv"
# Someone like no other.
sed -i 's/^p0007;Zoë;de Vries;/p0007;Xanthippe;Quackernack;/' "$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
"${TWOFOLD%/*}/tests/bench/logins" "$db" "$home/twofold.key" \
    "$(TZ=Europe/Amsterdam date -d "$now" +%s)" >"$dir/logins"
api_key=$(umask 077; at key host medplan 2>"$dir/err")
start_pages
at run >"$dir/out" 2>&1
mailed_link e p0007@example.nl >"$dir/link"
while read -r user code; do
	curl -sS -H "Authorization: Bearer $api_key" \
	    -H 'Content-Type: application/json' \
	    -d "{\"user\":\"$user\",\"code\":\"$code\"}" "$base/v1/verify"
done < <(sed -n '5,12p' "$dir/logins") >"$dir/out"
at person p0007 --extend 2026-12-24 \
    --reason 'Xanthippe is at sea until December' >"$dir/out" 2>&1
at organisation inst-002 --contact 'Xanthippe Quackernack, desk 3' \
    >"$dir/out" 2>&1

# --- handed over
exits 0 'what is held of somebody is told' at export-person p0007
cp "$dir/out" "$dir/held"
is 'the person' "$(jq -c '[.person | .ref, .name, .email, .organisation]' \
    "$dir/held")" \
    '["p0007","Xanthippe Quackernack","p0007@example.nl","inst-002"]'
is 'the second factor, but not its secret' \
    "$(jq -c '[.second_factors[] | keys]' "$dir/held")" \
    '[["confirmed_at","last_code_at","made_at","waits_for_a_code"]]'
is 'messages' "$(jq -c '[.messages[].stage] | unique' "$dir/held")" \
    "$(sql "SELECT json_group_array(DISTINCT stage) FROM message
    WHERE person_id = 7")"
is 'what was agreed, and why' "$(jq -c '.arrangements[] | [.until, .reason]' \
    "$dir/held")" '["2026-12-24","Xanthippe is at sea until December"]'
is 'every event' "$(jq '.events | length' "$dir/held")" \
    "$(sql 'SELECT count(*) FROM event WHERE person_id = 7')"
is 'where else the name is' "$(jq -r '.named_as_whom_to_ask[].text' \
    "$dir/held")" 'Xanthippe Quackernack, desk 3'
is 'nothing of others' "$(grep -c 'p0008\|de Vries' "$dir/held")" 0
sealed=$(sql 'SELECT hex(sealed) FROM credential WHERE person_id = 7')
is 'no secret, and no link' "$(grep -ci \
    -e "$sealed" -e 'otpauth' -e '/e/' "$dir/held")" 0
says 65 'nobody is known as "nobody"' 'of nobody there is nothing' \
    at export-person nobody

# --- refused
says 65 'still on the list.*--left' 'who is on the list stays' \
    at erase-person p0007 --yes --reason asked
says 64 'reason TEXT is needed' 'a reason is needed' at erase-person p0007
says 64 'nobody is at a terminal' 'somebody has to say yes' \
    at erase-person p0007 --reason asked </dev/null
grep -v '^p0007;' "$home/people.csv" >"$home/without.csv"
exits 0 'the next list says that the person has left' \
    at import --sync "$home/without.csv"
says 65 'the reason names "p0007"' 'the reason says nobody' \
    at erase-person p0007 --yes --reason 'asked by Xanthippe Quackernack'
sql "UPDATE message SET state = 'sending' WHERE id = (SELECT min(id)
    FROM message WHERE person_id = 7)"
says 75 'on its way' 'nor while a message is on its way' \
    at erase-person p0007 --yes --reason asked
sql "UPDATE message SET state = 'sent' WHERE state = 'sending'"

# What a terminal shows, when somebody types: typed TEXT
typed()
{
	"$PYTHON" - "$1" "$TWOFOLD" -c "$conf" --now "$now" \
	    erase-person p0007 --reason 'asked by letter 12' <<'END'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
out = b""
while b"to go on: " not in out:
    out += os.read(fd, 1000)
os.write(fd, sys.argv[1].encode() + b"\n")
try:
    while more := os.read(fd, 1000):
        out += more
except OSError:
    pass
print(out.decode())
print("exit", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
}

# All figures, of all and of the institution.
figures()
{
	at report --format json | jq 'del(.generated_at)'
	at report --format json --organisation inst-002 |
	    jq 'del(.generated_at)'
}

figures >"$dir/before"
audit=$(at --json audit | jq -r .last)
like 'another key erases nothing' "$(typed p0008)" 'nothing was erased'
is '... and changes nothing' "$(at --json audit | jq -r .last)" "$audit"
like 'at a terminal it asks' "$(typed p0007)" \
    'Xanthippe Quackernack .p0007@example.nl. of Huize De Wilg'
is 'the person is gone' "$(sql "SELECT count(*) FROM person
    WHERE ref = 'p0007'")" 0

# --- gone
stop "$serve_pid"
for text in Xanthippe Quackernack p0007 10007; do
	is "\"$text\" is nowhere in the database" \
	    "$(cat "$db"* | grep -aoc "$text")" 0
done
figures >"$dir/after"
is 'no figure is another one' "$(diff "$dir/before" "$dir/after")" ''
exits 0 'the events are whole' at audit
like '... and tells what was forgotten' "$(cat "$dir/out")" \
    'emptied of their details'
is '... with the reason' "$(sql "SELECT detail FROM event
    WHERE kind = 'erased'")" 'asked by letter 12'
says 65 'nobody is known' 'who asks again is nobody' at export-person p0007
start_pages
is 'a mailed link is none any more' "$(ask "$(cat "$dir/link")")" 404
is 'the host app is told that there is nobody' \
    "$(ask -H "Authorization: Bearer $api_key" \
    "$base/v1/gate?user=p0007")" 404

# --- comes again
exits 0 'a list that has the person all the same' \
    at --json import "$home/people.csv"
is '... brings somebody new' "$(jq -c '[.added, .unchanged, .back]' \
    "$dir/out")" '[1,29,0]'
is '... of whom nothing is known' \
    "$(at --json export-person p0007 | jq -c '[.person.invited_at,
    (.second_factors + .messages + .events | length)]')" '[null,0]'
is '... beside what counts' "$(sql "SELECT count(*) FROM person
    WHERE erased_at > 0 AND name = '' AND email IS NULL")" 1

# --- an account that is gone before the list says so
exits 0 'with --left' at --json erase-person p0008 --left --yes \
    --reason 'account removed'
is 'who was here has left' "$(sql "SELECT count(*) FROM event
    WHERE kind = 'left' AND person_id = 8")" 1
exits 0 'the next run has nothing against it' at run
exits 0 'nor the lists that are written' at export --out "$home/list.csv"
is '... without them' "$(grep -c 'erased-' "$home/list.csv")" 0
finish
