#!/bin/bash
# The nights of a campaign: who gets what, when, and what happens when servers
# refuse, ask for a password, or are not there.
. tests/e2e/lib.sh

# What has been sent: "STAGE CHANNEL COUNT", a line for each.
sent()
{
	sql "SELECT stage, channel, count(*) FROM message
	    WHERE state = 'sent' GROUP BY 1, 2 ORDER BY 1, 2" | tr '|\n' ' ;'
}

# What a day's plan says, and what its run did: STAGE CHANNEL COUNT.
foreseen()
{
	at --json plan | jq -r '.days[] | "\(.stage) \(.channel) \(.messages)"'
}

# Those of which a log or a folder says that they got mail.
receivers()
{
	cut -f 3 "$home/mail.log" | grep -o '[a-z0-9]*@example.nl'
}

# A campaign with the clock moved.
campaign nights
{
	people 1 20
	people 21 23 beheerder | tail -n +2
} >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
start_mail
start_host

now=2026-07-31T12:00
exits 0 'a run before the start' at run
is 'sends nothing' "$(mails) $(popups)" '0 0'
now=2026-08-01T09:00 # a Saturday
exits 0 'a run on the first day, a Saturday' at run
is 'shows pop-ups; mail waits for a working day' "$(mails) $(popups)" '0 3'
now=2026-08-03T07:59
exits 0 'a run before the sending hours of Monday' at run
is 'waits too' "$(mails) $(popups)" '0 3'
now=2026-08-03T08:00
exits 0 'a run at eight' at run
is 'sends both' "$(sent)" 'announce-admin email 3;announce-admin popup 3;'
is 'to the administrators' "$(receivers | sort | tr '\n' ' ')" \
    'p0021@example.nl p0022@example.nl p0023@example.nl '
exits 0 'a second run' at --json run
is 'sends nothing' "$(jq -c '[.planned, .email.sent, .popup.sent]' "$dir/out")" \
    '[0,0,0]'
is 'to nobody' "$(mails) $(popups)" '3 3'

now=2026-08-09T23:00
exits 0 'a run in the weekend of the announcement' at run
is 'shows workers the pop-up' "$(mails) $(popups)" '3 23'
now=2026-08-10T18:00
exits 0 'a first run on Monday, after the sending hours' at run
is 'leaves the mail to the next day' "$(popups) $(mails)" '23 3'
now=2026-08-11T07:59
at run >"$dir/out" 2>&1
is 'until eight' "$(mails)" 3
now=2026-08-11T17:59
exits 0 'a run in the last minute of the sending hours' at run
is 'brings mail to every worker' "$(mails)" 23
is 'and to each of them once' "$(receivers | sort | uniq -d)" ''

# Nights that were missed lead to one reminder only.
now=2026-10-02T09:00
foreseen >"$dir/foreseen"
exits 0 'a run on a day with reminders' at run
sql "SELECT stage, channel, count(*) FROM message WHERE state = 'sent'
    AND stage = 'reminder' GROUP BY 1, 2 ORDER BY 1, 2" |
    tr '|' ' ' >"$dir/happened"
is 'sends what the plan said' "$(sort "$dir/happened")" \
    "$(sort "$dir/foreseen")"
is 'which is a mail and a pop-up for each' "$(mails) $(popups)" '46 46'
now=2026-11-27T09:00
at --json plan --until 2026-12-02 >"$dir/plan"
exits 0 'runs on the last days' at run
for day in 2026-11-28 2026-11-29 2026-11-30 2026-12-01 2026-12-02; do
	now=${day}T09:00
	at run >>"$dir/out" 2>&1
done
is 'send in all what the plan said' \
    "$(sql "SELECT stage, channel, count(*) FROM message
	WHERE state = 'sent' AND step_at >= unixepoch('2026-11-16')
	GROUP BY 1, 2 ORDER BY 1, 2")" \
    "$(jq -r '[.days[]] | group_by([.stage, .channel])[] |
	"\(.[0].stage)|\(.[0].channel)|\(map(.messages) | add)"' "$dir/plan")"
is 'every pop-up was signed well' \
    "$(jq -r .user "$home/popups.jsonl" | wc -l)" \
    "$(sql "SELECT count(*) FROM message
	WHERE channel = 'popup' AND state = 'sent'")"
is 'no mail has a mistake' \
    "$("$PYTHON" tests/e2e/letters.py "$home/mail" "$base/e/")" ''
is 'no Message-ID came twice' "$(cut -f 2 "$home/mail.log" | sort | uniq -d)" ''
is 'no pop-up came twice' \
    "$(jq -r .webhook_id "$home/popups.jsonl" | sort | uniq -d)" ''
exits 0 'the events are whole' at audit
stop "$mail_pid"

# A mailbox that is busy.
campaign busy
people 1 3 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
start_host
start_mail --later rehearsal@medplan.example.nl
now=2026-08-10T09:00
exits 75 'a run to a mailbox that is busy' at run
is 'brings the rest' "$(mails)" 2
now=2026-08-10T09:01
exits 0 'a run at once after it' at run
is 'does not try again yet' "$(mails)" 2
now=2026-08-10T10:00
exits 0 'a run an hour later' at run
is 'brings the last one' "$(mails)" 3
at run >"$dir/out" 2>&1
is 'once' "$(cut -f 2 "$home/mail.log" | sort -u | wc -l) $(mails)" '3 3'
stop "$mail_pid"

# A mailbox that is not there; only in a real campaign mail goes to each.
campaign gone
live
people 1 4 >"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
start_host
start_mail --refuse p0002@example.nl
exits 0 'a run with an address that is refused' tf run
is 'brings the rest' "$(receivers | sort | tr '\n' ' ')" \
    'p0001@example.nl p0003@example.nl p0004@example.nl '
like 'and says why' "$(cat "$dir/err")" '550 5\.1\.1 No such mailbox'
is 'one is unreachable' \
    "$(sql 'SELECT ref FROM person WHERE unreachable_at > 0')" p0002
stop "$mail_pid"
start_mail
sql 'UPDATE message SET next_try_at = 1 WHERE next_try_at > 0'
exits 0 'the next run' tf run
is 'does not try again' "$(mails)" 3
stop "$mail_pid"

# A host app that says that it is gone (410): one word is enough for all.
campaign closed
people 1 6 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
start_mail
start "$host_port" "$dir/gone.out" "$PYTHON" -c '
import http.server, sys
class Gone(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_error(410)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Gone).serve_forever()
' "$host_port"
now=2026-08-10T09:00
exits 69 'a run to a host app that is gone' at run
like '... says so' "$(cat "$dir/err")" 'popup: HTTP 410.*the rest waits'
is '... keeps every pop-up' \
    "$(sql "SELECT state, count(*) FROM message WHERE channel = 'popup'
    GROUP BY 1")" 'planned|6'
stop "$started"
start_host
now=2026-08-10T09:20
exits 0 'a run when it is back' at run
is 'brings them' "$(popups)" 6
stop "$mail_pid"

# A server with STARTTLS and a password.
campaign sealed
people 1 5 >"$home/people.csv"
now=2026-08-10T09:00
at import "$home/people.csv" >"$dir/out" 2>&1
start_host
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$home/tls.key" \
    -out "$home/tls.crt" 2>"$dir/openssl"
sed -i 's|smtp://127.0.0.1|smtp://localhost|' "$conf"
setting mail tls '"starttls"'
setting mail user '"twofold"'
setting mail password_file '"mail.password"'
(umask 077 && echo wrong-one >"$home/mail.password")

says_down()
{
	exits 69 "a run with $1" at run
	like '... says so' "$(cat "$dir/err")" "$2"
	is '... and brings nothing' "$(mails)" 0
}

says_down 'no server at all' 'email: .*[Cc]onnect'
start_mail --tls "$home/tls.crt" "$home/tls.key" --auth twofold:open-sesame
now=2026-08-10T09:20
says_down 'a certificate of nobody known' 'email: .*certificate'
setting mail ca_file '"tls.crt"'
now=2026-08-10T09:40
says_down 'a wrong password' 'email: .*(535|[Aa]uthentic|password|[Ll]ogin)'
is 'the password is not told' "$(grep -c wrong-one "$dir/err")" 0
(umask 077 && echo open-sesame >"$home/mail.password")
now=2026-08-10T10:00
exits 0 'a run when all is right' at run
is 'brings everything' "$(mails) $(receivers | sort -u | wc -l)" '5 5'
chmod 644 "$home/mail.password"
exits 78 'a password that others can read' at run
like 'is refused' "$(cat "$dir/err")" 'mail\.password: others can read'
chmod 600 "$home/mail.password"
stop "$mail_pid"
start_mail # without TLS, as if somebody had cut it out
people 6 10 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
exits 69 'a server that lost its STARTTLS' at run
is 'gets no mail' "$(mails)" 5
finish
