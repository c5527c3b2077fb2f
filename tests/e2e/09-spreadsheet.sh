#!/bin/bash
# Real exports: a workbook that LibreOffice saves as CSV, in a Dutch locale and
# in the ways that people do, and what the import makes of it.
. tests/e2e/lib.sh

campaign sheet
people=$dir/people.xlsx
profile=$dir/office
mkdir -p "$profile/user" "$dir/home"
cat >"$profile/user/registrymodifications.xcu" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop
 oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item>
</oor:items>
END

# Saves the workbook: save NAME SEPARATOR CHARSET QUOTE_ALL.  The separator is a
# character's number, the charset 1 (Windows-1252), 76 (UTF-8) or 65535.
# shellcheck disable=SC2317 # "ok" calls it
save()
{
	HOME=$dir/home timeout 120 soffice "-env:UserInstallation=file://$profile" \
	    --headless --convert-to \
	    "csv:Text - txt - csv (StarCalc):$2,34,$3,1,,1043,$4,true,true" \
	    --outdir "$dir/$1" "$people" >"$dir/office.log" 2>&1
	[ -s "$dir/$1/people.csv" ]
}

ok 'a workbook is made' "$PYTHON" tests/e2e/spreadsheet.py "$people"
says 65 'is a workbook' 'as it is, it is no list' at import "$people"

while read -r name separator charset quote found; do
	ok "saved as $name" save "$name" "$separator" "$charset" "$quote"
	list=$dir/$name/people.csv
	campaign "$name"
	exits 65 '... is imported but for what spreadsheets broke' \
	    at import --keep-going --rejects "$dir/$name/rejects.csv" "$list"
	like '... its form is found' "$(cat "$dir/err")" "8 rows, $found"
	is '... people as they were typed' "$(sql "SELECT p.ref || '|' || p.name ||
	    '|' || coalesce(email, '') || '|' || phone || '|' || identifier ||
	    '|' || audience || '|' || date(joined_day * 86400, 'unixepoch')
	    || '|' || o.name FROM person p JOIN organisation o
	    ON o.id = organisation_id WHERE joined_day < 19000 OR p.ref = '00815'
	    ORDER BY p.id" | sed 's/^\(00815.*\)|20[0-9-]*|/\1|today|/')" \
	    "r.dörr|Renée Dörr|r.dorr@example.nl|+31612345678|00042|worker|2020-09-01|Huize \"'t Anker\"; noord
f.vdberg|François van den Berg|f.berg@example.nl|+31612345679|00042|admin|2021-12-31|Huize \"'t Anker\"; noord
00815|Zoë Smit-de Boer|||815|worker|today|Huize \"'t Anker\"; noord"
	is '... the others are refused for what they are' \
	    "$(grep -Eo ':[0-9]+: [A-Z][a-z ]+ "[^"]*" [a-z ]*' "$dir/err")" \
	    ':6: Mobiel "3,16E+10" is a number that lost digits in a spreadsheet
:7: Voornaam "#N/A" is an error of a spreadsheet
:8: Achternaam "#DIV/0!" is an error of a spreadsheet
:9: Achternaam "Err:502" is an error of a spreadsheet
:10: In dienst "Err:508" is an error of a spreadsheet'
	exits 65 '... the refused lines are a list of the same form' \
	    at import --dry-run "$dir/$name/rejects.csv"
	like '... with as many lines' "$(cat "$dir/err")" "5 rows, .*, ${found#*, }"
done <<'END'
semicolon 59 1 false Windows-1252, delimiter ";"
comma 44 76 false UTF-8, delimiter ","
unicode 9 65535 false UTF-16, delimiter tab
quoted 59 76 true UTF-8, delimiter ";"
END
finish
