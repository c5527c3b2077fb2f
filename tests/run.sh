#!/bin/bash
# Runs the unit tests given as arguments, then every script of tests/, as many
# at a time as there are processors, and ends with the line "N passed, N
# failed".  A script prints "ok - ..." or "not ok - ..." for each thing that it
# tried, and ends with 0 when all went well.
set -u

logs=$(mktemp -d)
export logs
trap 'rm -rf "$logs"' EXIT

# Runs a test and adds what it came to to the sums; tells that in a line, and
# shows all that the test printed when something failed: try FILE
try()
{
	local name=${1#tests/} log good bad status=0
	log=$(mktemp -p "$logs")

	if [[ $1 == *.sh ]]; then
		bash "$1" >"$log" 2>&1 </dev/null || status=$?
		good=$(grep -c '^ok ' "$log")
		bad=$(grep -c '^not ok ' "$log")
	else
		name=${1##*/}
		"$1" >"$log" 2>&1 </dev/null || status=$?
		good=$(grep -c '^\[       OK \]' "$log")
		bad=$(grep -c '^\[  FAILED  \] [a-z_]* *test\|^\[  FAILED  \] [a-z0-9_]*$' "$log")
	fi
	if [ $status -eq 0 ] && { [ "$good" -eq 0 ] || [ "$bad" -gt 0 ]; }; then
		status=1
	fi
	[ $status -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	(
		flock 9
		if [ $status -eq 0 ]; then
			printf '%-28s %4d ok\n' "$name" "$good"
		else
			cat "$log"
			printf '%-28s FAILED (status %d)\n' "$name" $status
		fi
		echo "$good $bad" >>"$logs/sums"
	) 9>"$logs/lock"
	rm "$log"
}
export -f try

# Runs tests beside one another: try_all FILE...
try_all()
{
	# shellcheck disable=SC2016 # it is the inner shell that expands
	printf '%s\0' "$@" |
	    xargs -0 -n 1 -P "$(nproc)" bash -c 'set -u; try "$1"' try
}

# The sum of a column: sum COLUMN
sum()
{
	awk -v column="$1" '{ n += $column } END { print n + 0 }' "$logs/sums"
}

try_all "$@"
printf '[==========] %d unit tests run.\n[  PASSED  ] %d test(s).\n' \
    $(($(sum 1) + $(sum 2))) "$(sum 1)"
scripts=()
for script in tests/*.sh tests/e2e/[0-9]*.sh tests/web/[0-9]*.sh; do
	if [ -e "$script" ] && [ "$script" != tests/run.sh ]; then
		scripts+=("$script")
	fi
done
try_all "${scripts[@]}"

echo
echo "$(sum 1) passed, $(sum 2) failed"
[ "$(sum 2)" -eq 0 ] && [ "$(sum 1)" -gt 0 ]
