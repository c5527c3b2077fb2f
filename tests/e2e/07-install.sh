#!/bin/bash
# What "make install" puts in place works there, and the files for cron,
# systemd and man are right.
. tests/e2e/lib.sh

root=$dir/root
unset MAKEFLAGS MAKELEVEL MFLAGS # of the make that runs the tests
exits 0 'make install works' make -s -j "$(nproc)" install PREFIX=/usr \
    DESTDIR="$root" BUILD="$dir/build"
[ -x "$root/usr/bin/twofold" ] || finish
data=$root/usr/share/twofold
for file in bin/twofold share/man/man1/twofold.1 share/man/man5/twofold.conf.5 \
    share/man/man5/twofold-import.5 \
    share/twofold/templates/nl/announce.txt share/twofold/cron/twofold.timer \
    share/twofold/sample-data/people.csv; do
	ok "it puts $file in place" test -s "$root/usr/$file"
done
is 'everybody may read it' \
    "$(find "$root" ! -type l ! -perm -o+r | head -n 3)" ''
ok 'the program looks for templates below PREFIX' \
    grep -qa '^/usr/share/twofold$' <(strings "$root/usr/bin/twofold")
export TWOFOLD_DATADIR=$data
exits 0 'the installed program makes a campaign' \
    "$root/usr/bin/twofold" init "$dir/new" --from \
    "$data/sample-data/twofold.conf"
exits 0 '... which is right' "$root/usr/bin/twofold" -c "$dir/new/twofold.conf" \
    check
exits 0 '... and takes the sample' "$root/usr/bin/twofold" \
    -c "$dir/new/twofold.conf" --now 2026-08-01T09:00 \
    import "$data/sample-data/people.csv"
TWOFOLD_DATADIR=$dir/nothing
exits 78 'without its templates it says what to do' \
    "$root/usr/bin/twofold" init "$dir/without"
like '... in a sentence' "$(cat "$dir/err")" 'make install.*TWOFOLD_DATADIR'

mkdir "$dir/units"
cp cron/*.service cron/*.timer cron/*.socket "$dir/units"
# The user of the units is made by who installs them.
sed -i "s/^User=.*/User=$(id -un)/" "$dir/units"/*.service
for unit in "$dir/units"/*; do
	is "systemd finds nothing wrong in ${unit##*/}" \
	    "$(systemd-analyze verify --man=no "$unit" 2>&1 |
		grep -F "${unit##*/}")" ''
done
for calendar in $(sed -n 's/^OnCalendar=//p' cron/twofold.timer | tr ' ' '_'); do
	exits 0 "systemd knows ${calendar//_/ }" \
	    systemd-analyze calendar "${calendar//_/ }"
done
is 'every line for cron has a time, a user and a command' \
    "$(grep -Ev '^(#|$|[A-Z_]+=)' cron/twofold.crontab |
	grep -Evc '^([0-9*,/-]+ +){5}[a-z]+ +twofold ')" 0
for page in cmd/*.[15]; do
	is "mandoc finds nothing wrong in ${page##*/}" \
	    "$(mandoc -T lint -W warning "$page" 2>&1)" ''
done
man=$(mandoc -T ascii cmd/twofold.1 2>&1 | sed 's|.\x08||g')
for command in $("$TWOFOLD" --help | sed -n '/^Commands/,/^$/s/^  \([a-z-]*\) .*/\1/p')
do
	like "twofold(1) tells of \"$command\"" "$man" "^ +$command( |$)"
	exits 0 "and \"$command --help\" works" "$TWOFOLD" "$command" --help
done
finish
