#!/bin/bash
# Every error gives one clear sentence that names what it is about, and the
# exit code for it: 64 usage, 65 data, 69 unreachable, 75 later, 78 configuration.
. tests/e2e/lib.sh

campaign errors
people 1 6 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
cp -R "$home" "$dir/whole"

# The campaign as it was.
afresh()
{
	rm -rf "$home"
	cp -R "$dir/whole" "$home"
}

# The command line.
says 64 'no command was given' 'nothing at all' "$TWOFOLD"
says 64 'no command "rnu".*mean "run"' 'a command with a slip' "$TWOFOLD" rnu
says 64 'no command "dance"; see' 'a command like no other' "$TWOFOLD" dance
says 64 'option --fast is not known' 'an unknown option' tf run --fast
says 64 'option --loud is not known' 'an unknown global option' \
    "$TWOFOLD" --loud run
says 64 'option -c needs a value' 'an option without its value' "$TWOFOLD" -c
says 64 'option --until needs a value' 'the same of a command' tf plan --until
says 64 'expected: twofold import FILE' 'a missing operand' tf import
says 64 'expected: twofold link REF' 'a missing person' tf link
says 64 'expected: twofold check' 'an operand too many' tf check now
says 64 'REF and a CODE' 'a missing code' tf verify p0001
says 64 '--now "noon" is no time' 'a bad --now' tf --now noon run
says 64 '--until "soon" is no day' 'a bad --until' at plan --until soon
says 64 '--until has to be from today on' 'a day in the past' \
    at plan --until 2020-01-01
says 64 'no format "xml"' 'a format that there is not' at report --format xml
says 64 '"door" is none of host' 'a kind of key that there is not' \
    at key door medplan
says 64 'name has 1 to' 'a bad name for a host app' at key host 'a b'
says 64 '--reason' 'a reset without a reason' at person p0001 --reset
says 64 'no stage "party"' 'an unknown stage' at preview party
says 65 'nobody is known as "nobody"' 'an unknown person' at person nobody
long=$(printf '%064d' 7)
sql "UPDATE person SET ref = '$long' WHERE ref = 'p0006'"
exits 0 'a key as long as one may be' at person "$long"
says 65 'nobody is known as' 'one that only begins as it does' \
    at person "${long}8"
says 65 'nobody is known as "nobody"' 'their link' at link nobody
says 65 'nobody is known as "nobody"' 'their gate' at gate nobody
says 65 'nobody is known as "nobody"' 'their code' at verify nobody 123456
says 65 'nobody is known as "nobody"' 'their plan' at plan --person nobody
says 65 'nothing\.csv: ' 'a list that is not there' at import "$dir/nothing.csv"
says 65 'codes\.csv: ' 'codes that are not there' \
    at verify --file "$dir/codes.csv"

# The configuration.
says 78 'no configuration: ' 'no configuration' env -C "$dir" "$TWOFOLD" run
says 78 'absent\.conf: ' 'a configuration that is not there' \
    "$TWOFOLD" -c "$dir/absent.conf" run
says 78 'init never writes over' 'init where a campaign is' \
    "$TWOFOLD" init "$home"

# A configuration with one mistake: mistake PATTERN TEXT SED-SCRIPT
mistake()
{
	afresh
	sed -i "$3" "$conf"
	exits 78 "$2" tf check
	like '... has its line' "$(cat "$dir/err")" "twofold\.conf:[0-9]+: .*$1"
}
mistake 'deadlnie.*did you mean "deadline"' 'an unknown setting' \
    's/^	deadline /	deadlnie /'
mistake 'Europe/Rotterdam' 'an unknown time zone' 's|Europe/Amsterdam|Europe/Rotterdam|'
mistake 'deadline' 'a deadline before the start' \
    '0,/2026-12-01/s//2026-07-01/'
mistake 'audience' 'an unknown audience' 's/{"admin"}/{"everyone"}/'
mistake 'tls|127' 'mail without TLS through the net' \
    's|smtp://127.0.0.1|smtp://mail.example.nl|'
mistake '\} missing' 'a brace that is missing' '/^webhook/,/^}/s/^}//'
mistake 'from' 'an address that is none' 's/"2fa@[^"]*"/"2fa@"/'
mistake 'proof' 'an unknown proof' 's/"identifier"/"blood"/'
afresh
setting campaign rehearsal false
says 78 '--now is for a rehearsal' '--now without a rehearsal' at run

# The key.
afresh
rm "$home/twofold.key"
says 78 'twofold\.key: ' 'no key' at run
afresh
chmod 644 "$home/twofold.key"
says 78 'twofold\.key: others can read it' 'a key that others can read' at run
afresh
sed -i 's/^k1 .*/k1 AAAA/' "$home/twofold.key"
says 78 'twofold\.key:[0-9]+: ' 'half a key' at run
afresh
"$TWOFOLD" init "$dir/strange" >"$dir/out" 2>&1
at gate p0001 >"$dir/out" 2>&1 # the key is noted when it is first used
cp "$dir/strange/twofold.key" "$home/twofold.key"
says 78 'twofold\.key: is not the key of ' 'the key of another campaign' at run
afresh
rm "$home/webhook.secret"
exits 78 'no secret for webhooks' at run
like '... has its line' "$(cat "$dir/err")" \
    'twofold\.conf:[0-9]+: .*webhook\.secret is not there'
afresh
chmod 640 "$home/webhook.secret"
exits 78 'a secret that others can read' at run
like '... has its line' "$(cat "$dir/err")" \
    'twofold\.conf:[0-9]+: .*webhook\.secret: others can read it'

# The database.
afresh
rm "$db"
says 78 'twofold\.db: there is no database' 'no database' at run
afresh
rm -f "$db"-*
head -c 8192 /dev/urandom >"$db"
says 78 'twofold\.db: is damaged, or not a database' 'a database of noise' at run
afresh
sql 'UPDATE schema_version SET version = 999'
says 78 'version 999.*newer' 'a database of a newer version' at run
afresh
mkfifo "$dir/locker"
sqlite3 "$db" <"$dir/locker" >"$dir/locked" 2>&1 &
locker=$!
pids+=("$locker")
exec 9>"$dir/locker"
printf 'BEGIN EXCLUSIVE;\n.print locked\n' >&9
for _ in $(seq 500); do
	! grep -q locked "$dir/locked" || break
	sleep 0.01
done
began=$SECONDS
says 75 'twofold\.db: another process keeps the database locked' \
    'a database that is locked' at run
ok '... after some seconds' test $((SECONDS - began)) -ge 5
exec 9>&-
wait "$locker"
exits 0 'the report comes when the lock is gone' at report

# The lock of a run, held by this script as a run holds it.
afresh
"$PYTHON" - "$db.lock" "$dir/holding" <<'END' &
import fcntl
import sys
import time

file = open(sys.argv[1], "w")
fcntl.lockf(file, fcntl.LOCK_EX)
open(sys.argv[2], "w").close()
time.sleep(60)
END
holder=$!
pids+=("$holder")
for _ in $(seq 500); do
	[ ! -e "$dir/holding" ] || break
	sleep 0.01
done
began=$SECONDS
says 75 "another run \(process $holder\) is at work; .*twofold\.db\.lock" \
    'a run while another is at work' at run
ok '... at once' test $((SECONDS - began)) -le 8
stop "$holder"

# Servers.
afresh
now=2026-08-10T09:00
exits 69 'no server is there' at run
like '... the mail server is named' "$(cat "$dir/err")" \
    "email: .*127\.0\.0\.1:$mail_port"
like '... and the host app' "$(cat "$dir/err")" "popup: .*127\.0\.0\.1:$host_port"
start "$web_port" "$dir/server.log" \
    "$PYTHON" -m http.server --bind 127.0.0.1 "$web_port"
says 69 "127\.0\.0\.1:$web_port: cannot listen: address already in use" \
    'a port that is taken' at serve
stop "$started"

# Templates.
afresh
echo 'stage "nobody-wrote-it" { at = "start+1d" }' >>"$conf"
exits 78 'a stage without a template' at check
like '... is named by its line' "$(cat "$dir/err")" \
    "$conf:$(wc -l <"$conf"): stage \"nobody-wrote-it\" has no text in \"en\" for email"
afresh
echo '{{no-such-thing}}' >>"$home/templates/nl/announce.txt"
exits 78 'a template with a mistake' at check
like '... is named' "$(cat "$dir/err")" 'nl/announce\.txt.*no-such-thing'
exits 78 'its preview' at preview announce --person p0001
like '... names it as well' "$(cat "$dir/err")" 'announce\.txt.*no-such-thing'
start_mail --log "$home/mail.log"
start_host
now=2026-08-10T10:00
exits 75 'a run with it' at run
like '... names it' "$(cat "$dir/err")" 'announce\.txt.*no-such-thing'
is '... and sends the mails in English' "$(mails)" 1
cp templates/nl/announce.txt "$home/templates/nl/"
now=2026-08-10T12:00
exits 0 'a run when it is mended' at run
is '... sends the others' "$(mails)" 6

# A full disk.  What is told on stdout is lost, and that is said.
says_full()
{
	local code=0

	"$TWOFOLD" -c "$conf" --now "$now" "$@" >/dev/full 2>"$dir/err" || code=$?
	is "\"$*\" to a full device" "$code $(cat "$dir/err")" \
	    '75 twofold: the output cannot be written; is the disk full?'
}
says_full report
says_full --json report
says_full plan
says_full person p0001
says_full --help
says_full run --help
small=$dir/small
mkdir "$small"
trap 'umount "$small" 2>/dev/null; clean_up' EXIT
if mount -t tmpfs -o size=1m twofold-test "$small" 2>"$dir/mount"; then
	afresh
	cp "$db" "$small/twofold.db"
	sed -i "s|^database .*|database = \"$small/twofold.db\"|" "$conf"
	before=$(sqlite3 "$small/twofold.db" .dump)
	people 100 9000 >"$dir/many.csv"
	says 75 'twofold\.db: the disk is full' 'a database on a full disk' \
	    at --json import "$dir/many.csv"
	is '... is as it was' "$(sqlite3 "$small/twofold.db" .dump)" "$before"
else
	pass 'no small disk can be mounted here; not tried'
fi
finish
