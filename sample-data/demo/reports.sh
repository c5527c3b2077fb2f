#!/bin/bash
# Writes whatever Twofold has to show of a campaign at one moment into a folder.
#
# usage: reports.sh DIR INSTITUTION TWOFOLD [OPTION ...]
set -euo pipefail

dir=$1
institution=$2
twofold=("${@:3}")

mkdir -p "$dir"
for form in text csv json html; do
	"${twofold[@]}" report --format "$form" --out "$dir/report.$form"
done
"${twofold[@]}" report --format html --organisation "$institution" \
    --out "$dir/report-$institution.html"
"${twofold[@]}" calls >"$dir/calls.txt"
"${twofold[@]}" handout --organisation "$institution" --out "$dir/handout.html" \
    2>/dev/null
"${twofold[@]}" kit --organisation "$institution" --out "$dir/kit" >/dev/null
