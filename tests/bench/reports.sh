# shellcheck shell=bash disable=SC2154,SC2034 # run.sh and lib.sh set what is used
# Reports beside plain SQL and Python: a campaign in its last weeks, with as many
# people as asked for at 2,000 institutions and two messages for each of them.
# The peers count what they can count in one go: how far people are by
# institution, and the curve by day.

REPORT_NIGHT=2026-11-17T09:00

# Statements that fill a database: report_people PEOPLE
report_people()
{
	cat <<-END
		INSERT INTO organisation (ref, name)
		SELECT 'inst-' || i, 'Huis ' || i FROM $(series 1 2000);
		INSERT INTO person (organisation_id, ref, name, email, phone,
		    identifier, language, wave, audience, joined_day, invited_at,
		    opened_at, started_at, enrolled_at, method, led_stage,
		    led_channel)
		SELECT 1 + i % 2000, 'p' || i, 'Naam van ' || i,
		    'p' || i || '@example.nl', '', '', 'nl',
		    CASE i % 9 WHEN 0 THEN 'pilot' ELSE '' END,
		    CASE i % 20 WHEN 0 THEN 'admin' ELSE 'worker' END, 20000,
		    1785744000 + i % 86400,
		    CASE WHEN i * 37 % 100 < 80 THEN 1786000000 ELSE 0 END,
		    CASE WHEN i * 37 % 100 < 76 THEN 1786000000 ELSE 0 END,
		    CASE WHEN i * 37 % 100 < 72
			THEN 1786000000 + i * 7919 % 9158400 ELSE 0 END,
		    CASE WHEN i * 37 % 100 < 72 THEN 'totp' ELSE '' END,
		    CASE WHEN i * 37 % 100 < 72 THEN 'reminder' ELSE '' END,
		    CASE WHEN i * 37 % 100 < 72 THEN 'email' ELSE '' END
		FROM $(series 1 "$1");
		INSERT INTO message (person_id, stage, occurrence, channel, state,
		    step_at, next_try_at, changed_at)
		SELECT p.id, 'reminder', 20600 + i, 'email', 'sent', 1790000000, 0,
		    1790000000
		FROM person p, $(series 1 2);
		INSERT INTO outreach
		SELECT 20668 + i, 'reminder', 'email', $1 / 50, $1 / 500
		FROM $(series 1 100);
	END
}

report_campaign()
{
	campaign "report-$1"
	now=$REPORT_NIGHT
	dialect=sqlite
	{
		echo 'PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;'
		echo 'BEGIN;'
		report_people "$1"
		echo 'COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);'
	} | sqlite3 -bail "$db" >"$dir/out" 2>"$dir/err" ||
		give_up 'no people for a report'
}

# The same figures, as one would ask for them by hand.
report_sql()
{
	cat <<-'END'
		SELECT organisation_id, count(*),
		    sum(enrolled_at > 0),
		    sum(enrolled_at = 0 AND started_at > 0),
		    sum(enrolled_at = 0 AND started_at = 0 AND opened_at > 0),
		    sum(enrolled_at = 0 AND unreachable_at > 0)
		FROM person WHERE left_at = 0 GROUP BY organisation_id;
		SELECT wave, count(*), sum(enrolled_at > 0)
		FROM person WHERE left_at = 0 GROUP BY wave;
		SELECT audience, count(*), sum(enrolled_at > 0)
		FROM person WHERE left_at = 0 GROUP BY audience;
		SELECT method, led_stage, led_channel, count(*)
		FROM person WHERE left_at = 0 AND enrolled_at > 0 GROUP BY 1, 2, 3;
		SELECT date(enrolled_at, 'unixepoch', 'localtime'), count(*)
		FROM person WHERE left_at = 0 AND enrolled_at > 0 GROUP BY 1;
		SELECT stage, channel, count(*) FROM message
		WHERE state = 'sent' GROUP BY 1, 2;
	END
}

sqlite_figures()
{
	report_sql >"$dir/figures.sql"
	timed env TZ=Europe/Amsterdam sqlite3 -bail "$db" \
	    ".read $dir/figures.sql"
}

python_figures()
{
	timed "$PYTHON" tests/bench/report.py "$home/people.csv"
}

our_figures()
{
	timed at report --format "$format" --out "$home/report"
	[ "$(sqlite3 "$db" 'SELECT sum(enrolled_at > 0) FROM person')" \
	    -gt 0 ] || give_up 'nobody has enrolled'
}

# The computation by itself: no process that begins, nothing written.
figures_alone()
{
	# shellcheck disable=SC2046 # words are wanted
	timed "${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Ilib -O2 \
	    -o "$dir/bench_figures" tests/bench/bench_figures.c \
	    "${TWOFOLD%/*}/libtwofold.a" -lcsv $(pkg-config --libs \
	    libcurl sqlite3 openssl jansson libconfuse libxxhash) -lm -lpthread
	timed "$dir/bench_figures" "$conf" \
	    "$(date -d "TZ=\"Europe/Amsterdam\" ${now/T/ }" +%s)" 5
	row "  the figures alone, $1 people" "$(<"$dir/out") ms" '' '' '300 ms'
}

# Each format once more, with its memory.
report_formats()
{
	local format n=$1

	for format in text csv json html; do
		our_figures
		row "  report --format $format, $n people" \
		    "$(per "$figure" 1000000) s" \
		    "$(peak "$TWOFOLD" -c "$conf" --now "$now" report \
			--format "$format" --out "$home/report") MB" '' \
		    '1 s, 200 MB'
	done
}

bench_reports()
{
	local format=json n

	has reports sqlite3 sqlite3 || return 0
	n=${BENCH_REPORT:-1000000}
	report_campaign "$n"
	compare "report of $n, GROUP BY in the sqlite3 shell" \
	    our_figures sqlite_figures s '<= 0.5'
	sqlite3 -csv "$db" 'SELECT organisation_id, wave, audience, method,
	    left_at, invited_at, opened_at, started_at, enrolled_at
	    FROM person' >"$home/people.csv"
	# Python reads what was exported before, which is not counted, and counts
	# less: no forecast, nothing of messages, no organisation's weeks.
	compare "report of $n, Python's csv" our_figures python_figures s \
	    '<= 0.4'
	figures_alone "$n"
	report_formats "$n"
	rm -rf "$home"
	for n in ${BENCH_REPORT_GROWTH:-100000 10000000}; do
		report_campaign "$n"
		# The first time it may have to wait for the disk.
		our_figures
		our_figures
		row "  report --format json, $n people" \
		    "$(per "$figure" 1000000) s" '' '' 'linear'
		rm -rf "$home"
	done
}
