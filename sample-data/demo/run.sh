#!/bin/bash
# Plays a whole campaign in about a minute: four months, 1,200 people, real
# mails and pop-ups, real pages.  Called as "make demo" from the project's root.
#
#   TWOFOLD            the program, by default build/twofold
#   TWOFOLD_DEMO_PORT  the first of three free ports on 127.0.0.1 (pages, host
#                      app, mail), by default 8025, 8026 and 2525
#   TWOFOLD_DATADIR    the folder above "templates", by default this one
#   PYTHON             a Python 3 with aiosmtpd
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1 # the tree stays clean
export TWOFOLD_DATADIR="${TWOFOLD_DATADIR:-.}"

FIRST_DAY=2026-08-01
LAST_DAY=2026-12-08
LOOK_DAY=2026-11-17 # two weeks before the deadline: what does it look like?
LOOK_AT=inst-003 LOOK_AT_HOST=hogeerf.example.nl
HOUR=09:00 # in Amsterdam; mail goes out from 08:00

twofold=${TWOFOLD:-build/twofold}
python=${PYTHON:-/usr/bin/python3}
sample="sample-data"
conf=demo/twofold.conf
web_port=8025
host_port=8026
mail_port=2525
if [ -n "${TWOFOLD_DEMO_PORT:-}" ]; then
	web_port=$TWOFOLD_DEMO_PORT
	host_port=$((web_port + 1))
	mail_port=$((web_port + 2))
fi
base=http://127.0.0.1:$web_port
pids=()     # what was started and has to be stopped
serve_pid=  # the pages, started anew each day
serve_log=demo/serve.log

stop_all()
{
	if [ -n "$serve_pid" ]; then
		pids+=("$serve_pid")
	fi
	for pid in "${pids[@]}"; do
		kill "$pid" 2>/dev/null || true
	done
	wait
}
trap stop_all EXIT
trap 'exit 130' INT TERM

give_up()
{
	echo "demo: $*" >&2
	exit 1
}

# The moment of a day at which everything happens, in UTC.
instant_of()
{
	date -u -d "TZ=\"Europe/Amsterdam\" $1 $HOUR" +%Y-%m-%dT%H:%M:%SZ
}

# A command of Twofold at this day's moment.
at_now()
{
	"$twofold" -c "$conf" --now "$now" "$@"
}

# Whether something answers on a port.
answers()
{
	(: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Waits until a port answers: wait_for PORT WHAT PID
wait_for()
{
	for _ in $(seq 1000); do
		if answers "$1"; then
			return
		fi
		kill -0 "$3" 2>/dev/null || break
		sleep 0.005
	done
	give_up "$2 does not answer on port $1"
}

prepare()
{
	[ -x "$twofold" ] || give_up "$twofold is not there; run \"make\" first"
	for tool in curl jq oathtool "$python"; do
		command -v "$tool" >/dev/null || give_up "$tool is not there"
	done
	for port in "$web_port" "$host_port" "$mail_port"; do
		if answers "$port"; then
			give_up "port $port is taken; set TWOFOLD_DEMO_PORT"
		fi
	done
	rm -rf demo
	"$twofold" init demo --from "$sample/twofold.conf" >/dev/null
	sed -i -e "s|127.0.0.1:8025|127.0.0.1:$web_port|" \
	    -e "s|127.0.0.1:8026|127.0.0.1:$host_port|" \
	    -e "s|127.0.0.1:2525|127.0.0.1:$mail_port|" \
	    -e '/^stage "last-weeks"/a\	channels = {"popup", "email", "call"}' \
	    -e '/^webhook/a\	weekly = true' "$conf"
	cat "$sample/demo/reports.conf" >>"$conf"
	now=$(instant_of "$FIRST_DAY")
	(umask 077 && at_now key host medplan >demo/host.key)
	at_now import "$sample/people.csv"
}

# Starts a server of the outside world: start PORT PROGRAM [ARGUMENT ...]
start()
{
	"$python" "$sample/$2" "${@:3}" --port "$1" >>demo/world.log 2>&1 &
	pids+=($!)
	wait_for "$1" "$2" $!
}

# The deadline of a section of the configuration: deadline_of 'wave "pilot"'
deadline_of()
{
	sed -n "/^$1/,/}/s/.*deadline *= *\"\([0-9-]*\)\".*/\1/p" "$conf"
}

start_world()
{
	start "$mail_port" demo/mailbox.py demo/mail --log demo/mail.log
	start "$host_port" host-app/app.py --api "$base" \
	    --key-file demo/host.key --secret-file demo/webhook.secret \
	    --popups demo/popups.jsonl --any-time
	mkfifo demo/days demo/answers
	"$python" "$sample/demo/people.py" \
	    --roster "$sample/people.csv" \
	    --behaviour "$sample/behaviour.csv" \
	    --mail demo/mail --popups demo/popups.jsonl \
	    --state demo/people-state.json --base "$base" \
	    --app "http://127.0.0.1:$host_port" \
	    --deadline "$(deadline_of campaign)" \
	    --deadline "pilot=$(deadline_of "wave \"pilot\"")" \
	    <demo/days >demo/answers &
	people_pid=$!
	pids+=("$people_pid")
	exec 3>demo/days 4<demo/answers
	rm demo/days demo/answers
}

# The night's batch; 75 says that a part will be tried again next time.
run_batch()
{
	local status=0

	at_now run >>demo/run.log 2>&1 || status=$?
	case $status in
	0 | 75) ;;
	*) give_up "$day: twofold run ended with $status, see demo/run.log" ;;
	esac
}

start_pages()
{
	"$twofold" -c "$conf" --now "$now" serve >>"$serve_log" 2>&1 &
	serve_pid=$!
	for _ in $(seq 1000); do
		if curl -fsS -o /dev/null "$base/healthz" 2>/dev/null; then
			return
		fi
		kill -0 "$serve_pid" 2>/dev/null || break
		sleep 0.005
	done
	give_up "$day: twofold serve does not answer, see $serve_log"
}

stop_pages()
{
	kill "$serve_pid"
	wait "$serve_pid" || true
	serve_pid=
}

# The people read what came and act; tells when they met what is unexpected.
let_people_act()
{
	local line

	echo "day $day $now" >&3
	read -r line <&4 || give_up "$day: the people stopped"
	echo "$day $line" >>demo/people.log
	case $line in
	*"errors 0") ;;
	*) echo "$day: $line" >&2 ;;
	esac
}

# A line about the week; the figures go to demo/curve.tsv as well.
tell_week()
{
	local percent mails popups

	percent=$(at_now --json report |
	    jq -r '100 * .total.enrolled / .total.population')
	mails=$(find demo/mail -name '*.eml' | wc -l)
	popups=$(wc -l <demo/popups.jsonl)
	printf '%s\t%.1f\n' "$day" "$percent" >>demo/curve.tsv
	printf '%s  %5.1f %% enrolled  %5d mails  %5d pop-ups\n' \
	    "$day" "$percent" "$mails" "$popups"
}

# The curve, a column of three for each week.
draw_curve()
{
	awk '
	BEGIN { split("▁ ▂ ▃ ▄ ▅ ▆ ▇ █", block, " "); rows = 10 }
	{ value[NR] = $2; month[NR] = substr($1, 6, 2) }
	END {
		for (row = rows; row > 0; row--) {
			printf "%5d %% ", row * 100 / rows
			for (i = 1; i <= NR; i++) {
				n = int((value[i] * rows / 100 - row + 1) * 8 + .5)
				n = n > 8 ? 8 : n
				printf "%s", (n > 0 ? block[n] block[n] " " : "   ")
			}
			print ""
		}
		printf "        "
		for (i = 1; i <= NR; i++)
			printf "%-3s", (month[i] == month[i - 1] ? "" : month[i])
		print "(month)"
	}' demo/curve.tsv
}

# Copies the newest mails of the week, of the owner and of an institution.
keep_digests()
{
	local newest

	newest=$(grep -l '^To: .*campaign@' demo/mail/*.eml | tail -n 1)
	cp "$newest" "$1/digest-owner.eml"
	newest=$(grep -l "$base/o/" demo/mail/*.eml |
	    xargs grep -l "^To: .*@$LOOK_AT_HOST" | tail -n 1)
	cp "$newest" "$1/digest-$LOOK_AT.eml"
}

prepare
start_world

day=$FIRST_DAY
while :; do
	now=$(instant_of "$day")
	run_batch
	start_pages
	let_people_act
	stop_pages
	if [ "$day" = "$LOOK_DAY" ]; then
		bash "$sample/demo/reports.sh" "demo/$day" "$LOOK_AT" \
		    "$twofold" -c "$conf" --now "$now"
		keep_digests "demo/$day"
		cp demo/twofold.prom.rehearsal "demo/$day/twofold.prom"
	fi
	if [ "$(date -d "$day" +%u)" = 1 ] || [ "$day" = "$LAST_DAY" ]; then
		tell_week
	fi
	[ "$day" != "$LAST_DAY" ] || break
	day=$(date -d "$day + 1 day" +%F)
done

exec 3>&-
people_status=0
wait "$people_pid" || people_status=$?

echo
draw_curve
echo
at_now report
at_now report --format html --out demo/report.html
cat <<END

The mails lie in demo/mail/*.eml, the pop-ups in demo/popups.jsonl, what the
people did in demo/people.log, and the report as a page in demo/report.html.
How it stood two weeks before the deadline, in demo/$LOOK_DAY:

    report.html  .text  .csv  .json     the campaign
    report-$LOOK_AT.html                one institution
    digest-owner.eml                    Monday's mail to the owner
    digest-$LOOK_AT.eml                 ... and to that institution
    kit/nl/index.html                   what helps it to convince its team
    handout.html                        start codes on paper for who is to go
    calls.txt                           whom the helpdesk calls first
    twofold.prom                        for Prometheus

To look further, for example:

    export TWOFOLD_DATADIR=$TWOFOLD_DATADIR
    $twofold -c $conf --now $now report --help
    $twofold -c $conf --now $now audit
    $twofold -c $conf --now $now serve     (and open $base/)
END
[ "$people_status" = 0 ] ||
	give_up "somebody met an unexpected answer, see demo/people.log"
