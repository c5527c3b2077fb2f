#!/bin/bash
# Holds the manual to the program: the columns of lists and their titles, and
# the settings of the configuration.
. tests/e2e/lib.sh

# "FIELD TITLE" for each title in the table of columns.
"$PYTHON" - >"$dir/table" <<'END'
import re

source = open("lib/roster/column.c").read()
for name, titles in re.findall(r'\{COLUMN_\w+, "(\w+)",\s*\{([^}]*)\}\}', source):
    for title in re.findall(r'"([^"]+)"', titles):
        print(name, title)
END
# The same of the manual.
"$PYTHON" - >"$dir/titles" <<'END'
import re

page = open("cmd/twofold-import.5").read()
for name, titles in re.findall(r"^\.It Ic (\w+)\n\.Pq Li (.*)$", page, re.M):
    for title in titles.split(" , "):
        print(name, title)
END
ok 'there are columns' test "$(cut -d ' ' -f 1 "$dir/table" | uniq | wc -l)" \
    -eq "$(sed -n 's/^#define COLUMNS //p' lib/roster/column.h)"
is 'twofold-import(5) has the titles of the table' \
    "$(diff "$dir/table" "$dir/titles")" ''

# The example of the manual is one.
campaign manual
man=$(mandoc -T ascii cmd/twofold-import.5 | sed 's/.\x08//g')
sed -n '/^ *gebruikersnaam;/,/^$/s/^ *//p' <<<"$man" >"$dir/example.csv"
exits 0 'the example of twofold-import(5) is imported' \
    at --json import "$dir/example.csv"
is '... all of it' "$(jq -c '[.added, .refused]' "$dir/out")" '[2,0]'

# Every setting of the import has its words, and the commented one is right.
mapfile -t settings < <(sed -n \
    '/import_rules/,/^}/s/.*\.name = "\([a-z_]*\)".*/\1/p' lib/config/rules.c)
ok 'there are settings' test "${#settings[@]}" -gt 5
for setting in "${settings[@]}"; do
	ok "twofold.conf(5) has import.$setting" grep -q "^\.It Ic $setting " \
	    <(sed -n '/^\.Ss import/,/^\.Ss serve/p' cmd/twofold.conf.5)
	ok "templates/twofold.conf has it" grep -q "^#	$setting " \
	    templates/twofold.conf
done
for option in $("$TWOFOLD" import --help |
	sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
	[ "$option" = json ] || ok "twofold(1) has import --$option" \
	    grep -q "^\.It Fl -$option" cmd/twofold.1
done
sed '/^# Lists of people/,/^serve/s/^#\([^ ]\)/\1/' templates/twofold.conf |
	sed 's/{{start}}/2026-08-01/; s/{{deadline}}/2026-12-01/' >"$dir/new.conf"
"$TWOFOLD" init "$dir/new" --from "$dir/new.conf" >/dev/null
mkdir "$dir/new/incoming"
exits 0 'the commented section is right' "$TWOFOLD" \
    -c "$dir/new/twofold.conf" check
ok 'it was there' grep -q '^import {' "$dir/new/twofold.conf"
finish
