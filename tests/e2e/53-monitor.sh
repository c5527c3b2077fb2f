#!/bin/bash
# What whoever watches over a campaign is told of a run: the figures in a file
# for Prometheus, and a call to a dead-man's switch with the exit status.
. tests/e2e/lib.sh

campaign monitor
live
setting mail server "\"file:mail\""
people 1 9 >"$home/people.csv"
tf import "$home/people.csv" >/dev/null 2>&1
start_host
read -r ping_port < <(free_ports 1)
start "$ping_port" "$home/world.log" "$PYTHON" tests/e2e/receiver.py \
    "$ping_port" "$home/pings"
metrics=$home/twofold.prom

# Sets the section: monitor LINE...
monitor()
{
	sed -i '/^monitor/,/^}/d' "$conf"
	{
		echo 'monitor {'
		printf '\t%s\n' "$@"
		echo '}'
	} >>"$conf"
}

# The value of a sample, as it is written: metric NAME
metric()
{
	grep -F -- "$1 " "$metrics" | grep -v '^#' | sed 's/.* //'
}

# What the switch heard since last time.
heard()
{
	cat "$home/pings" 2>/dev/null
	rm -f "$home/pings"
}

url=http://127.0.0.1:$ping_port
monitor 'metrics = "twofold.prom"' "ping = \"$url/s3cret/\$status?from=here\""
exits 0 'a run' tf --json run
sent=$(jq .email.sent "$dir/out")
is '... calls the switch, with the status in its place' "$(heard)" \
    'GET /s3cret/0?from=here'
exits 0 'promtool finds nothing in the file' promtool check metrics <"$metrics"
is '... not even a hint' "$(cat "$dir/out" "$dir/err")" ''
is 'others may read it' "$(mode_of "$metrics")" 644
is 'nothing is left beside it' "$(find "$home" -name 'twofold.prom*' | wc -l)" 1
for state in waiting invited opened started enrolled; do
	case $state in
	waiting) rule='invited_at = 0 AND opened_at = 0 AND enrolled_at = 0' ;;
	invited) rule='invited_at > 0 AND opened_at = 0 AND enrolled_at = 0' ;;
	*) rule="${state}_at > 0" ;;
	esac
	is "people who are $state" "$(metric "twofold_people{state=\"$state\"}")" \
	    "$(sql "SELECT count(*) FROM person WHERE left_at = 0 AND $rule")"
done
ok 'mails went out' test "$sent" -gt 0
is '... as many as the file says' "$(metric \
    'twofold_last_run_messages{channel="email",result="sent"}')" "$sent"
is 'the exit status' "$(metric twofold_last_run_exit_status)" 0
is 'the deadline' "$(metric twofold_deadline_timestamp_seconds)" \
    "$(TZ=Europe/Amsterdam date -d "$(sed -n \
	's/.*deadline *= "\([0-9-]*\)".*/\1/p' "$conf" | head -1)" +%s)"
age=$(($(date +%s) - $(metric twofold_last_run_timestamp_seconds)))
ok 'and when it was' test "$age" -ge 0 -a "$age" -lt 60

# A server that is down.
read -r closed < <(free_ports 1)
setting mail server "\"smtp://127.0.0.1:$closed\""
setting mail tls '"none"'
people 10 12 >"$home/more.csv"
tf import "$home/more.csv" >/dev/null 2>&1
monitor 'metrics = "twofold.prom"' "ping = \"$url/s3cret\""
exits 69 'a run that reaches no mail server' tf run
is '... tells the switch so, behind a slash' "$(heard)" 'GET /s3cret/69'
is '... and the file' "$(metric twofold_last_run_exit_status)" 69
is '... and which' "$(metric 'twofold_channel_up{channel="email"}')" 0
is '... and what waits' "$(metric 'twofold_queue_messages{channel="email"}')" 3
setting mail server "\"file:mail\""
sql 'UPDATE message SET next_try_at = 1 WHERE next_try_at > 0'
exits 0 'a run that reaches it' tf run
is '... sends them' "$(metric 'twofold_queue_messages{channel="email"}')" 0
heard >/dev/null

# Another run at work.
before=$(stat -c %i "$metrics")
# shellcheck disable=SC2317 # it is called by "exits"
beside()
{
	"$PYTHON" -c 'import fcntl, subprocess, sys
lock = open(sys.argv[1], "a")
fcntl.lockf(lock, fcntl.LOCK_EX)
sys.exit(subprocess.call(sys.argv[2:]))' "$db.lock" "$@"
}
exits 75 'a run beside another' beside "$TWOFOLD" -c "$conf" run
is '... tells the switch' "$(heard)" 'GET /s3cret/75'
is '... and leaves the file to the other' "$(stat -c %i "$metrics")" "$before"

# A switch in trouble.
monitor "ping = \"$url/twice/\""
exits 0 'a switch that fails twice' tf run
is '... is called three times' "$(heard | wc -l)" 3
is '... and nobody hears of it' "$(cat "$dir/err")" ''
monitor "ping = \"$url/status-404/s3cret\""
says 0 "monitor.ping: $url: HTTP 404\$" 'a switch that says no' tf run
is '... is called once' "$(heard | wc -l)" 1
ok '... and its secret stands nowhere' test \
    "$(cat "$dir/out" "$dir/err" | grep -c s3cret)" -eq 0
monitor "ping = \"$url/status-302/s3cret\""
says 0 'HTTP 302, a redirection' 'a switch that leads elsewhere' tf run
is '... is not followed' "$(heard)" 'GET /status-302/s3cret/0'
monitor "ping = \"http://127.0.0.1:$closed/s3cret\""
says 0 "monitor.ping: http://127.0.0.1:$closed: takes no connection" \
    'a switch that is not there changes nothing' tf run
monitor 'metrics = "nowhere/twofold.prom"'
exits 0 'a folder that is not there changes nothing' tf run
like '... and is told' "$(cat "$dir/err")" 'monitor.metrics: .*nowhere'
says 78 'monitor.metrics: .*nowhere/: No such file' '... by check too' tf check
setting mail from
monitor "ping = \"$url/s3cret\""
exits 78 'a configuration with a mistake' tf run
is '... calls nobody: the switch acts by itself' "$(heard)" ''
setting mail from '"2fa@example.nl"'

# A rehearsal of another day is no run of cron's.
setting campaign rehearsal true
monitor 'metrics = "rehearsed.prom"' "ping = \"$url/s3cret\""
exits 0 'a run on another day' tf --now 2027-01-01T10:00 run
is '... calls nobody' "$(heard)" ''
ok '... and writes nothing that is collected' test ! -e "$home/rehearsed.prom"
like '... but what is to be looked at' "$(cat "$home/rehearsed.prom.rehearsal")" \
    '^twofold_last_run_timestamp_seconds 1798794000$'
finish
