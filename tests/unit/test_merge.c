#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "fixture.h"
#include "roster/merge.h"
#include "roster/roster.h"
#include "schedule/ladder.h"
#include "store/agenda.h"
#include "store/event.h"
#include "text_file.h"

#define TITLES                                                                 \
	"login;naam;e-mail;telefoon;personeelsnummer;instelling;rol;taal;"     \
	"golf;in dienst;2fa;enrolled\n"
#define OUT_MAX 65536

/* What an import told: the differences, then the refusals, a line for each. */
struct told {
	struct merge *merge;
	struct buf differences, refusals;
	struct difference_counts counts;
	int64_t refused, organisation, missing;
	int64_t only; /* whose list it is */
};

static bool
on_known(uint64_t hash, size_t line, void *context)
{
	struct told *told = context;

	return merge_knows(told->merge, hash, line);
}

static int
on_row(const struct roster_row *row, void *context, struct err *err)
{
	struct told *told = context;

	return merge_row(told->merge, row, err);
}

static void
on_refused(const struct roster_refusal *refusal, void *context)
{
	struct told *told = context;

	buf_format(&told->refusals, "%zu:%s:%s:%.18s\n", refusal->line,
	    refusal->column, refusal->value, refusal->reason);
	assert_non_null(refusal->raw);
}

static void
on_notice(const char *sentence, void *context)
{
	(void)sentence;
	(void)context;
}

static void
on_difference(const struct difference *difference, void *context)
{
	static const char letters[] = "+~<-";
	struct told *told = context;
	unsigned int field;

	buf_format(&told->differences, "%c%s", letters[difference->kind],
	    difference->person->ref);
	for (field = 0; field < DIFFERENCE_FIELDS; field++) {
		if (difference->fields >> field & 1)
			buf_format(&told->differences, " %s",
			    difference_field_name(
				(enum difference_field)field));
	}
	buf_char(&told->differences, '\n');
}

/* Imports a list, and commits what is right in it; -1 when it is refused. */
static int
import(struct fixture *f, const char *rows, struct merge_ending ending,
    struct told *told)
{
	static const struct roster_handler handler = {
	    NULL, on_known, on_row, on_refused, on_notice};
	const struct refusal_sink sink = {on_refused, told};
	const struct roster_setup roster = {
	    .config = &f->config, .organisation = ""};
	const struct merge_setup setup = {.db = f->db,
	    .config = &f->config,
	    .now = f->desk.now,
	    .actor = "test",
	    .file = "list.csv",
	    .sink = &sink,
	    .only = told->only,
	    .deadline = ladder_deadline_day,
	    .tell = on_difference,
	    .context = told};
	struct roster_summary summary;
	char path[TEXT_FILE_SIZE];
	struct buf text;
	int rc;

	f->config.import.country_code = "+31";
	buf_clear(&told->differences);
	buf_clear(&told->refusals);
	buf_init(&text, OUT_MAX);
	buf_format(
	    &text, "%s%s", text_starts(rows, "login;") ? "" : TITLES, rows);
	text_path(text.data, text.len, path);
	assert_int_equal(db_begin(f->db, &f->err), 0);
	told->merge = merge_open(&setup, &f->err);
	assert_non_null(told->merge);
	assert_int_equal(
	    roster_read(path, &roster, &handler, told, &summary, &f->err), 0);
	ending.refused = (int64_t)summary.refused;
	rc = merge_end(told->merge, &ending, &f->err);
	told->counts = *merge_counts(told->merge);
	told->refused = merge_refused(told->merge);
	if (rc == 0)
		rc = merge_organisation(
		    told->merge, &told->organisation, &told->missing, &f->err);
	merge_free(told->merge);
	if (rc == 0)
		assert_int_equal(db_commit(f->db, &f->err), 0);
	else
		db_rollback(f->db);
	text_remove(path);
	buf_free(&text);
	return rc;
}

/* A list that is not whole, of which this is told. */
static void
check(struct fixture *f, struct told *told, const char *rows,
    const char *differences, const char *refusals)
{
	const struct merge_ending ending = {false, -1, 0};

	assert_int_equal(import(f, rows, ending, told), 0);
	assert_string_equal(told->differences.data, differences);
	assert_string_equal(told->refusals.data, refusals);
}

static int
whole(struct fixture *f, struct told *told, const char *rows, int64_t allowed)
{
	const struct merge_ending ending = {true, allowed, 0};

	return import(f, rows, ending, told);
}

static struct told told;

static int
set_up(void **state)
{
	buf_init(&told.differences, OUT_MAX);
	buf_init(&told.refusals, OUT_MAX);
	return fixture_setup(state);
}

static int
tear_down(void **state)
{
	buf_free(&told.differences);
	buf_free(&told.refusals);
	return fixture_teardown(state);
}

#define ANNA "anna;Anna Bos;anna@example.nl;06 12345678;1;z;;nl;;1-9-2020;;\n"
#define BERT "bert;Bert Kok;bert@example.nl;;2;z;;nl;;;;\n"
#define CARO "caro;Caro Vis;;;3;y;beheerder;en;pilot;;sms;9-10-2024\n"

static void
test_first_and_again(void **state)
{
	struct fixture *f = *state;
	struct person p;

	check(f, &told, ANNA BERT CARO, "+anna\n+bert\n+caro\n", "");
	assert_int_equal(told.counts.added, 3);
	assert_int_equal(told.organisation, 0);
	p = stored(f, "anna");
	assert_string_equal(p.name, "Anna Bos");
	assert_string_equal(p.phone, "+31612345678");
	assert_int_equal(p.joined_day, the_day("2020-09-01"));
	assert_int_equal(p.next_due_at, 1);
	p = stored(f, "caro");
	assert_int_equal(p.audience, AUDIENCE_ADMIN);
	assert_string_equal(p.method, "sms");
	assert_int_equal(p.enrolled_at, instant("2024-10-09T12:00"));
	/* Who was not said when to have come, came today. */
	assert_int_equal(p.joined_day, day_of(f->desk.now));

	/* The same lines, in another order, are not even read. */
	p.planned_until = 5;
	p.next_due_at = 9;
	assert_int_equal(agenda_planned(f->db, &p, &f->err), 0);
	check(f, &told, CARO ANNA BERT, "", "");
	assert_int_equal(told.counts.unchanged, 3);
	/* Written otherwise they say the same. */
	check(f, &told,
	    "anna;Anna  Bos;Anna@Example.nl;0612345678;1;z;;nl;;2020-09-01;;\n"
	    "\"bert\";Bert Kok;bert@example.nl;;2;z;;;;;nee;\n",
	    "", "");
	assert_int_equal(told.counts.unchanged, 2);
	assert_int_equal(stored(f, "caro").next_due_at, 9);
	assert_int_equal(number_of(f, "SELECT count(*) FROM person"), 3);
}

static void
test_every_field(void **state)
{
	static const struct {
		const char *row, *field;
	} cases[] = {
	    {"anna;Anna Vos;a@example.nl;;1;z;;nl;;1-9-2020;;\n", "name"},
	    {"anna;Anna Vos;b@example.nl;;1;z;;nl;;1-9-2020;;\n", "email"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;1;z;;nl;;1-9-2020;;\n",
		"phone"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;z;;nl;;1-9-2020;;\n",
		"identifier"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;z;;en;;1-9-2020;;\n",
		"language"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;z;;en;pilot;1-9-2020;;"
	     "\n",
		"wave"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;z;admin;en;pilot;"
	     "1-9-2020;;\n",
		"role"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;z;admin;en;pilot;"
	     "2-9-2020;;\n",
		"joined"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;z;admin;en;pilot;"
	     "2-9-2020;sms;\n",
		"method"},
	    {"anna;Anna Vos;b@example.nl;06 12345678;2;y;admin;en;pilot;"
	     "2-9-2020;sms;\n",
		"organisation"},
	};
	struct fixture *f = *state;
	char expected[40];
	struct person p;
	size_t i;

	check(f, &told, "anna;Anna;a@example.nl;;1;z;;nl;;1-9-2020;;\n",
	    "+anna\n", "");
	p = stored(f, "anna");
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		p.planned_until = 5;
		p.next_due_at = 9;
		assert_int_equal(agenda_planned(f->db, &p, &f->err), 0);
		snprintf(
		    expected, sizeof(expected), "~anna %s\n", cases[i].field);
		check(f, &told, cases[i].row, expected, "");
		assert_int_equal(told.counts.changed, 1);
		assert_int_equal(told.counts.fields[i], 1);
		/* A wave of its own has other days. */
		assert_int_equal(told.counts.deadlines, i == DIFFERENCE_WAVE);
		p = stored(f, "anna");
		assert_int_equal(p.next_due_at, 1);
		assert_int_equal(p.planned_until, 5);
		check(f, &told, cases[i].row, "", "");
	}
}

/* A list with fewer columns takes nothing away. */
static void
test_fewer_columns(void **state)
{
	static const char full[] =
	    "caro;Caro Vis;c@example.nl;06 12345678;3;y;beheerder;en;pilot;"
	    "1-9-2020;sms;9-10-2024\n";
	struct fixture *f = *state;
	struct person p;

	check(f, &told, full, "+caro\n", "");
	check(f, &told, "login;naam;instelling\ncaro;Caro Bos;y\n",
	    "~caro name\n", "");
	p = stored(f, "caro");
	assert_string_equal(p.name, "Caro Bos");
	assert_string_equal(p.email, "c@example.nl");
	assert_string_equal(p.phone, "+31612345678");
	assert_string_equal(p.identifier, "3");
	assert_string_equal(p.language, "en");
	assert_string_equal(p.wave, "pilot");
	assert_int_equal(p.audience, AUDIENCE_ADMIN);
	/* A column that is there and empty does. */
	check(f, &told,
	    "login;naam;instelling;e-mail;telefoon;rol\ncaro;Caro Bos;y;;;\n",
	    "~caro email phone role\n", "");
}

/* The list enrols, but never undoes nor changes an enrolment, nor a reset. */
static void
test_enrolment(void **state)
{
	struct fixture *f = *state;
	struct person p;

	check(f, &told, BERT, "+bert\n", "");
	p = stored(f, "bert");
	assert_int_equal(
	    person_enrolled(f->db, p.id, f->desk.now, "totp", &f->err), 0);
	check(f, &told,
	    "bert;Bert Kok;bert@example.nl;;2;z;;nl;;;sms;1-1-2024\n", "", "");
	assert_string_equal(stored(f, "bert").method, "totp");
	assert_int_equal(person_reset(f->db, p.id, f->desk.now, &f->err), 0);
	check(f, &told,
	    "bert;Bert Kok;bert@example.nl;;2;z;;nl;;;app;1-1-2024\n", "", "");
	assert_int_equal(stored(f, "bert").enrolled_at, 0);
	/* A factor that is newer than the reset counts. */
	f->desk.now += 86400;
	check(f, &told, "bert;Bert Kok;bert@example.nl;;2;z;;nl;;;sms;\n",
	    "~bert method\n", "");
	assert_string_equal(stored(f, "bert").method, "sms");
}

/* Since when someone is in the campaign as now: who must have time. */
static void
test_listed(void **state)
{
	struct fixture *f = *state;
	int64_t first = the_day("2026-10-05");

	f->config.import.leaving_percent = 100;
	check(f, &told, "bert;Bert;;;;z;;;;1-1-2020;;\nanna;A;;;;z;;;;;;\n",
	    "+bert\n+anna\n", "");
	assert_int_equal(stored(f, "bert").listed_day, first);
	assert_int_equal(stored(f, "bert").joined_day, the_day("2020-01-01"));
	assert_int_equal(stored(f, "anna").joined_day, first);
	f->desk.now = instant("2026-12-05T12:00");
	check(
	    f, &told, "bert;Bert Kok;;;;z;;;;1-1-2020;;\n", "~bert name\n", "");
	assert_int_equal(stored(f, "bert").listed_day, first);
	check(f, &told, "bert;Bert Kok;;;;z;;;pilot;1-1-2020;;\n",
	    "~bert wave\n", "");
	assert_int_equal(stored(f, "bert").listed_day, the_day("2026-12-05"));
	assert_int_equal(
	    whole(f, &told, "bert;Bert Kok;;;;z;;;pilot;;;\n", -1), 0);
	assert_string_equal(told.differences.data, "-anna\n");
	f->desk.now = instant("2027-01-05T12:00");
	check(f, &told, "anna;A;;;;z;;;;;;\n", "<anna\n", "");
	assert_int_equal(stored(f, "anna").listed_day, the_day("2027-01-05"));
}

static void
test_twice(void **state)
{
	struct fixture *f = *state;
	int again;

	for (again = 0; again < 2; again++) {
		check(f, &told,
		    ANNA BERT ANNA "bert;Bert Vos;;;2;z;;nl;;;;\n"
				   "dirk;Dirk;ANNA@example.nl;;;z;;;;;;\n",
		    again ? "" : "+anna\n+bert\n",
		    again ? "4:login:anna:stands in line 2 a\n"
			    "5:login:bert:stands in line 3 a\n"
			    "6:e-mail:anna@example.nl:belongs to somebod\n"
			  : "4:login:anna:stands in line 2 a\n"
			    "5:login:bert:stands in line 3 a\n"
			    "6:e-mail:anna@example.nl:stands in line 2 a\n");
		assert_int_equal(told.refused, 3);
	}
	/* First with a change, then as it was. */
	check(f, &told, "anna;Anna Vos;;;1;z;;nl;;1-9-2020;;\n" ANNA,
	    "~anna name email phone\n", "3:login:anna:stands in line 2 a\n");
	/* Two people who are new want one address. */
	check(f, &told,
	    "e;E;e@example.nl;;;z;;;;;;\nf;F;e@example.nl;;;z;;;;;;\n", "+e\n",
	    "3:e-mail:e@example.nl:stands in line 2 a\n");
}

#define ROW(user, mail) user ";N;" mail "@example.nl;;;z;;;;;;\n"

static void
check_address(struct fixture *f, const char *ref, const char *name)
{
	char address[40] = "";

	if (name[0] != '\0')
		snprintf(address, sizeof(address), "%s@example.nl", name);
	assert_string_equal(stored(f, ref).email, address);
}

static void
test_addresses_change_hands(void **state)
{
	struct fixture *f = *state;

	check(f, &told, ROW("a", "x") ROW("b", "y") ROW("c", "z"),
	    "+a\n+b\n+c\n", "");
	/* Two swap. */
	check(
	    f, &told, ROW("a", "y") ROW("b", "x"), "~a email\n~b email\n", "");
	check_address(f, "a", "y");
	check_address(f, "b", "x");
	/* A ring of three. */
	check(f, &told, ROW("a", "x") ROW("b", "z") ROW("c", "y"),
	    "~a email\n~b email\n~c email\n", "");
	check_address(f, "c", "y");
	/* A chain: someone new gets what another leaves for a fresh one. */
	check(f, &told, ROW("d", "x") ROW("a", "w"), "~a email\n+d\n", "");
	check_address(f, "a", "w");
	check_address(f, "d", "x");
	/* Who wants one that stays where it is loses, and all behind too. */
	check(f, &told, ROW("a", "z") ROW("d", "w") ROW("e", "x"), "",
	    "2:e-mail:z@example.nl:belongs to somebod\n"
	    "3:e-mail:w@example.nl:belongs to somebod\n"
	    "4:e-mail:x@example.nl:belongs to somebod\n");
	check_address(f, "a", "w");
	check_address(f, "d", "x");
	assert_int_equal(told.refused, 3);
	/* One that is refused otherwise keeps nobody from an address. */
	check(f, &told, ROW("a", "v") ROW("f", "w"), "~a email\n+f\n", "");
	/* A new address may be reached again. */
	assert_int_equal(
	    person_unreachable(f->db, stored(f, "a").id, 5, &f->err), 0);
	check(f, &told, ROW("a", "u"), "~a email\n", "");
	assert_int_equal(stored(f, "a").unreachable_at, 0);
	check(f, &told, "a;N;;;;z;;;;;;\n", "~a email\n", "");
	check_address(f, "a", "");
}

static void
test_shared_mailboxes(void **state)
{
	struct fixture *f = *state;

	f->config.import.shared_mailboxes = true;
	check(f, &told, ROW("a", "team") ROW("b", "team") ROW("c", "own"),
	    "+a\n+b\n+c\n", "");
	assert_true(stored(f, "a").shared);
	assert_true(stored(f, "b").shared);
	assert_false(stored(f, "c").shared);
	check(f, &told, ROW("a", "team") ROW("b", "team"), "", "");
	/* One more in a later list, and someone's own becomes shared. */
	check(f, &told, ROW("d", "team") ROW("e", "own"), "+d\n+e\n", "");
	assert_true(stored(f, "c").shared);
	assert_true(stored(f, "d").shared);
	assert_true(stored(f, "e").shared);
	/* And single again. */
	check(f, &told, ROW("e", "e"), "~e email\n", "");
	assert_false(stored(f, "c").shared);
	assert_false(stored(f, "e").shared);
	assert_true(stored(f, "a").shared);
	f->config.import.shared_mailboxes = false;
}

/* Lists of ten people of which "gone" are not on it, from the end. */
static void
ten(struct buf *b, int gone)
{
	int i;

	buf_clear(b);
	for (i = 0; i < 10 - gone; i++)
		buf_format(b, "p%d;P;p%d@example.nl;;;z;;;;;;\n", i, i);
}

static void
test_whole_lists(void **state)
{
	struct fixture *f = *state;
	struct person p;
	struct buf b;

	buf_init(&b, OUT_MAX);
	ten(&b, 0);
	check(f, &told, "y1;Y;;;;y;;;;;;\ny2;Y;;;;y;;;;;;\n", "+y1\n+y2\n", "");
	assert_int_equal(whole(f, &told, b.data, -1), 0);
	assert_int_equal(told.counts.left, 0);
	f->config.import.leaving_percent = 10;

	/* Not whole: nobody leaves. */
	ten(&b, 5);
	check(f, &told, b.data, "", "");
	/* One of ten is a tenth, and of another institution nobody leaves. */
	ten(&b, 1);
	assert_int_equal(whole(f, &told, b.data, -1), 0);
	assert_string_equal(told.differences.data, "-p9\n");
	assert_int_equal(told.counts.left, 1);
	assert_int_not_equal(told.organisation, 0);
	p = stored(f, "p9");
	assert_int_equal(p.left_at, f->desk.now);
	assert_int_equal(p.generation, 2);
	assert_int_equal(p.next_due_at, 0);
	assert_int_equal(
	    number_of(f, "SELECT count(*) FROM event WHERE kind = 'left'"), 1);
	assert_int_equal(stored(f, "y1").left_at, 0);

	/* More than a tenth is refused, unless it was said. */
	ten(&b, 3);
	assert_int_equal(whole(f, &told, b.data, -1), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_non_null(strstr(f->err.text,
	    "list.csv: 2 of the 9 people of z (z) are not on it, more than "
	    "10 %"));
	assert_non_null(strstr(f->err.text, "--allow-leaving 2"));
	assert_int_equal(whole(f, &told, b.data, 1), -1);
	assert_int_equal(stored(f, "p8").left_at, 0);
	assert_int_equal(whole(f, &told, b.data, 2), 0);
	assert_string_equal(told.differences.data, "-p7\n-p8\n");

	/* Back again, by the very line that was there before. */
	f->desk.now += 60;
	ten(&b, 0);
	check(f, &told, b.data, "<p7\n<p8\n<p9\n", "");
	assert_int_equal(told.counts.back, 3);
	assert_int_equal(told.counts.unchanged, 7);
	p = stored(f, "p9");
	assert_int_equal(p.left_at, 0);
	assert_int_equal(p.next_due_at, 1);

	/* When a line is refused it may have been anybody's. */
	ten(&b, 1);
	buf_text(&b, "p1;P;;;;z;;;;;;\n");
	assert_int_equal(whole(f, &told, b.data, -1), 0);
	assert_int_equal(told.counts.left, 0);
	assert_int_equal(told.refused, 1);
	/* Also when it could not even be read. */
	ten(&b, 1);
	buf_text(&b, "p9;P;p9@;;;z;;;;;;\n");
	assert_int_equal(whole(f, &told, b.data, 9), 0);
	assert_string_equal(
	    told.refusals.data, "11:e-mail:p9@:has no domain; an \n");
	assert_string_equal(told.differences.data, "");
	assert_int_equal(stored(f, "p9").left_at, 0);
	/* A line that only wants an address that stays says whose it is. */
	ten(&b, 1);
	buf_text(&b, "q;Q;p0@example.nl;;;z;;;;;;\n");
	assert_int_equal(whole(f, &told, b.data, 9), 0);
	assert_string_equal(told.differences.data, "-p9\n");
	assert_string_equal(
	    told.refusals.data, "11:e-mail:p0@example.nl:belongs to somebod\n");
	buf_free(&b);
}

/* Whoever leaves also leaves the address; and user names may be new. */
static void
test_left_addresses(void **state)
{
	struct fixture *f = *state;

	f->config.import.leaving_percent = 100;
	check(f, &told, ROW("a", "x") ROW("b", "y"), "+a\n+b\n", "");
	assert_int_equal(whole(f, &told, ROW("new", "x") ROW("b", "y"), -1), 0);
	assert_string_equal(told.differences.data, "-a\n+new\n");
	/* Coming back, the old one finds it taken. */
	check(f, &told, ROW("a", "x"), "",
	    "2:e-mail:x@example.nl:belongs to somebod\n");
	assert_int_not_equal(stored(f, "a").left_at, 0);
	check(f, &told, ROW("a", "z"), "<a email\n", "");
	/* Moved is not left. */
	assert_int_equal(whole(f, &told,
			     "b;N;y@example.nl;;;other;;;;;;\n" ROW("a", "z")
				 ROW("new", "x"),
			     -1),
	    0);
	assert_string_equal(told.differences.data, "~b organisation\n");
}

/* An institution's own list moves nobody; and says how many it has not. */
static void
test_only_of_one(void **state)
{
	struct fixture *f = *state;

	check(f, &told, "a;N;x@example.nl;;;other;;;;;;\n" ROW("b", "y"),
	    "+a\n+b\n", "");
	told.only = stored(f, "b").organisation;
	check(f, &told, ROW("a", "x") ROW("b", "y"), "",
	    "2:login:a:is somebody of ano\n");
	check(f, &told, ROW("c", "v"), "+c\n", "");
	assert_int_equal(told.organisation, told.only);
	assert_int_equal(told.missing, 1);
	told.only = 0;
}

/* One list and its halves make the same of a store. */
static void
test_first_is_as_later(void **state)
{
	struct fixture *f = *state, *other = fixture_make();
	struct buf a, b;

	buf_init(&a, DUMP_MAX);
	buf_init(&b, DUMP_MAX);
	other->desk.now = f->desk.now;
	check(f, &told, ANNA BERT CARO, "+anna\n+bert\n+caro\n", "");
	check(other, &told, ANNA, "+anna\n", "");
	check(other, &told, BERT CARO, "+bert\n+caro\n", "");
	assert_int_equal(db_run(f->db, &f->err, "DELETE FROM setting", DB_NONE),
	    db_run(other->db, &f->err, "DELETE FROM setting", DB_NONE));
	dump_tables(f, &a);
	dump_tables(other, &b);
	assert_string_equal(a.data, b.data);
	check(other, &told, ANNA BERT CARO, "", "");
	assert_int_equal(told.counts.unchanged, 3);
	assert_int_equal(number_of(f, "SELECT count(*) FROM sqlite_master"),
	    number_of(other, "SELECT count(*) FROM sqlite_master"));
	buf_free(&a);
	buf_free(&b);
	fixture_free(other);
}

#define MERGE_TEST(test)                                                       \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    MERGE_TEST(test_first_and_again),
	    MERGE_TEST(test_only_of_one),
	    MERGE_TEST(test_every_field),
	    MERGE_TEST(test_fewer_columns),
	    MERGE_TEST(test_enrolment),
	    MERGE_TEST(test_listed),
	    MERGE_TEST(test_twice),
	    MERGE_TEST(test_addresses_change_hands),
	    MERGE_TEST(test_shared_mailboxes),
	    MERGE_TEST(test_whole_lists),
	    MERGE_TEST(test_left_addresses),
	    MERGE_TEST(test_first_is_as_later),
	};

	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
