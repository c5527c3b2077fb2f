# shellcheck shell=bash disable=SC2034 # the scripts use what is set here
# What the scripts of tests/e2e and tests/web share; they begin with
#
#	. tests/e2e/lib.sh
#
# and end with "finish".  They are run from the root of the project with
# TWOFOLD, TWOFOLD_DATADIR and PYTHON set (tests/run.sh).  Everything lies in
# $dir, which is removed at the end, as are the processes that were started.
set -u
export PYTHONDONTWRITEBYTECODE=1 # the tree stays clean

: "${TWOFOLD:?names the program}" "${TWOFOLD_DATADIR:?names the root}"
: "${PYTHON:=/usr/bin/python3}"
unset TWOFOLD_CONF
PATH=$PATH:/usr/sbin:/sbin
demo=sample-data/demo
dir=$(mktemp -d)
failures=0
pids=()

clean_up()
{
	local pid

	for pid in "${pids[@]}"; do
		kill "$pid" 2>/dev/null
	done
	wait
	rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# Ends the script; no test may have failed.
finish()
{
	[ "$failures" -eq 0 ]
	exit
}

pass()
{
	echo "ok - $1"
}

# A test that failed, with what may explain it: fail TEXT [LINE ...]
fail()
{
	echo "not ok - $1"
	shift
	[ $# -eq 0 ] || printf '    # %s\n' "$@"
	failures=$((failures + 1))
}

# The command has to succeed: ok TEXT COMMAND...
ok()
{
	local text=$1
	shift

	if "$@"; then
		pass "$text"
	else
		fail "$text" "$*"
	fi
}

# is TEXT GOT WANTED
is()
{
	if [ "$2" = "$3" ]; then
		pass "$1"
	else
		fail "$1" "got:    $2" "wanted: $3"
	fi
}

# The text has to match an extended regular expression: like TEXT GOT PATTERN
like()
{
	if grep -Eq -- "$3" <<<"$2"; then
		pass "$1"
	else
		fail "$1" "got:    $2" "wanted: $3"
	fi
}

# Runs a command, which has to end with that code; what it prints is in
# $dir/out and $dir/err: exits CODE TEXT COMMAND...
exits()
{
	local wanted=$1 text=$2 code=0
	shift 2

	"$@" >"$dir/out" 2>"$dir/err" || code=$?
	if [ "$code" -eq "$wanted" ]; then
		pass "$text"
	else
		fail "$text" "ended with $code, wanted $wanted" \
		    "$(head -c 600 "$dir/err")"
	fi
}

# As "exits", and the standard error has to be one line that matches:
# says CODE PATTERN TEXT COMMAND...
says()
{
	local wanted=$1 pattern=$2 text=$3 code=0
	shift 3

	"$@" >"$dir/out" 2>"$dir/err" || code=$?
	if [ "$code" -eq "$wanted" ] && [ "$(wc -l <"$dir/err")" -eq 1 ] &&
	    grep -Eq -- "$pattern" "$dir/err"; then
		pass "$text"
	else
		fail "$text" "ended with $code, wanted $wanted: $pattern" \
		    "$(head -c 600 "$dir/err")"
	fi
}

mode_of()
{
	stat -c %a "$1"
}

# Ports of 127.0.0.1 that are free now: free_ports COUNT
free_ports()
{
	"$PYTHON" - "$1" <<'END'
import socket
import sys

sockets = [socket.create_server(("127.0.0.1", 0))
           for _ in range(int(sys.argv[1]))]
print(*(s.getsockname()[1] for s in sockets))
END
}

# Waits until a port answers: wait_for PORT PID
wait_for()
{
	local _

	for _ in $(seq 1000); do
		if (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
			return 0
		fi
		kill -0 "$2" 2>/dev/null || break
		sleep 0.01
	done
	fail "a server answers on port $1"
	return 1
}

# Starts a server in the background, whose pid is in $started, and waits for
# it; what it prints goes to FILE: start PORT FILE COMMAND...
start()
{
	local port=$1 file=$2
	shift 2

	"$@" >>"$file" 2>&1 &
	started=$!
	pids+=("$started")
	wait_for "$port" "$started"
}

# Stops one process that was started, and returns its exit code: stop PID
stop()
{
	local pid code=0 rest=()

	kill "$1" 2>/dev/null
	wait "$1" 2>/dev/null || code=$?
	for pid in "${pids[@]}"; do
		[ "$pid" = "$1" ] || rest+=("$pid")
	done
	pids=("${rest[@]}")
	return $code
}

# Makes the campaign of the sample, with ports of its own, in $dir/NAME, and
# turns to it: $conf, $db, $now and the ports are of the newest campaign.
campaign()
{
	home=$dir/$1
	conf=$home/twofold.conf
	db=$home/twofold.db
	now=2026-08-01T09:00
	read -r web_port host_port mail_port < <(free_ports 3)
	base=http://127.0.0.1:$web_port
	"$TWOFOLD" init "$home" --from sample-data/twofold.conf \
	    >"$dir/init.out" 2>&1 ||
		fail "init makes a campaign" "$(cat "$dir/init.out")"
	sed -i -e "s|127.0.0.1:8025|127.0.0.1:$web_port|" \
	    -e "s|127.0.0.1:8026|127.0.0.1:$host_port|" \
	    -e "s|127.0.0.1:2525|127.0.0.1:$mail_port|" "$conf"
}

# Sets a setting of the campaign, as it is written there; without a value it is
# taken out: setting SECTION NAME [VALUE]
setting()
{
	sed -i -E -e "/^$1 /,/^}/{/^\s*$2\s*=/d}" \
	    ${3:+-e "/^$1 /a\\\t$2 = $3"} "$conf"
}

# Makes the campaign real: it began today, at the real time, and mail goes out
# at any hour to whom it is for.
live()
{
	now=
	setting campaign start "\"$(TZ=Europe/Amsterdam date +%F)\""
	setting campaign deadline \
	    "\"$(TZ=Europe/Amsterdam date -d '+120 days' +%F)\""
	sed -i -e '/^wave/,/^}/d' "$conf"
	setting campaign rehearsal false
	setting 'stage "announce"' at '"start"'
	setting send days '"mon-sun"'
	setting send from '"00:00"'
	setting send until '"24:00"'
	setting send holidays
}

# A command in the campaign, at the real time.
tf()
{
	"$TWOFOLD" -c "$conf" "$@"
}

# A command in the campaign at $now.
at()
{
	"$TWOFOLD" -c "$conf" ${now:+--now "$now"} "$@"
}

# What the database answers: sql STATEMENT
sql()
{
	sqlite3 -cmd '.timeout 10000' "$db" "$1"
}

dump()
{
	sqlite3 "$db" .dump
}

# A list of people: people FIRST LAST [ROLE]; they are called p0001, ...
people()
{
	local role=${3:-medewerker}

	echo "gebruikersnaam;voornaam;achternaam;e-mail;personeelsnummer;$(
	    )instelling;instellingsnaam;rol;taal;in dienst"
	awk -v first="$1" -v last="$2" -v role="$role" 'BEGIN {
		for (i = first; i <= last; i++)
			printf "p%04d;Zoë;de Vries;p%04d@example.nl;%05d;" \
			    "inst-%03d;Huize De Wilg;%s;%s;2020-01-01\n",
			    i, i, 10000 + i, 1 + i % 3, role,
			    i % 5 == 0 ? "en" : "nl"
	}'
}

# Starts a mail server, which keeps mails in $home/mail and lists them in
# $home/mail.log: start_mail [OPTION ...]
start_mail()
{
	start "$mail_port" "$home/world.log" "$PYTHON" "$demo/mailbox.py" \
	    "$home/mail" --log "$home/mail.log" --port "$mail_port" "$@"
	mail_pid=$started
}

# Starts the host app, at $app, which keeps pop-ups in $home/popups.jsonl.  Its
# login needs the API's key, in the file $host_key.
start_host()
{
	start "$host_port" "$home/world.log" "$PYTHON" \
	    sample-data/host-app/app.py --api "$base" \
	    --key-file "${host_key:-/dev/null}" --secret-file "$home/webhook.secret" \
	    --popups "$home/popups.jsonl" --port "$host_port" --any-time
	app=http://127.0.0.1:$host_port
}

# Starts the pages and the API at $now: start_pages [COMMAND ...]
start_pages()
{
	start "$web_port" "$home/serve.log" "$TWOFOLD" -c "$conf" \
	    ${now:+--now "$now"} serve
	serve_pid=$started
}

# Holds pages to WCAG and to HTML: audit URL|FILE...
audit()
{
	"$PYTHON" tests/web/audit.py "$@" || failures=$((failures + 1))
}

# The link that a mail to somebody has: mailed_link PLACE ADDRESS, where PLACE is
# "e" for a person's own and "o" for an institution's page
mailed_link()
{
	"$PYTHON" - "$home/mail" "$2" "$base/$1/" <<'END'
import email, email.policy, pathlib, re, sys
for path in pathlib.Path(sys.argv[1]).glob("*.eml"):
    mail = email.message_from_bytes(path.read_bytes(),
                                    policy=email.policy.default)
    found = re.search(re.escape(sys.argv[3]) + r"[\w-]+",
                      mail.get_body(("plain",)).get_content())
    if sys.argv[2] in mail["To"] and found:
        print(found[0])
        break
END
}

# The status of a request; headers and page are in $dir: ask [OPTION ...] URL
ask()
{
	curl -sS -o "$dir/page" -D "$dir/headers" -w '%{http_code}' "$@"
}

# How many mails or pop-ups have come.
mails()
{
	find "$home/mail" -name '*.eml' 2>/dev/null | wc -l
}

popups()
{
	wc -l <"$home/popups.jsonl"
}
