#!/bin/bash
# Runs the unit tests given as arguments, then every script of tests/, and ends
# with the line "N passed, N failed".  A script prints "ok - ..." or "not ok -
# ..." for each thing that it tried, and ends with 0 when all went well.
set -u

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0
failed=0

# How many lines of the log match: count PATTERN
count()
{
	grep -c "$1" "$log"
}

# Runs a test; shows what it printed: all of it when something failed.
try()
{
	local kind=$1 name=$2 good bad status=0
	shift 2

	"$@" >"$log" 2>&1 </dev/null || status=$?
	if [ "$kind" = unit ]; then
		good=$(count '^\[       OK \]')
		bad=$(count '^\[  FAILED  \] [a-z_]* *test\|^\[  FAILED  \] [a-z0-9_]*$')
	else
		good=$(count '^ok ')
		bad=$(count '^not ok ')
	fi
	if [ $status -ne 0 ] || [ "$good" -eq 0 ]; then
		[ "$bad" -gt 0 ] || bad=1
		cat "$log"
		printf '%-28s FAILED (status %d)\n' "$name" "$status"
	else
		printf '%-28s %4d ok\n' "$name" "$good"
	fi
	[ $status -ne 0 ] || [ "$bad" -eq 0 ] || bad=0
	passed=$((passed + good))
	failed=$((failed + bad))
}

for unit; do
	try unit "$(basename "$unit")" "$unit"
done
printf '[==========] %d unit tests run.\n[  PASSED  ] %d test(s).\n' \
    $((passed + failed)) "$passed"
for script in tests/*.sh tests/e2e/[0-9]*.sh tests/web/[0-9]*.sh; do
	if [ -e "$script" ] && [ "$script" != tests/run.sh ]; then
		try script "${script#tests/}" bash "$script"
	fi
done

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
