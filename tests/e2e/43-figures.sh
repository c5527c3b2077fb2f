#!/bin/bash
# A campaign of many kinds of people, of which every figure that a report has, in
# whatever form, is counted once more.
. tests/e2e/lib.sh

campaign figures
setting mail server '"file:mail"'
setting webhook batch 20
printf 'digest {\n\tday = "mon"\n\towners = {"owner@example.nl"}\n}\n' >>"$conf"
sed -i '/^stage "last-weeks"/a\	channels = {"popup", "email", "call"}' "$conf"
{
	people 1 80
	people 81 88 beheerder | tail -n +2
} | awk -F ';' -v OFS=';' 'NR == 1 { print $0, "golf", "tweede factor",
	"tweede factor sinds"; next }
	{ print $0, NR % 7 == 0 ? "pilot" : "",
	    NR % 9 == 0 ? "passkey" : NR % 9 == 1 ? "sms" : "",
	    NR % 9 < 2 ? "2025-11-0" NR % 9 + 1 : "" }' >"$home/people.csv"
start_host

# The moment of the campaign, in Unix seconds.
seconds()
{
	date -d "TZ=\"Europe/Amsterdam\" ${now/T/ }" +%s
}

# Whether every figure is what it has to be: agree LABEL
agree()
{
	at report --format json --out "$home/report.json"
	at report --format csv --out "$home/report.csv"
	like "$1: every figure is recounted" \
	    "$(TZ=Europe/Amsterdam "$PYTHON" tests/e2e/recount.py "$db" \
	    "$home/report.json" "$home/report.csv" "${now%T*}" 2>&1)" \
	    '^[0-9]{3,} figures, 0 mistakes$'
}

now=2026-08-01T09:00
tf --now "$now" key host app >"$home/host.key" 2>/dev/null
at import "$home/people.csv" >"$dir/out" 2>&1
agree 'before it began'
number=2
while read -r day; do
	now=${day}T09:00
	at run >"$dir/run.out" 2>&1 || fail "a run on $day" "$(cat "$dir/run.out")"
	start_pages
	for user in $((number)) $((number + 1)); do
		"$PYTHON" tests/e2e/twice.py enrol "$base" "$home/host.key" \
		    "$(seconds)" "p00$(printf %02d "$user")" ||
			fail "p$user enrols" 'see above'
	done
	[ "$day" != 2026-10-19 ] || "$PYTHON" tests/e2e/twice.py enrol \
	    "$base" "$home/host.key" "$(seconds)" p0083
	stop "$serve_pid"
	number=$((number + 9))
done <<-END
	2026-08-03
	2026-08-10
	2026-09-14
	2026-10-05
	2026-10-19
	2026-11-17
	2026-11-18
END

# What else becomes of people.
at person p0005 --exempt 2026-12-31 --reason 'on leave' >"$dir/out"
at organisation inst-002 --exempt 2026-11-25 --reason 'a move' >"$dir/out"
at person p0014 --snooze 2026-11-20 --reason 'busy' >"$dir/out" 2>&1
for outcome in reached no-answer wrong-number refused; do
	at calls --record p00$((40 + ${#outcome})) "$outcome" >>"$dir/out" 2>&1
done
at person p0011 --reset --reason 'a new computer' >"$dir/out"
people 1 88 | awk -F ';' -v OFS=';' 'NR == 1 || NR % 3 == 1 && NR > 20' \
    >"$home/team.csv"
people 90 90 | tail -n +2 >>"$home/team.csv"
at import --sync --allow-leaving 30 "$home/team.csv" >"$dir/out" 2>&1
sql "UPDATE person SET started_at = invited_at WHERE id % 11 = 1;
    UPDATE person SET opened_at = invited_at WHERE id % 4 = 1;
    UPDATE person SET unreachable_at = invited_at WHERE id % 13 = 5;
    INSERT INTO throttle SELECT id, 'code', 100, 0 FROM person
    WHERE enrolled_at > 0 AND id % 5 = 2;
    UPDATE message SET bounce = 'hard' WHERE channel = 'email'
    AND state = 'sent' AND id % 17 = 3 AND stage NOT LIKE 'weekly%'
    AND changed_at > $(seconds) - 86400;
    UPDATE message SET state = 'failed' WHERE state = 'planned'"
agree 'in the middle of it'
is 'there is something of everything to count' \
    "$(jq -r '[.total | to_entries[] | select(.value == 0) | .key] +
	[.calls | to_entries[] | select(.value == 0) | .key] | join(" ")' \
	"$home/report.json")" 'other'

# The forms that people read have the same figures.
exits 0 'the page' at report --format html --language en --out "$home/r.html"
# A line of the page for each: line NAME LIST, which are of jq.
line()
{
	jq -r "$2"' | [('"$1"'), .population, .enrolled, .population - .enrolled,
	    "\(.percent * 10 | round | "\(. / 10 | floor).\(. % 10)")%",
	    .waiting, .invited, .opened, .started, .exempt, .snoozed,
	    .unreachable, .locked, .left] | join("|")' "$home/report.json" | sort
}
"$PYTHON" tests/e2e/tables.py "$home/r.html" >"$home/r.tables"
is 'the page has those of every institution' \
    "$(sed -n '/^Institution|People|Done|To go|Now/,/^Message/p' \
	"$home/r.tables" | grep '%' | sed 's/|[0-9]*%$//' | sort)" \
    "$(line .name '.organisations[]')"
is '... of every audience and wave' \
    "$(sed -n '/^Group|/,/^Institution/p' "$home/r.tables" | grep '%' | sort)" \
    "$({
	line '{worker: "Workers", admin: "Administrators"}[.key]' \
	    '.audiences | to_entries[] | .value + {key}'
	line 'if .wave == "" then "Without a wave" else .wave end' '.waves[]'
    } | sort)"
is '... of what the messages led to' \
    "$(sed -n '/^Message|By/,/^Second step/p' "$home/r.tables" |
	grep '|[0-9]' | cut -d '|' -f 3- | sort)" \
    "$(jq -r '.stages[] | select(.sent + .failed > 0) | [.sent, .bounced, .failed,
	if .settled > 0 and .followed > 0 then (.settled_followed * 1000 /
	.settled | floor | "\(. / 10 | floor).\(. % 10)%") else "–" end] |
	join("|")' "$home/report.json" | sort)"
is '... by method and by what led to it' \
    "$(sed -n '/^Second step with|/,$p' "$home/r.tables" |
	grep -v '|People$\||How many$' | cut -d '|' -f 2 | sort)" \
    "$(jq -r '(.methods[], .led_by[]).people,
	(.calls[] | select(. > 0))' "$home/report.json" | sort)"
exits 0 'the text' at report
is '... has those of every institution' \
    "$(sed -n '/^organisation /,$p' "$dir/out" | tail -n +2 |
	sed -E 's/ +([0-9]+) +([0-9]+) +([0-9.]+) %.*/|\1|\2|\3/' | sort)" \
    "$(jq -r '.organisations[] | "\(.name)|\(.population)|\(.enrolled)|\(
	.percent * 10 | round | "\(. / 10 | floor).\(. % 10)")"' \
	"$home/report.json" | sort)"
is '... and of the states' \
    "$(sed -n -E 's/^  (waiting|invited|opened|started|enrolled) +([0-9]+)$/\1 \2/p' \
	"$dir/out")" \
    "$(jq -r '.total | to_entries[] | select(.key | IN("waiting", "invited",
	"opened", "started", "enrolled")) | "\(.key) \(.value)"' \
	"$home/report.json")"

# A figure that nobody recounts is a mistake, and so is a wrong one.
jq '.total.more = 1 | .total.left += 1' "$home/report.json" >"$home/wrong.json"
is 'what is new, or wrong, is found' \
    "$(TZ=Europe/Amsterdam "$PYTHON" tests/e2e/recount.py "$db" \
    "$home/wrong.json" "$home/report.csv" "${now%T*}" |
    grep -c 'recounted by nobody\|^.total.left is')" 2
finish
