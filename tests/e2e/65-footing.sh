#!/bin/bash
# The gate keeps in memory where everyone stands: whatever changes it, the next
# answer knows.
. tests/e2e/lib.sh

campaign footing
now=2026-10-20T09:00
setting mail server '"file:mail"'
sed -i -e '/^webhook/,/^}/d' "$conf"
key=$(at key host medplan 2>"$dir/err")
. tests/e2e/browser.sh
start_pages

"$PYTHON" tests/e2e/footing.py "$TWOFOLD" "$conf" "$now" "$base" "$key" \
    "$home" 34 >"$dir/told" 2>"$dir/err"
read -r compared changes < <(tail -n 1 "$dir/told")
is 'whatever changes, the gate says what a new process says' \
    "$(sed '$d' "$dir/told"; cat "$dir/err")" ''
is '... of everyone after each change' "$compared" 700
is '... and every kind of change was made' "$(tr ' ' '\n' <<<"$changes" |
    grep -c '=[1-9]')" 17

# A code, the first and later ones, and wrong ones.
decision()
{
	call "/v1/gate?user=$1"
	jq -r .decision "$dir/body"
}

people 1 3 >"$home/people.csv"
at import "$home/people.csv" >"$dir/out" 2>&1
is 'who has to enrol' "$(decision p0001)" nudge
enrol p0001 "$(link_of p0001)"
is '... is let in from the first code on' "$(decision p0001)" allow
for _ in 1 2 3 4; do
	call /v1/verify '{"user":"p0001","code":"000000"}'
done
is '... waits after four wrong ones' "$(decision p0001)" wait
at person p0001 --reset --reason 'new tablet' >"$dir/out" 2>"$dir/err"
is '... and enrols anew after a reset' "$(decision p0001)" nudge
link=$(jq -r .enrol_url "$dir/body")
is '... by a link that works' "$(ask "${link#"$base"}"; echo "$status")" 200

# A gate that only observes counts each answer.
stop "$serve_pid"
echo 'gate { mode = "observe" }' >>"$conf"
start_pages
is 'a gate that observes lets in' "$(decision p0002)" allow
is '... and counts' "$(sql "SELECT decision, times FROM gate_answer")" \
    'nudge|1'
finish
