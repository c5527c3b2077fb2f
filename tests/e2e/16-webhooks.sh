#!/bin/bash
# The library of Standard Webhooks verifies what a host app gets, also while the
# secret is being changed.
. tests/e2e/lib.sh

NODE_PATH=${TWOFOLD%/*}/npm/node_modules
export NODE_PATH
if ! command -v node >/dev/null || [ ! -d "$NODE_PATH/standardwebhooks" ]; then
	echo 'ok - # skip: node or standardwebhooks is not there; make test-deps'
	exit 0
fi

# A receiver that knows one secret: receive FILE
receive()
{
	start "$host_port" "$home/world.log" \
	    node tests/e2e/webhooks.cjs "$host_port" "$1" "$home/verified"
}

campaign webhooks
live
setting webhook batch 7
meeting=$(TZ=Europe/Amsterdam date -d '+20 days' +%F)
setting 'webinar "questions"' day "\"$meeting\""
setting 'stage "announce"' appointment '"questions"'
# Nothing explains before: the invitation is the first thing to hear.
sed -i -E '/^stage "(webinar|how-to)"/,/^}/d' "$conf"
people 1 24 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
setting mail server "\"file:$home/mail\""
receive "$home/webhook.secret"
exits 0 'a run' tf run
is 'every call is verified' "$(cut -d ' ' -f 1 "$home/verified" | sort -u)" \
    verified
is 'seven people in each' "$(cut -d ' ' -f 3 "$home/verified" | sort |
    uniq -c | tr -s ' \n' ' ')" ' 1 3 3 7 '
stop "$started"

# The new secret stands first, the old one after it: both receivers are served.
old=$home/webhook.secret
cp "$old" "$home/old.secret"
echo "whsec_$(openssl rand -base64 32)" >"$home/new.secret"
cat "$home/new.secret" "$home/old.secret" >"$old"
people 25 27 >"$home/people.csv"
for secret in old new; do
	: >"$home/verified"
	receive "$home/$secret.secret"
	tf import "$home/people.csv" >"$dir/out" 2>&1
	exits 0 "a run while the secret changes, to one who knows the $secret" \
	    tf run
	is 'is verified' "$(cut -d ' ' -f 1,3 "$home/verified")" 'verified 3'
	stop "$started"
	people 28 30 >"$home/people.csv"
done
cat "$home/new.secret" "$home/new.secret" "$home/old.secret" >"$old"
exits 78 'three secrets are refused' tf check

# The figures of the week, beside the pop-ups of the same run.
cp "$home/new.secret" "$old"
setting webhook weekly true
printf 'digest {\n\tday = "%s"\n}\n' \
    "$(TZ=Europe/Amsterdam LC_ALL=C date +%a | tr '[:upper:]' '[:lower:]')" \
    >>"$conf"
people 31 33 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
: >"$home/verified"
exits 69 'a run while the host app is away' tf run
sql "UPDATE message SET next_try_at = next_try_at - 3600
    WHERE state IN ('planned', 'unknown')"
receive "$home/new.secret"
tf report --format json >"$dir/report.json"
exits 0 'and another' tf run
is 'the figures come apart from the pop-ups' \
    "$(cut -d ' ' -f 1,3 "$home/verified" | sort)" \
    $'verified 3\nverified report.weekly'
like '... under an id of the week' "$(grep report.weekly "$home/verified")" \
    ' msg_[0-9a-f]{16}_week1 '
is '... they are those of the report, without the institutions' \
    "$(jq -cS '.data | del(.as_of, .stages, .sent)' "$home/verified.json")" \
    "$(jq -cS 'del(.organisations, .as_of, .stages, .sent)' \
	"$dir/report.json")"
is '... dated when they were written first' \
    "$(jq -r '[.type, .timestamp == .data.as_of] | join(" ")' \
	"$home/verified.json")" 'report.weekly true'
is '... they are no message to anybody' \
    "$(tf --json report | jq '[.stages[].stage] | index("report.weekly")')" null
exits 0 'a run later' tf run
is '... sends them no more' "$(grep -c report.weekly "$home/verified")" 1
sql "UPDATE message SET state = 'failed' WHERE stage = 'report.weekly'"
like 'when they fail, that is listed' "$(tf deliver list)" \
    'report\.weekly +popup'
exits 0 '... and they are tried again' tf deliver retry
exits 0 '... by a run' tf run
is '... under the same id' "$(grep report.weekly "$home/verified" | sort -u |
    wc -l)" 1
is '... once more' "$(grep -c report.weekly "$home/verified")" 2
stop "$started"

# The mails, meanwhile, went to a folder.
is 'mails lie in the folder' "$(mails)" 33
is 'no mail has a mistake' \
    "$("$PYTHON" tests/e2e/letters.py "$home/mail" "$base/e/" "$dir/hours")" \
    ''
like 'each invites to the webinar, at its hour in the zone' \
    "$(cut -d ' ' -f 2 "$dir/hours" | sort | uniq -c)" \
    "^ *33 ${meeting}T14:00:00\+0[12]:00\$"
finish
