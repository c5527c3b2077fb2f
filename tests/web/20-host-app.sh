#!/bin/bash
# The host app of sample-data/host-app in a real browser: the pop-up that came
# by webhook, the way to a code and back, and logins with it.
. tests/e2e/lib.sh

if ! command -v chromedriver >/dev/null; then
	fail 'chromedriver is there' 'run "make test-deps"'
	finish
fi
campaign hostapp
live
people 1 4 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
setting mail server '"file:mail"'
(umask 077; tf key host medplan >"$home/medplan.key" 2>"$dir/err")
host_key=$home/medplan.key
start_host
exits 0 'the pop-ups go out' tf run
start_pages

# Somebody goes on in the browser: goes REF WHAT [OPTION ...]
goes()
{
	local ref=$1 what=$2
	shift 2

	"$PYTHON" tests/web/host_app.py "$what" "$app" "$base" "$ref" \
	    "$(sql "SELECT identifier FROM person WHERE ref = '$ref'")" \
	    "$home/$ref.key" "${PICTURES:-$dir}" "$@" ||
		failures=$((failures + 1))
}

# While there is time, and after the pop-up.
goes p0001 nudged
exits 0 'who sent it away is nudged still' tf --json gate p0001
is '... by the gate' "$(jq -r .decision "$dir/out")" nudge
goes p0002 enrols
exits 0 'who followed it is let in' tf --json gate p0002
is '... by the gate' "$(jq -r .decision "$dir/out")" allow
goes p0002 logs-in --no-scripts

# After the deadline there is one way in.
stop "$serve_pid"
setting campaign start "\"$(TZ=Europe/Amsterdam date -d '-130 days' +%F)\""
setting campaign deadline "\"$(TZ=Europe/Amsterdam date -d '-1 day' +%F)\""
setting campaign grace 0
start_pages
goes p0001 stopped
goes p0003 stopped --no-scripts
is 'each has a code now' "$(sql "SELECT count(*) FROM person
    WHERE method = 'totp'")" 3
is 'and each login took one' "$(sql "SELECT count(*) FROM credential
    WHERE last_step > confirmed_at / 30")" 3
finish
