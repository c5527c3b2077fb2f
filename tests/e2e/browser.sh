# shellcheck shell=bash disable=SC2034,SC2154 # the scripts use what is set here
# A visitor and a host app, for scenarios that have sourced lib.sh, made a
# campaign and put the host app's API key into $key.
declare -A jar=()
cookie=

# Asks for a page; the status is in $status, the rest in $dir/head and
# $dir/body: ask PATH [CURL-OPTION ...]
ask()
{
	local path=$1
	shift

	status=$(curl -sS -D "$dir/head" -o "$dir/body" -w '%{http_code}' \
	    -H 'Accept-Language: nl' ${cookie:+-H "Cookie: $cookie"} \
	    "$@" "$base$path")
}

# The same as a form: post PATH [FIELD=VALUE ...]
post()
{
	local path=$1 field options=()
	shift

	for field; do
		options+=(--data-urlencode "$field")
	done
	[ $# -gt 0 ] || options=(-d '')
	ask "$path" -H "Origin: ${origin:-$base}" "${options[@]}"
}

# The same of a host app: call PATH [JSON]
call()
{
	ask "$1" -H "Authorization: Bearer $key" \
	    ${2:+-H 'Content-Type: application/json' -d "$2"}
}

header()
{
	sed -n "s/^$1: //Ip" "$dir/head" | tr -d '\r'
}

# Keeps the cookies of an answer, as a browser does.
take_cookies()
{
	local line

	while read -r line; do
		jar[${line%%=*}]=${line%%;*}
		[[ $line != *Max-Age=0* ]] || unset "jar[${line%%=*}]"
	done < <(header Set-Cookie)
	cookie=$(IFS=';' && echo "${jar[*]}")
}

# As another browser, which has no cookies.
another()
{
	jar=()
	cookie=
}

csrf()
{
	sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$dir/body" | head -n 1
}

link_of()
{
	at link "$1" 2>"$dir/err" | sed "s|^$base||"
}

identifier_of()
{
	sql "SELECT identifier FROM person WHERE ref = '$1'"
}

code_at()
{
	local moment

	moment=$(TZ=UTC date -d "TZ=\"Europe/Amsterdam\" $2" '+%F %T UTC')
	oathtool --totp --base32 --now "$moment" - <<<"$1"
}

# Goes by the pages from a link or ticket up to the key: $secret is known then.
reach_key()
{
	local user=$1 path=$2

	another
	post "$path"
	take_cookies
	if [ "$(header Location)" = /enrol/proof ]; then
		ask /enrol/proof
		post /enrol/proof "csrf=$(csrf)" \
		    "identifier=$(identifier_of "$user")"
		take_cookies
	fi
	ask /enrol/key
	secret=$(grep -o 'secret=[A-Z2-7]*' "$dir/body" | head -n 1 | cut -c 8-)
}

# ... and up to the recovery codes.
enrol()
{
	reach_key "$1" "$2"
	ask /enrol/code
	post /enrol/code "csrf=$(csrf)" "code=$(code_at "$secret" "$now")"
}
