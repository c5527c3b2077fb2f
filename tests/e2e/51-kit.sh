#!/bin/bash
# What an administrator gets to bring the team along: complete, in each
# language, self-contained, and each page on one sheet of A4.
. tests/e2e/lib.sh

campaign kit
now=2026-10-05T09:00
sed -i '/^wave/,/^}/d' "$conf"
people 1 30 >"$home/people.csv"
people 31 33 beheerder | tail -n +2 >>"$home/people.csv"
sed -i 's/Huize De Wilg/Huize "De Wilg" \& <Zn>/' "$home/people.csv"
sed -i 's/;Huize "De Wilg" & <Zn>;/;"Huize ""De Wilg"" \& <Zn>";/' \
    "$home/people.csv"
exits 0 'a list' at import "$home/people.csv"
sql "UPDATE person SET enrolled_at = strftime('%s', '2026-09-01')
    WHERE id % 5 = 0"
sql "UPDATE person SET enrolled_at = strftime('%s', '2026-10-03')
    WHERE id % 7 = 1"
sql "UPDATE person SET invited_at = 1 WHERE id % 2 = 0"
exits 0 'a kit' at kit --organisation inst-002 --out "$home/kit"
is '... says where to begin' "$(cat "$dir/out")" \
    "$home/kit/nl/index.html
$home/kit/en/index.html"
is 'it has all its files' "$(cd "$home/kit" && find . -type f | sort | xargs)" \
    "$(for language in en nl; do
	for file in buddy.html index.html meeting.html news.html news.txt \
	    numbers.html poster.html questions.html; do
		echo "./$language/$file"
	done
    done | xargs)"
is 'others may read it' "$(mode_of "$home/kit/nl/poster.html")" 644
id=$(sql "SELECT id FROM organisation WHERE ref = 'inst-002'")
all=$(sql "SELECT count(*) FROM person WHERE organisation_id = $id")
done=$(sql "SELECT count(*) FROM person WHERE organisation_id = $id
    AND enrolled_at > 0")
new=$(sql "SELECT count(*) FROM person WHERE organisation_id = $id
    AND enrolled_at > strftime('%s', '2026-09-28')")
ok 'some are there, some are new, and some are not' \
    test "$new" -gt 0 -a "$done" -gt "$new" -a "$all" -gt "$done"
page=$(cat "$home/kit/nl/numbers.html")
like 'the numbers are those of the institution' "$page" \
    ">$done <small>van de $all klaar<"
like '... with what is new' "$page" "<b>$new erbij</b>"
for state in waiting invited; do
	case $state in
	waiting) what='Krijgt nog bericht' rule='invited_at = 0' ;;
	*) what='Kreeg bericht' rule='invited_at > 0' ;;
	esac
	like "... and who is $state" "$page" "<td>$what</td><td class=\"number\">$(
	    )$(sql "SELECT count(*) FROM person WHERE organisation_id = $id
	    AND enrolled_at = 0 AND $rule")<"
done
is 'no name of a person is in it' \
    "$(grep -rl 'de Vries\|p00[0-9][0-9]' "$home/kit" | wc -l)" 0
like 'the name is escaped' "$(cat "$home/kit/nl/poster.html")" \
    'Huize &quot;De Wilg&quot; &amp; &lt;Zn&gt;'
like '... but not as text' "$(cat "$home/kit/nl/news.txt")" \
    'Huize "De Wilg" & <Zn>'
like 'the deadline is there' "$(cat "$home/kit/nl/poster.html")" \
    'dinsdag 1 december 2026'
like '... in each language' "$(cat "$home/kit/en/poster.html")" \
    'Tuesday 1 December 2026'
is 'nothing is fetched from elsewhere' "$(grep -rlE \
    '(src|href)="?(https?:)?//|url\(|@import' "$home/kit" | wc -l)" 0
is 'every file that the index names is there' "$(for language in nl en; do
	grep -o 'href="[^"]*"' "$home/kit/$language/index.html" |
	    sed 's/href="\(.*\)"/\1/' | while read -r file; do
		[ -e "$home/kit/$language/$file" ] && echo "$file"
	done
done | wc -l)" 12

# A sheet of A4 is 595 by 842 points.
if command -v chromium >/dev/null; then
	for page in "$home"/kit/*/*.html; do
		name=${page#"$home/kit/"}
		timeout 60 chromium --headless=new --no-sandbox --disable-gpu \
		    --no-pdf-header-footer --user-data-dir="$dir/chromium" \
		    --print-to-pdf="$dir/page.pdf" \
		    "file://$page" >/dev/null 2>&1
		is "$name prints on one sheet of A4" \
		    "$("$PYTHON" - "$dir/page.pdf" <<'END'
import re, sys
pdf = open(sys.argv[1], "rb").read()
boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
print(len(re.findall(rb"/Type /Page\b(?!s)", pdf)),
      *(round(float(n)) for n in boxes[0]))
END
)" '1 595 842'
		rm -f "$dir/page.pdf"
	done
else
	fail 'chromium is there' 'run "make test-deps"'
fi

exits 0 'one language' at kit --organisation inst-001 --out "$home/one" \
    --language en
is '... is that one' "$(cd "$home/one" && echo *)" en
says 64 'has no language "fr"' 'one that the campaign has not' \
    at kit --organisation inst-001 --out "$home/one" --language fr
says 65 'no organisation is known as "nowhere"' 'an institution that is none' \
    at kit --organisation nowhere --out "$home/one"
sql "INSERT INTO organisation (ref, name) VALUES ('empty', 'Leeg')"
says 65 '"empty" has no people' 'an institution that nobody is of' \
    at kit --organisation empty --out "$home/empty"
says 64 'are needed' 'without a folder' at kit --organisation inst-001
echo '{{> kit-head}}{{nonsense}}' >"$home/templates/nl/kit-news.html"
exits 78 'a mistake in its templates' at check
like '... is found by check' "$(cat "$dir/err")" 'nl/kit-news.html:1: .*nonsense'
# For everybody, on a screen as well.
audit "$home"/kit/nl/*.html "$home"/kit/en/*.html
finish
