# shellcheck shell=bash disable=SC2034,SC2154 # run.sh and lib.sh set what is used
# How fast the host apps' calls are answered, for tests/bench/run.sh: the gate
# for random people, quiet and while somebody else commits; codes.

asked=${BENCH_GATE:-1000000} # people
SECONDS_OF_CALLS=4           # for one figure
WARM=${BENCH_WARM:-20}       # seconds until the people asked about are in memory
COMMITS=200                  # a second, of another process
LOGINS=600000                # people with a code, more than answer in all

# Calls a server for some seconds: calls PORT [SECONDS]
calls()
{
	timed wrk -t1 -c64 -d"${2:-$SECONDS_OF_CALLS}" \
	    -s tests/bench/gate.lua "http://127.0.0.1:$1" -- \
	    "127.0.0.1:$1" "$host_key" "$asked"
	read -r _ figure p99 errors < <(grep '^figures' "$dir/out")
	[ "$errors" -eq 0 ] || give_up "$errors calls went wrong on port $1"
}

twofold_gate()
{
	calls "$web_port"
	ours_p99+=("$p99")
}

nginx_gate()
{
	calls "$mail_port"
	theirs_p99+=("$p99")
}

# The gate while another process commits, so many times a second.
busy_gate()
{
	local other

	"$PYTHON" tests/bench/commits.py "$db" "$COMMITS" \
	    "$SECONDS_OF_CALLS" >"$dir/commits" &
	other=$!
	calls "$web_port"
	wait "$other" || give_up 'nobody else could commit'
	commits+=("$(cat "$dir/commits")")
	ours_p99+=("$p99")
}

bench_gate()
{
	local ours_p99=() theirs_p99=() commits=()

	has gate wrk wrk nginx nginx-light curl curl || return 0
	"$PYTHON" tests/bench/make-roster.py "$asked" >"$dir/asked.csv"
	campaign gate
	timed at import "$dir/asked.csv"
	host_key=$(at key host bench 2>"$dir/err") || give_up 'no host key'
	start_pages
	timed curl -fsS -H "Authorization: Bearer $host_key" \
	    "$base/v1/gate?user=p0000001"
	start_nginx "$(cat "$dir/out")"
	calls "$web_port" "$WARM"
	compare 'gate, answers a second, nginx "return 200"' \
	    twofold_gate nginx_gate /s '>= 0.7'
	row '  the slowest of a hundred (p99)' "$(median "${ours_p99[@]}") ms" \
	    "$(median "${theirs_p99[@]}") ms" '' ''
	ours_p99=()
	compare "gate, another commits $COMMITS a second, quiet" \
	    busy_gate twofold_gate /s '>= 0.8'
	row '  commits of the other one' "$(median "${commits[@]}") /s" '' '' ''
	stop "$serve_pid"
	stop "$nginx_pid"
}

# Codes of as many people, each right once: a call with one ends with a commit
# that is on the disk.
twofold_verify()
{
	local sent

	timed wrk -t1 -c16 -d"$SECONDS_OF_CALLS" -s tests/bench/verify.lua \
	    "$base" -- "127.0.0.1:$web_port" "$host_key" "$dir/logins"
	read -r _ figure p99 errors sent < <(grep '^figures' "$dir/out")
	# The next round is for the rest of them.
	sed -i "1,${sent}d" "$dir/logins"
	[ -s "$dir/logins" ] || give_up 'too few people have a code'
	[ "$errors" -eq 0 ] || give_up "$errors codes were not accepted"
	ours_p99+=("$p99")
}

bare_commits()
{
	timed "$PYTHON" tests/bench/commits.py "$home/bare.db" 1000000 \
	    "$SECONDS_OF_CALLS"
	figure=$(cat "$dir/out")
}

bench_verify()
{
	local ours_p99=()

	has verify wrk wrk pkg-config pkg-config "${CC:-cc}" gcc || return 0
	# shellcheck disable=SC2046 # words are wanted
	timed "${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Ilib -O2 \
	    -o "$dir/logins_of" tests/bench/logins.c \
	    "${TWOFOLD%/*}/libtwofold.a" -lcsv -lpthread \
	    $(pkg-config --libs libcurl sqlite3 openssl libqrencode \
		libconfuse jansson libmicrohttpd libxxhash)
	campaign verify
	"$PYTHON" tests/bench/make-roster.py "$LOGINS" >"$home/list.csv"
	timed at import "$home/list.csv"
	host_key=$(at key host bench 2>"$dir/err") || give_up 'no host key'
	"$dir/logins_of" "$db" "$home/twofold.key" \
	    "$(TZ=Europe/Amsterdam date -d "$now" +%s)" >"$dir/logins" ||
		give_up 'nobody gets a code'
	start_pages
	compare 'codes a second, commits of a bare loop' \
	    twofold_verify bare_commits /s '>= 0.8'
	row '  the slowest of a hundred (p99)' \
	    "$(median "${ours_p99[@]}") ms" '' '' ''
	stop "$serve_pid"
}
