# shellcheck shell=bash
# What tests/bench/run.sh measures with: times, turns with a peer, the table.
. tests/e2e/lib.sh

rounds=${ROUNDS:-3}

# What cannot be measured ends it: there would be no figures to trust.
give_up()
{
	echo "bench: $*" >&2
	[ ! -s "$dir/err" ] || tail -n 5 "$dir/err" >&2
	exit 1
}

# The microseconds that a command takes, which has to succeed, in $figure; what
# it prints in $dir/out and $dir/err.
timed()
{
	local from=${EPOCHREALTIME/[.,]/}

	"$@" >"$dir/out" 2>"$dir/err" || give_up "\"$*\" ended with $?"
	figure=$((${EPOCHREALTIME/[.,]/} - from))
}

# Whether a row's tools are there: has ROW COMMAND PACKAGE [COMMAND PACKAGE ...]
has()
{
	local row=$1
	shift

	while [ $# -gt 0 ]; do
		if ! command -v "$1" >/dev/null; then
			echo "$row: left out, $1 is not there (package $2)"
			return 1
		fi
		shift 2
	done
}

# Whether npm's packages are there: has_npm ROW PACKAGE...
has_npm()
{
	local row=$1 package
	shift

	for package; do
		[ ! -d "$NODE_PATH/$package" ] || continue
		echo "$row: left out, $package is not there (make bench-deps)"
		return 1
	done
}

# The most memory that a command had, in MB: peak COMMAND...
peak()
{
	"$PYTHON" - "$@" <<-'END'
		import resource, subprocess, sys
		subprocess.run(sys.argv[1:], check=True,
		               stdout=subprocess.DEVNULL,
		               stderr=subprocess.DEVNULL)
		usage = resource.getrusage(resource.RUSAGE_CHILDREN)
		print(usage.ru_maxrss // 1024)
	END
}

median()
{
	printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

# A row of the table: row WORK TWOFOLD PEER RATIO GOAL
row()
{
	printf '%-45s %13s %13s %8s  %s\n' "$@"
}

# Measures two functions in turns, which leave a figure each in $figure, and
# prints their row; times are in microseconds:
# compare WORK OURS THEIRS UNIT GOAL
compare()
{
	local work=$1 unit=$4 goal=$5 ours=() theirs=() a b _

	for _ in $(seq "$rounds"); do
		"$2"
		ours+=("$figure")
		"$3"
		theirs+=("$figure")
	done
	a=$(median "${ours[@]}")
	b=$(median "${theirs[@]}")
	case $unit in
	s) row "$work" "$(per "$a" 1000000) s" "$(per "$b" 1000000) s" \
	    "$(per "$a" "$b")" "$goal" ;;
	ms) row "$work" "$(per "$a" 1000) ms" "$(per "$b" 1000) ms" \
	    "$(per $((a - b)) 1000) ms" "$goal" ;;
	*) row "$work" "$a $unit" "$b $unit" "$(per "$a" "$b")" "$goal" ;;
	esac
}

per()
{
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}
