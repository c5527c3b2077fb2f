#!/bin/bash
# The server as it stands in the world: behind nginx and Caddy as the manual
# has them, and on a socket of systemd.
. tests/e2e/lib.sh

# The paragraph of the manual that begins with such a line: example PATTERN
example()
{
	mandoc -T ascii cmd/twofold.1 | sed 's/.\x08//g' |
	    sed -n "/^ *$1/,/^\$/p" | sed "s|127.0.0.1:8025|127.0.0.1:$web_port|"
}

# A page as seen through the web server, from another address of this machine:
# through PATH [CURL-OPTION ...]
through()
{
	local path=$1
	shift

	curl -sS --interface 127.0.0.2 --cacert "$dir/pem" \
	    --resolve "2fa.example.nl:$tls_port:127.0.0.1" \
	    -o "$dir/body" -w '%{http_code}' "$@" \
	    "https://2fa.example.nl:$tls_port$path"
}

# What holds behind any of them: behind NAME
behind()
{
	local name=$1 i

	is "$name hands on the pages" "$(through /help)" 200
	like '... whole' "$(tail -n 1 "$dir/body")" '</html>'
	is '... and not what is for inside' \
	    "$(through /v1/gate?user=p0001)$(through /metrics)" 404404
	# Caddy is refused by itself when it hands on, and says 502.
	like '... nor a body that is too large' "$(head -c 20000 /dev/zero |
	    tr '\0' a | through / --data-binary @-)" '^(413|502)$'
	# Whoever they say they are, they are one.
	sql 'DELETE FROM guess'
	for i in 1 2 3; do
		through / -H "X-Forwarded-For: 198.51.100.$i, 127.0.0.1" \
		    -H 'Sec-Fetch-Site: same-origin' \
		    -d "code=A2B3-C4D$i" >"$dir/status"
	done
	is 'wrong start codes count for who really sent them' \
	    "$(sql "SELECT group_concat(times) FROM guess
	    WHERE subject <> '*'")" 3
}

campaign serving
setting serve trusted_proxies '{"127.0.0.1"}'
people 1 1 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
start_pages
read -r tls_port plain_port < <(free_ports 2)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
    -subj /CN=2fa.example.nl -addext subjectAltName=DNS:2fa.example.nl \
    -keyout "$dir/key" -out "$dir/pem" 2>"$dir/err"

mkdir "$dir/nginx"
{
	echo "daemon off; pid $dir/nginx/pid; error_log $dir/nginx/log;"
	[ "$(id -u)" -ne 0 ] || echo 'user root;'
	echo 'events {} http {'
	for kind in client_body proxy fastcgi uwsgi scgi; do
		echo "${kind}_temp_path $dir/nginx/$kind;"
	done
	example limit_req_zone | sed -e "s|listen 443|listen $tls_port|" \
	    -e "s|_key /.*;|_key $dir/key;|" -e "s|_certificate /.*;|_certificate $dir/pem;|"
	echo '}'
} >"$dir/nginx.conf"
exits 0 'nginx takes the lines of the manual' nginx -t -c "$dir/nginx.conf"
start "$tls_port" "$dir/nginx/out" nginx -c "$dir/nginx.conf"
behind nginx
stop "$started"

example '{$' | sed -e "s|^ *{\$|{\nadmin off\nhttp_port $plain_port|" \
    -e "s|^ *2fa.example.nl {|2fa.example.nl:$tls_port {\ntls $dir/pem $dir/key|" \
    >"$dir/Caddyfile"
export HOME=$dir XDG_DATA_HOME=$dir XDG_CONFIG_HOME=$dir
exits 0 'Caddy takes those of the manual' caddy validate --adapter caddyfile \
    --config "$dir/Caddyfile"
start "$tls_port" "$dir/caddy.log" caddy run --adapter caddyfile \
    --config "$dir/Caddyfile"
behind Caddy
stop "$started"
stop "$serve_pid"

# A socket of systemd, at another port than that of the configuration.
read -r socket_port < <(free_ports 1)
: >"$home/serve.log"
systemd-socket-activate -l "127.0.0.1:$socket_port" \
    -E "TWOFOLD_DATADIR=$TWOFOLD_DATADIR" "$TWOFOLD" -c "$conf" \
    --now "$now" serve 2>"$home/serve.log" &
activated=$!
pids+=("$activated")
for _ in $(seq 500); do
	grep -q '^Listening' "$home/serve.log" && break
	sleep 0.01
done
is 'who comes first is answered by the server that systemd starts' \
    "$(curl -sS -o "$dir/body" -w '%{http_code}' \
    "http://127.0.0.1:$socket_port/help")" 200
like '... which says where it listens' "$(cat "$home/serve.log")" \
    'listening on the socket of systemd'
is '... and leaves its own port alone' \
    "$(curl -s -o /dev/null -w '%{http_code}' "$base/help")" 000
code=0
stop "$activated" || code=$?
is '... and stops as any' "$code" 0

# The socket outlives the server: who comes in between waits for the next one.
exits 0 'a server that starts anew on the socket turns nobody away' \
    "$PYTHON" tests/e2e/activate.py "$TWOFOLD" -c "$conf" --now "$now" serve
cat "$dir/out"
says 78 'several sockets' 'two sockets are one too many' \
    "$PYTHON" tests/e2e/activate.py --sockets 2 "$TWOFOLD" -c "$conf" serve
says 78 'no socket that listens' 'a file is no socket' \
    "$PYTHON" tests/e2e/activate.py --file "$TWOFOLD" -c "$conf" serve
finish
