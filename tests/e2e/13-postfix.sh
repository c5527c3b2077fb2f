#!/bin/bash
# A real mail server: Postfix, which asks for TLS and a password, delivers to
# mailboxes, and sends back what it cannot deliver.
. tests/e2e/lib.sh

if [ "$(id -u)" -ne 0 ] || ! command -v postfix >/dev/null; then
	echo 'ok - # skip: it needs root, and Postfix'
	exit 0
fi

campaign postfix
live
people 1 6 >"$home/people.csv"
people 7 8 | tail -n +2 | sed 's/@example/@nobody.example/' \
    >>"$home/people.csv"
tf import "$home/people.csv" >"$dir/out" 2>&1
start_host
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:::1 -keyout "$home/tls.key" \
    -out "$home/tls.crt" 2>"$dir/openssl"

# An instance of its own, in a folder of its own.
post=$dir/post
mkdir -p "$post/etc" "$post/queue" "$post/data" "$post/mail" "$post/etc/sasl"
chmod 755 "$dir" "$post"
chown postfix "$post/data" "$post/mail"
cat >"$post/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $post/queue
data_directory = $post/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = $post/log
maillog_file_prefixes = $dir
myhostname = mail.example.nl
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1, ::1
inet_protocols = all
recipient_delimiter = +
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_tls_cert_file = $home/tls.crt
smtpd_tls_key_file = $home/tls.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_reject_unlisted_recipient = no
cyrus_sasl_config_path = $post/etc/sasl
virtual_mailbox_domains = example.nl, nobody.example.nl, medplan.example.nl
virtual_mailbox_base = $post/mail
virtual_mailbox_maps = texthash:$post/etc/boxes
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
END
{
	for i in 1 2 3 4 5 6; do
		echo "p000$i@example.nl p000$i/"
	done
	for i in 11 12 13; do
		echo "p00$i@example.nl p00$i/"
	done
	echo 'bounces@medplan.example.nl bounces/'
} >"$post/etc/boxes"
read -r second < <(free_ports 1)
cat >"$post/etc/master.cf" <<END
127.0.0.1:$mail_port inet n - n - - smtpd
[::1]:$second inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes -o smtpd_sasl_path=old
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
retry unix - - n - - error
error unix - - n - - error
END
cat >"$post/etc/sasl/smtpd.conf" <<END
pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN
sasldb_path: $post/etc/sasl/users
END
sed 's/^mech_list.*/mech_list: LOGIN/' "$post/etc/sasl/smtpd.conf" \
    >"$post/etc/sasl/old.conf"
echo open-sesame |
    saslpasswd2 -p -c -f "$post/etc/sasl/users" -u mail.example.nl twofold
chown postfix "$post/etc/sasl/users"
postfix -c "$post/etc" check >"$dir/out" 2>&1
start "$mail_port" "$post/out" \
    "$(postconf -h daemon_directory)/master" -c "$post/etc" -d

# Waits until the mailboxes hold so many: delivered COUNT BOX
# shellcheck disable=SC2317 # "ok" calls it
delivered()
{
	local _

	for _ in $(seq 100); do
		[ "$(find "$post/mail" -path "*/$2/new/*" | wc -l)" -lt "$1" ] || return 0
		sleep 0.1
	done
	tail -n 20 "$post/log" "$post/out" >&2
	return 1
}

# The deadline goes along as an appointment.
setting 'stage "announce"' appointment '"deadline"'
setting mail server "\"smtp://localhost:$mail_port\""
setting mail tls '"starttls"'
setting mail user '"twofold@mail.example.nl"'
setting mail password_file '"mail.password"'
setting mail ca_file '"tls.crt"'
setting mail bounces '"bounces@medplan.example.nl"'
(umask 077 && echo wrong >"$home/mail.password")
exits 69 'a check of the servers, with a wrong password' tf check --connect
like 'says so' "$(cat "$dir/err")" 'smtp://localhost.*535'
(umask 077 && echo open-sesame >"$home/mail.password")
exits 0 'a check with the right one' tf check --connect
like 'names the server' "$(cat "$dir/out")" 'smtp://localhost'

exits 0 'a run by STARTTLS, with a password' tf run
ok 'brings every mail' delivered 6 'p*'
mkdir "$dir/eml"
for box in "$post"/mail/p*/new/*; do
	# Before the mail stands what the server adds.
	sed -n '/^Date:/,$p' "$box" | sed 's/$/\r/' \
	    >"$dir/eml/$(basename "$box").eml"
done
is 'no mail has a mistake' \
    "$("$PYTHON" tests/e2e/letters.py "$dir/eml" "$base/e/" "$dir/days")" ''
is 'each brings the deadline for the calendar, under a name of its own' \
    "$(cut -d ' ' -f 1 "$dir/days" | sort -u | wc -l) $(cut -d ' ' -f 2 \
    "$dir/days" | sort -u)" \
    "6 $(TZ=Europe/Amsterdam date -d '+120 days' +%F)"
# One of them saw whether it is there, two were checks.
is 'over as many connections as there are' \
    "$(grep -c ' connect from ' "$post/log")" $((8 + 3))
like 'sealed' "$(cat "$post/log")" 'sasl_method=(PLAIN|LOGIN)'

# What came back, as the mail server reports it.
ok 'two mails come back' delivered 2 bounces
for report in "$post"/mail/bounces/new/*; do
	exits 0 'the report is taken in' tf bounce <"$report"
done
is 'their people are unreachable' \
    "$(sql 'SELECT ref FROM person WHERE unreachable_at > 0 ORDER BY 1' |
	tr '\n' ' ')" 'p0007 p0008 '
is '... with the word of the server' \
    "$(sql "SELECT count(*) FROM message WHERE bounce = 'hard'
	AND detail LIKE '5.1.1 %nobody%'")" 2
sed 's/bounces+\([0-9]*\)-../bounces+\1-zz/' "$report" >"$dir/forged"
exits 65 'a report with a tag that is not ours' tf bounce <"$dir/forged"
is 'changes nothing' \
    "$(sql "SELECT count(*) FROM event WHERE kind = 'bounced'")" 2

# A server of another kind: IPv6, TLS from the first byte, only AUTH LOGIN.
setting mail server "\"smtps://[::1]:$second\""
setting mail tls '"implicit"'
people 11 13 >"$home/more.csv"
tf import "$home/more.csv" >"$dir/out" 2>&1
exits 0 'a run over IPv6, to a server that knows only AUTH LOGIN' tf run
ok 'brings every mail' delivered 3 'p001[123]'
like 'by that address' "$(cat "$post/log")" ' connect from .*\[::1\]'
is 'with that mechanism, as often as there are mails' \
    "$(grep -c 'client=.*\[::1\], sasl_method=LOGIN' "$post/log")" 3
finish
