# shellcheck shell=bash disable=SC2154 # run.sh and lib.sh set what is used
# Planning beside PostgreSQL: both hold the same people, with five messages of
# the past each, of whom 23 in 100 are due, and both write a message for each of
# these and when to look again, in one durable transaction.

PG_BIN=${PG_BIN:-/usr/lib/postgresql/15/bin}
PG_USER=postgres # PostgreSQL does not run as root
DUE=23           # of a hundred
NIGHT=2026-10-30T02:00 # a day with a reminder, before mail may go out
FAR=1794000000   # when the others are due
pg_port=

# Statements that fill a database with so many people, as both know them:
# populate PEOPLE SERIES, where SERIES makes a table of numbers "n(i)".
populate()
{
	cat <<-END
		INSERT INTO organisation (ref, name)
		SELECT 'inst-' || i, 'Huis ' || i FROM $(series 1 2000);
		INSERT INTO person (organisation_id, ref, name, email, phone,
		    identifier, language, wave, audience, joined_day, invited_at,
		    planned_until, explained_day, said_day, said, next_due_at)
		SELECT 1 + i % 2000, 'p' || i, 'Naam van ' || i,
		    'p' || i || '@example.nl', '', '', 'nl', '', 'worker', 20000,
		    1, 20708, 20673, 20700, 1,
		    CASE WHEN i * 37 % 100 < $DUE THEN 1 ELSE $FAR END
		FROM $(series 1 "$1");
		INSERT INTO message (person_id, stage, occurrence, channel, state,
		    step_at, next_try_at, changed_at)
		SELECT p.id, 'reminder', 20600 + i, 'email', 'sent', 1780000000, 0,
		    1780000000
		FROM person p, $(series 1 5);
	END
}

series()
{
	if [ "$dialect" = sqlite ]; then
		echo "(WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL" \
		    "SELECT i + 1 FROM n WHERE i < $2) SELECT i FROM n) AS n"
	else
		echo "generate_series($1, $2) AS n(i)"
	fi
}

# The schema as Twofold has it, for PostgreSQL.
pg_schema()
{
	local dialect=sqlite

	sqlite3 "$db" .schema | grep -v sqlite_ | sed \
	    -e 's/INTEGER PRIMARY KEY\( AUTOINCREMENT\)\?/BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY/' \
	    -e 's/BLOB/BYTEA/g'
}

pg_as()
{
	(cd / && runuser -u "$PG_USER" -- "$@")
}

pg_query()
{
	pg_as psql -q -X -v ON_ERROR_STOP=1 -h "$home/pg" -p "$pg_port" \
	    -d postgres "$@"
}

# A server of its own, with settings for a machine of this size.
start_pg()
{
	pg_port=$(free_ports 1)
	chmod 755 "$dir" "$home"
	install -d -o "$PG_USER" "$home/pg"
	pg_as "$PG_BIN/initdb" -D "$home/pg/data" -A trust >"$dir/out" \
	    2>"$dir/err" || give_up 'PostgreSQL makes no database'
	pg_as "$PG_BIN/postgres" -D "$home/pg/data" -k "$home/pg" \
	    -p "$pg_port" -c shared_buffers=256MB -c max_wal_size=4GB \
	    -c maintenance_work_mem=256MB -h 127.0.0.1 \
	    >"$home/pg.log" 2>&1 &
	pg_pid=$!
	pids+=("$pg_pid")
	wait_for "$pg_port" "$pg_pid"
	pg_schema | pg_query >"$dir/out" 2>"$dir/err" || give_up 'no schema'
	dialect=pg
	{
		populate "$1"
		echo 'VACUUM ANALYZE; CHECKPOINT;'
	} | pg_query >"$dir/out" 2>"$dir/err" || give_up 'no people'
}

# A campaign with so many people, of whom some are due at $NIGHT.
planning_campaign()
{
	campaign "planning-$1"
	sed -i '/^webhook/,/^}/d' "$conf"
	sed -i 's/^wave .*/# &/; /^# wave/,/^}/d' "$conf"
	now=2026-07-15T02:00
	timed at run # the schedule is known: nobody is looked at for its sake
	dialect=sqlite
	{
		echo 'PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;'
		echo 'BEGIN;'
		populate "$1"
		echo 'COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);'
	} | sqlite3 -bail "$db" >"$dir/out" 2>"$dir/err" ||
		give_up 'no people for Twofold'
	cp "$db" "$home/base.db"
	now=$NIGHT
}

twofold_planning()
{
	rm -f "$db"-*
	cp "$home/base.db" "$db"
	sync "$db"
	timed at --json run
	[ "$(jq .planned "$dir/out")" -eq $((planned * DUE / 100)) ] ||
		give_up "planned something else: $(cat "$dir/out")"
}

pg_planning()
{
	pg_query -c "DELETE FROM message WHERE state = 'planned'" \
	    -c "UPDATE person SET next_due_at = 1 WHERE next_due_at <> $FAR" \
	    -c 'VACUUM ANALYZE' -c CHECKPOINT >"$dir/out" 2>"$dir/err" ||
		give_up 'PostgreSQL does not begin anew'
	cat >"$home/plan.sql" <<-END
		BEGIN;
		INSERT INTO message (person_id, stage, occurrence, channel, state,
		    step_at, next_try_at, changed_at)
		SELECT id, 'reminder', 20756, 'email', 'planned', 1793311200,
		    1793343600, 1793322000
		FROM person WHERE next_due_at > 0 AND next_due_at <= 1793322000
		ON CONFLICT (person_id, stage, occurrence, channel) DO NOTHING;
		UPDATE person SET planned_until = 20756, next_due_at = 1794524400,
		    noticed_until = 0, explained_day = 20673, said_day = 20756,
		    said = 1, silent = 1
		WHERE next_due_at > 0 AND next_due_at <= 1793322000;
		COMMIT;
	END
	chmod 644 "$home/plan.sql"
	timed pg_query -f "$home/plan.sql"
}

quiet_run()
{
	starts at run
}

# The plan of the whole campaign, with the memory it takes.
whole_plan()
{
	timed command time -f %M -o "$dir/memory" "$TWOFOLD" -c "$conf" \
	    --now "$now" --json plan --until 2026-12-02
}

# How each part grows with the number of people.
planning_growth()
{
	local n quiet

	for n in ${BENCH_GROWTH:-10000 100000 1000000}; do
		planned=$n
		planning_campaign "$n"
		twofold_planning
		row "  planning $((n * DUE / 100)) due of $n people" \
		    "$(per "$figure" 1000000) s" '' '' ''
		cp "$home/base.db" "$db"
		rm -f "$db"-*
		sqlite3 "$db" "UPDATE person SET next_due_at = $FAR"
		timed at run
		quiet_run
		quiet=$figure
		only_start
		row "  nothing due of $n people, over the start" \
		    "$(per $((quiet - figure)) 1000) ms" '' '' '< 20 ms'
		whole_plan
		row "  plan of the whole campaign, $n people" \
		    "$(per "$figure" 1000000) s" \
		    "$(per "$(cat "$dir/memory")" 1024) MB" '' '10 s, 200 MB'
		rm -rf "$home"
	done
}

bench_planning()
{
	has planning sqlite3 sqlite3 "$PG_BIN/postgres" postgresql-15 \
	    runuser util-linux time time || return 0
	planned=${BENCH_PLANNING:-1000000}
	planning_campaign "$planned"
	start_pg "$planned"
	compare "planning $((planned * DUE / 100)) due of $planned, PostgreSQL" \
	    twofold_planning pg_planning s '<= 0.5'
	stop "$pg_pid"
	rm -rf "$home"
	planning_growth
}
