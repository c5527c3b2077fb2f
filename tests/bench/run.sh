#!/bin/bash
# How fast Twofold is beside a peer that does the same work, in turns within one
# run: absolute figures drift, their ratio holds.  It tells and does not judge;
# what has a peer that is not there is left out.  "make bench" calls it.
#
#   ROUNDS        how often each is measured, of which the median counts
#   BENCH_PEOPLE  how many are on the list of the night
#   BENCH_GATE    how many people the gate is asked about
#   BENCH_LINES   how many are on the list that is imported
#   BENCH_MAILS   how many mails are sent
#   BENCH_POPUPS  how many pop-ups are sent
#   BENCH_ROWS    which rows, by default all of: imports night planning reports
#                 mails popups gate verify totp
#   BENCH_QUEUE   how many mails the long queue has, whose memory is measured
#   BENCH_PLANNING, BENCH_GROWTH  how many people are planned for
#   BENCH_REPORT, BENCH_REPORT_GROWTH  how many are reported on
. tests/bench/lib.sh
. tests/bench/planning.sh
. tests/bench/gate.sh
. tests/bench/delivery.sh
. tests/bench/reports.sh

people=${BENCH_PEOPLE:-100000}
lines=${BENCH_LINES:-1000000}
mails=${BENCH_MAILS:-20000}
popups=${BENCH_POPUPS:-20000}
rows=${BENCH_ROWS:-imports night planning reports mails popups gate verify totp}
NODE_PATH=${TWOFOLD%/*}/npm/node_modules
export NODE_PATH
STARTS=10      # of a program, for one figure
CONNECTIONS=8  # for mail and pop-ups, as in the sample
MANY=32        # for mail to a server far away
list=$dir/list.csv       # to import once, for other work
names=$dir/names.csv     # with user names as at real institutions
changed=$dir/changed.csv # the same, one telephone number in a hundred new
peer=$dir/peer.db

# Runs SQLite's shell with Twofold's settings; its statements come in here.
shell()
{
	{
		echo "PRAGMA journal_mode = WAL;"
		echo "PRAGMA synchronous = FULL;"
		echo "PRAGMA temp_store = MEMORY;"
		echo "PRAGMA cache_size = -262144;"
		cat
	} >"$dir/peer.sql"
	timed sqlite3 -bail -csv -separator ';' "$peer" <"$dir/peer.sql"
}

# Both have to hold everybody.
count_lines()
{
	[ "$(sqlite3 "$1" 'SELECT count(*) FROM person')" -eq "$lines" ] ||
		give_up "$1 does not hold $lines people"
}

columns="ref, first, last, email, phone, number, place, place_name, role,
    language, joined"

import_fresh()
{
	rm -rf "$dir/people"
	campaign people
	timed at import "$names"
	count_lines "$db"
}

shell_fresh()
{
	rm -f "$peer"*
	shell <<-END
		CREATE TABLE person ($columns);
		CREATE UNIQUE INDEX person_ref ON person (ref);
		CREATE UNIQUE INDEX person_email ON person (email);
		.import --skip 1 $names person
	END
	count_lines "$peer"
}

import_again()
{
	timed at --json import "$names"
	[ "$(jq .unchanged "$dir/out")" -eq "$lines" ] ||
		give_up "not all were unchanged: $(cat "$dir/out")"
}

# Brings a list into a table that has it: shell_again LIST
shell_again()
{
	shell <<-END
		CREATE TEMP TABLE new ($columns);
		.import --skip 1 ${1:-$names} new
		INSERT INTO person SELECT * FROM new WHERE true
		ON CONFLICT (ref) DO UPDATE SET
		    first = excluded.first, last = excluded.last,
		    email = excluded.email, phone = excluded.phone,
		    number = excluded.number, place = excluded.place,
		    place_name = excluded.place_name, role = excluded.role,
		    language = excluded.language, joined = excluded.joined;
	END
	count_lines "$peer"
}

# Either list after the other has a change in every hundredth line.
import_changed()
{
	if [ "$our_list" = "$changed" ]; then
		our_list=$names
	else
		our_list=$changed
	fi
	timed at --json import "$our_list"
	[ "$(jq .changed "$dir/out")" -eq $((lines / 100)) ] ||
		give_up "one in a hundred has changed: $(cat "$dir/out")"
}

shell_changed()
{
	if [ "$their_list" = "$changed" ]; then
		their_list=$names
	else
		their_list=$changed
	fi
	shell_again "$their_list"
}

python_fresh()
{
	rm -f "$peer"*
	timed "$PYTHON" tests/bench/import.py "$names" "$peer"
	count_lines "$peer"
}

node_fresh()
{
	rm -f "$peer"*
	timed node tests/bench/import.mjs "$names" "$peer"
	count_lines "$peer"
}

bench_imports()
{
	local our_list='' their_list=''

	has imports sqlite3 sqlite3 || return 0
	"$PYTHON" tests/bench/make-roster.py "$lines" 0 >"$names"
	"$PYTHON" tests/bench/make-roster.py "$lines" 1 >"$changed"
	compare "import of $lines people, SQLite's .import" \
	    import_fresh shell_fresh s '<= 0.75'
	compare 'the same file again, temp table and upsert' \
	    import_again shell_again s '<= 0.20'
	row '  its memory at most' "$(peak "$TWOFOLD" -c "$conf" --now "$now" \
	    import "$names") MB" '' '' \
	    '< 100 MB'
	compare 'with one line in a hundred changed' \
	    import_changed shell_changed s '<= 0.40'
	compare "import, Python's csv and sqlite3" \
	    import_fresh python_fresh s ''
	if has_npm imports csv-parse better-sqlite3; then
		compare "import, node's csv-parse and better-sqlite3" \
		    import_fresh node_fresh s ''
	fi
	rm -f "$peer"*
}

# Starts a command several times; $figure is for one: starts COMMAND...
starts()
{
	local all=0 _

	for _ in $(seq "$STARTS"); do
		timed "$@"
		all=$((all + figure))
	done
	figure=$((all / STARTS))
}

quiet_night()
{
	starts at run
}

only_start()
{
	starts "$TWOFOLD" --version
}

# The night before the start of the campaign, when all have been looked at.
bench_night()
{
	campaign night
	timed at import "$list"
	now=2026-07-31T12:00
	timed at run
	compare 'a night with nothing due, "twofold --version"' \
	    quiet_night only_start ms '< 20 ms'
}

# A server that has the answer ready, of the same size, and keeps a log of its
# requests as we do, as cheaply as it can: start_nginx BODY
start_nginx()
{
	cat >"$home/nginx.conf" <<-END
		daemon off;
		worker_processes 2;
		pid $home/nginx.pid;
		error_log stderr;
		events { worker_connections 1024; }
		http {
			access_log $home/access.log combined buffer=64k;
			keepalive_requests 1000000000;
			client_body_temp_path $home/body;
			proxy_temp_path $home/proxy;
			fastcgi_temp_path $home/fastcgi;
			uwsgi_temp_path $home/uwsgi;
			scgi_temp_path $home/scgi;
			server {
				listen 127.0.0.1:$mail_port;
				default_type application/json;
				return 200 '$1\n';
			}
		}
	END
	start "$mail_port" "$home/nginx.log" \
	    nginx -p "$home" -c "$home/nginx.conf" -e stderr
	nginx_pid=$started
}

twofold_codes()
{
	figure=$("$dir/bench_totp" twofold) || give_up 'Twofold refuses a code'
}

liboath_codes()
{
	figure=$("$dir/bench_totp" liboath) || give_up 'liboath refuses a code'
}

bench_totp()
{
	has totp pkg-config pkg-config "${CC:-cc}" gcc || return 0
	if ! pkg-config --exists liboath; then
		echo 'totp: left out, liboath is not there (package liboath-dev)'
		return 0
	fi
	# shellcheck disable=SC2046 # words are wanted
	timed "${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Ilib -O2 \
	    -o "$dir/bench_totp" tests/bench/bench_totp.c \
	    "${TWOFOLD%/*}/libtwofold.a" \
	    $(pkg-config --cflags --libs liboath libcrypto)
	compare 'TOTP, right codes of a step ago a second, liboath' \
	    twofold_codes liboath_codes /s '>= 1.2'
}

"$PYTHON" tests/bench/make-roster.py "$people" >"$list"
row 'work, peer' Twofold peer ratio goal
for name in $rows; do
	"bench_$name"
done
[ "$failures" -eq 0 ]
