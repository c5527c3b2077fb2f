#!/bin/bash
# People enrol in a real browser: on a computer, a phone, and in the dark.
. tests/e2e/lib.sh

if ! command -v chromedriver >/dev/null; then
	fail 'chromedriver is there' 'run "make test-deps"'
	finish
fi
campaign web
live
people 1 3 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
start_mail --log "$home/mail.log"
start_host
exits 0 'the mails go out' tf run
start_pages

# The link in the mail that somebody got.
link_in_mail()
{
	"$PYTHON" - "$home/mail" "$1" "$base/e/" <<'END'
import email
import email.policy
import pathlib
import re
import sys

for path in pathlib.Path(sys.argv[1]).glob("*.eml"):
    mail = email.message_from_bytes(path.read_bytes(),
                                    policy=email.policy.default)
    if sys.argv[2] in mail["To"]:
        text = mail.get_body(("plain",)).get_content()
        print(re.search(re.escape(sys.argv[3]) + r"[\w-]+", text)[0])
END
}

# Somebody enrols: enrols REF NAME [OPTION ...]
enrols()
{
	local ref=$1 name=$2 code=0
	shift 2

	exits 0 "$name: before it the gate lets in for now" tf --json gate "$ref"
	is "$name: ... with a nudge" "$(jq -r .decision "$dir/out")" nudge
	"$PYTHON" tests/web/enrol.py "$name" "$(link_in_mail "$ref@")" \
	    "$(sql "SELECT identifier FROM person WHERE ref = '$ref'")" \
	    "$dir" "$@" || code=$?
	[ "$code" -eq 0 ] || fail "$name: all went well" "see above"
	exits 0 "$name: after it the gate" tf --json gate "$ref"
	is "$name: ... allows" "$(jq -r .decision "$dir/out")" allow
}

enrols p0001 'a computer'
enrols p0002 'a phone' --width 360 --height 740
enrols p0003 'in the dark' --dark
exits 0 'the mails about it go out' tf run
is 'each got one' "$(grep -c . "$home/mail.log")" 6
finish
