#!/bin/bash
# A new campaign: what "init" makes, and what "check" finds.
. tests/e2e/lib.sh

umask 022
exits 0 'init makes a campaign' "$TWOFOLD" init "$dir/new"
for file in twofold.conf twofold.key twofold.db webhook.secret \
    templates/nl/announce.txt templates/en/reminder.html; do
	ok "it has $file" test -s "$dir/new/$file"
done
for file in twofold.key twofold.db webhook.secret; do
	is "only the owner reads $file" "$(mode_of "$dir/new/$file")" 600
done
is 'its folder is closed to others' "$(mode_of "$dir/new")" 750
like 'the secret is one of Standard Webhooks' \
    "$(cat "$dir/new/webhook.secret")" '^whsec_[A-Za-z0-9+/]{43}=$'
like 'init tells what comes next' "$(cat "$dir/out")" 'check'
exits 0 'check finds nothing wrong' "$TWOFOLD" -c "$dir/new/twofold.conf" check
like 'and says so' "$(cat "$dir/out")" 'are right$'

before=$(find "$dir/new" -type f -exec sha256sum {} + | sort)
says 78 'twofold\.conf: is there already' 'init never writes over a campaign' \
    "$TWOFOLD" init "$dir/new"
is 'and leaves everything as it was' \
    "$(find "$dir/new" -type f -exec sha256sum {} + | sort)" "$before"
mkdir "$dir/keyed"
echo precious >"$dir/keyed/twofold.key"
exits 78 'a key without a configuration stops it as well' \
    "$TWOFOLD" init "$dir/keyed"
is 'the key is still there' "$(cat "$dir/keyed/twofold.key")" precious

"$TWOFOLD" init "$dir/other" >"$dir/out"
is 'two campaigns have two keys' \
    "$(cat "$dir"/{new,other}/twofold.key | grep '^k1 ' | sort -u | wc -l)" 2
mkdir "$dir/here"
exits 0 'without a folder it is made here' env -C "$dir/here" "$TWOFOLD" init
exits 0 'and found here' env -C "$dir/here" "$TWOFOLD" check

campaign sample
exits 0 'the configuration of the sample is right' tf check
like 'a rehearsal is mentioned' "$(cat "$dir/out")" 'warning: .*rehearsal'
setting enrol proof '"none"'
exits 0 'a proof of "none" is allowed' tf check
like 'with a warning' "$(cat "$dir/out")" 'warning: enrol\.proof'

echo '{{no-such-thing}}' >>"$home/templates/nl/announce.txt"
exits 78 'a template with a name that there is not' tf check
like 'is found by file and name' "$(cat "$dir/err")" \
    'announce\.txt.*no-such-thing'
campaign broken
echo '{{#open}}' >>"$home/templates/nl/reminder.html"
exits 78 'a section that is not closed' tf check
like 'is found by file and line' "$(cat "$dir/err")" 'reminder\.html:[0-9]+'
finish
