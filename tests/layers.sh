#!/bin/sh
# Holds the #include lines of lib/ and cmd/ to the layers of the design: which
# folder may see which, and which file may see which library.
#
# usage: tests/layers.sh [ROOT]
# Prints a line "ok" or "not ok" for each rule; exits 1 when one is broken.

cd "${1:-$(dirname "$0")/..}" || exit 1

# FILE:INCLUDED for every include line; system headers keep their brackets.
all=$(grep -rn --include='*.[ch]' '^[[:space:]]*#[[:space:]]*include' \
	lib cmd | sed -n \
	-e 's/^\([^:]*\):[0-9]*:[^"<]*"\([^"]*\)".*/\1 \2/p' \
	-e 's/^\([^:]*\):[0-9]*:[^"<]*\(<[^>]*>\).*/\1 \2/p')
failed=0

# The rule, and the lines that break it.
tell()
{
	if [ -z "$2" ]; then
		echo "ok - $1"
	else
		echo "not ok - $1"
		echo "$2" | sed 's/^\([^ ]*\) /\1 includes /; s/^/#   /'
		failed=1
	fi
}

# folder NAME ALLOWED...: what files of lib/NAME may include of the project.
folder()
{
	name=$1
	shift
	tell "lib/$name sees only itself and: ${*:-nothing}" "$(echo "$all" |
		awk -v own="$name" -v allowed="$*" '
		BEGIN {
			n = split(allowed, list, " ")
			for (i = 1; i <= n; i++)
				may[list[i]] = 1
			may[own] = 1
		}
		index($1, "lib/" own "/") == 1 && $2 !~ /^</ {
			split($2, part, "/")
			if (!(part[1] in may))
				print
		}')"
}

# library HEADERS FILES: who may include a library's headers; both are regular
# expressions.
library()
{
	tell "$3" "$(echo "$all" | awk -v header="$1" -v files="$2" '
		$2 ~ "^<(" header ")" && $1 !~ "^(" files ")$" { print }')"
}

folder base
folder config base model.h
folder db base
folder store base model.h config db
folder roster base model.h config db store
folder schedule base model.h config db store
folder render base model.h config db store
folder deliver base model.h config db store
folder otp base model.h config db store
folder enrol base model.h config db store schedule otp
folder web base model.h config db store schedule render otp enrol
folder report base model.h config db store

tell 'lib/model.[ch] sees only base' "$(echo "$all" | awk '
	$1 ~ "^lib/model[.]" && $2 !~ /^</ &&
	    $2 != "model.h" && $2 !~ "^base/" { print }')"
tell 'lib never sees cmd' "$(for header in cmd/*.h; do
	echo "$all" | awk -v h="$(basename "$header")" '
		$1 ~ "^lib/" && ($2 == h || $2 == "cmd/" h) { print }'
done)"
known=' base config db store roster schedule render deliver otp enrol web '
known="$known report "
tell 'lib has no folder that the design does not name' "$(
	for dir in lib/*/; do
		name=$(basename "$dir")
		case $known in
		*" $name "*) ;;
		*) echo "lib/$name" ;;
		esac
	done)"

tell 'no two files of the library have one name' \
    "$(find lib -name '*.c' -printf '%f\n' | sort | uniq -d)"

library 'sqlite3[.]h' 'lib/db/sqlite[a-z]*[.][ch]' \
	'sqlite3 only in db/sqlite*'
library 'csv[.]h' 'lib/roster/csv[.]c' 'libcsv only in roster/csv.c'
library 'confuse[.]h' 'lib/config/.*' 'libconfuse only in config/'
library 'curl/' 'lib/deliver/.*' 'libcurl only in deliver/'
library 'microhttpd[.]h' 'lib/web/.*' 'libmicrohttpd only in web/'
library 'qrencode[.]h' 'lib/otp/qr[.]c' 'libqrencode only in otp/qr.c'
library 'jansson[.]h' \
	'lib/web/(api|caller|popups)[.]c|lib/deliver/popup[.]c|lib/report/json(part)?[.][ch]' \
	'jansson only where JSON is read or written'
library 'openssl/' \
	'lib/otp/.*|lib/enrol/.*|lib/deliver/webhook[.]c|lib/base/.*' \
	'OpenSSL only in otp/, enrol/, deliver/webhook.c and base/'

exit $failed
