# shellcheck shell=bash disable=SC2153,SC2154 # run.sh and lib.sh set what is used
# Delivery beside peers: mails into smtp-sink and pop-ups into nginx, both from
# the real queue, every result on disk.  What is planned was planned before.

QUEUE=${BENCH_QUEUE:-200000}
SHORT_QUEUE=2000
GROUP=800 # messages that a run claims and records at a time

# A night's mails; $home/planned.db has them in the queue.
twofold_mails()
{
	rm -f "$db"-*
	cp "$home/planned.db" "$db"
	timed at --json run
	[ "$(jq .email.sent "$dir/out")" -eq "$mails" ] ||
		give_up "not all mails were sent: $(cat "$dir/out")"
	figure=$((mails * 1000000 / figure))
}

source_mails()
{
	timed smtp-source -d -s "$connections" -m "$mails" -l "$mail_size" \
	    -f 2fa@medplan.example.nl -t rehearsal@medplan.example.nl \
	    "127.0.0.1:$mail_port"
	figure=$((mails * 1000000 / figure))
}

node_mails()
{
	timed node tests/bench/nodemailer.cjs "$mail_port" "$connections" \
	    "$mails" "$mail_size"
	figure=$((mails * 1000000 / figure))
}

# Starts a receiver that forgets what it gets: start_sink [OPTION ...]
start_sink()
{
	[ "$(id -u)" -ne 0 ] || set -- -u root "$@"
	start "$mail_port" "$home/sink.log" \
	    smtp-sink "$@" "127.0.0.1:$mail_port" 1000
	sink_pid=$started
}

bench_mails()
{
	has mails smtp-sink postfix smtp-source postfix || return 0
	campaign mails
	setting 'stage "announce"' channels '{"email"}'
	setting mail connections "$CONNECTIONS"
	"$PYTHON" tests/bench/make-roster.py "$mails" >"$home/list.csv"
	timed at import "$home/list.csv"
	now=2026-08-10T07:00 # the day of the announcement, before mail may go
	timed at run
	cp "$db" "$home/planned.db"
	now=2026-08-10T09:00

	# A first time with the mails kept, to know their size, and how many
	# connections they take; one of them asks whether the sink is there.
	start_sink -v -D "$home/kept"
	twofold_mails
	stop "$sink_pid"
	row 'connections opened, and how many there may be' \
	    "$(($(grep -c 'connect ' "$home/sink.log") - 1))" "$CONNECTIONS" \
	    '' '='
	[ "$(grep -c '^X-Mail-Args' "$home/kept")" -eq "$mails" ] ||
		give_up 'not all mails were received'
	mail_size=$(($(wc -c <"$home/kept") / mails))
	rm "$home/kept"

	start_sink
	for connections in $CONNECTIONS $MANY; do
		setting mail connections "$connections"
		compare "mails/s of $mail_size B, $connections, smtp-source" \
		    twofold_mails source_mails /s '>= 0.63'
		if has_npm mails nodemailer; then
			compare "  nodemailer's pool" \
			    twofold_mails node_mails /s '>= 4'
		fi
	done
	bench_rendering
	bench_queue
	stop "$sink_pid"
}

# Writing mails and nothing else, and its share of a mail on its way.
bench_rendering()
{
	local whole

	setting mail connections "$CONNECTIONS"
	twofold_mails
	whole=$figure
	# shellcheck disable=SC2046 # words are wanted
	timed "${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Ilib -O2 \
	    -o "$dir/bench_render" tests/bench/bench_render.c \
	    "${TWOFOLD%/*}/libtwofold.a" -lcsv $(pkg-config --libs \
	    libcurl sqlite3 openssl jansson libconfuse libxxhash) -lm -lpthread
	timed "$dir/bench_render" "$conf" "$TWOFOLD_DATADIR" "$mails"
	figure=$(<"$dir/out")
	row 'rendering alone, and its share of delivery' "$figure /s" \
	    "$whole /s" "$(per "$whole" "$figure")" ''
}

# What a run needs at most for a queue of so many mails: queue_peak MAILS
queue_peak()
{
	campaign "queue$1"
	setting 'stage "announce"' channels '{"email"}'
	setting mail server "\"smtp://127.0.0.1:$sink_port\""
	setting mail connections "$MANY"
	"$PYTHON" tests/bench/make-roster.py "$1" >"$home/list.csv"
	timed at import "$home/list.csv"
	now=2026-08-10T07:00
	timed at run
	now=2026-08-10T09:00
	figure=$(peak "$TWOFOLD" -c "$conf" --now "$now" run)
	[ "$(sql "SELECT count(*) FROM message WHERE state = 'sent'")" -eq "$1" ] ||
		give_up "not all of $1 mails were sent"
	rm -rf "$home"
}

bench_queue()
{
	local sink_port=$mail_port short

	queue_peak "$SHORT_QUEUE"
	short=$figure
	queue_peak "$QUEUE"
	row "memory for $QUEUE mails, for $SHORT_QUEUE" "$figure MB" \
	    "$short MB" "$(per "$figure" "$short")" '1.0'
}

# A day's pop-ups, the same way.
twofold_popups()
{
	rm -f "$db"-*
	cp "$home/planned.db" "$db"
	timed at --json run
	[ "$(jq .popup.sent "$dir/out")" -eq "$popups" ] ||
		give_up "not all pop-ups were sent: $(cat "$dir/out")"
	figure=$((popups * 1000000 / figure))
}

undici_popups()
{
	timed node tests/bench/undici.cjs "$host_port" "$CONNECTIONS" "$popups"
	figure=$((popups * 1000000 / figure))
}

# What bounds them: the queue, on the disk.
queue_alone()
{
	rm -f "$dir/queue.db"*
	cp "$home/planned.db" "$dir/queue.db"
	timed "$PYTHON" tests/bench/queue.py "$dir/queue.db" "$GROUP"
	figure=$(cat "$dir/out")
}

bench_popups()
{
	local batch

	has popups nginx nginx-light || return 0
	has_npm popups undici || return 0
	campaign popups
	setting 'stage "announce"' channels '{"popup"}'
	setting webhook connections "$CONNECTIONS"
	"$PYTHON" tests/bench/make-roster.py "$popups" >"$home/list.csv"
	timed at import "$home/list.csv"
	setting webhook batch 1
	now=2026-08-10T08:30 # nobody is there to take them, so they wait
	at run >"$dir/out" 2>"$dir/err"
	cp "$db" "$home/planned.db"
	now=2026-08-10T09:00
	mail_port=$host_port
	start_nginx '{}'
	for batch in 1 100; do
		setting webhook batch "$batch"
		compare "pop-ups/s, $batch a call, undici (1 a call)" \
		    twofold_popups undici_popups /s '>= 1.7'
	done
	compare '  the queue in the database, with no calls' \
	    twofold_popups queue_alone /s ''
	stop "$nginx_pid"
}
