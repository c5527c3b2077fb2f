#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/day.h"
#include "base/text.h"
#include "render/letter.h"
#include "render/proofread.h"

#include "template_folder.h"

#define BOTH_CHANNELS (1U << CHANNEL_EMAIL | 1U << CHANNEL_POPUP)
#define BOTH_AUDIENCES (1U << AUDIENCE_WORKER | 1U << AUDIENCE_ADMIN)

static const char *const languages[] = {"nl", "en"};
static const char *const labels[] = {
    "nl=je personeelsnummer", "en=your personnel number"};
static const char *const hours[] = {"nl=op werkdagen"};

static const struct stage stages[] = {
    {.name = "reminder",
	.at = {ANCHOR_DEADLINE, -14},
	.audiences = BOTH_AUDIENCES,
	.channels = BOTH_CHANNELS},
    {.name = "enrolled",
	.at = {ANCHOR_ENROLLED, 0},
	.audiences = 1U << AUDIENCE_ADMIN,
	.channels = 1U << CHANNEL_EMAIL},
};

static const struct organisation organisation = {.name = "De Linde & Zn"};

struct fixture {
	struct template_folder folder;
	struct config config;
	struct person person;
	struct letter letter;
	struct templates *templates;
	struct letter_text out;
	struct err err;
};

static void
put(struct fixture *f, const char *name, const char *text)
{
	folder_put(f->folder.installed, name, text);
}

static void
configure(struct config *config, const char *own)
{
	config->templates = own;
	config->campaign.product = "MedPlan";
	config->campaign.supplier = "MedPlan Software";
	config->campaign.languages = languages;
	config->campaign.language_count = 2;
	assert_int_equal(
	    day_parse("2026-12-01", &config->campaign.deadline_day), 0);
	config->stages = stages;
	config->stage_count = 1;
	config->enrol.base_url = "https://2fa.example.nl:8443/pages";
	config->enrol.proof = PROOF_IDENTIFIER;
	config->enrol.identifier_label = (struct words){labels, 2};
	config->helpdesk = (struct helpdesk){.name = "Helpdesk",
	    .phone = "088 000 12 34",
	    .mail = "helpdesk@example.nl",
	    .hours = {hours, 1}};
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	folder_open(&f->folder);
	put(f, "nl/words",
	    "date.long = {weekday} {day} {month} {year}\n"
	    "weekday.2 = dinsdag\nmonth.9 = september\nmonth.11 = "
	    "november\nmonth.12 = december\n"
	    "days.one = {n} dag\ndays.many = {n} dagen\n");
	put(f, "en/words", "days.many = {n} days\n");
	put(f, "reminder.subject", "  {{name}}: {{days_left_words}}\n");
	put(f, "reminder.txt", "Tot {{deadline}}\n");
	put(f, "reminder.html", "<p>{{organisation}}</p>\n");
	put(f, "reminder.popup", "\nTitel \r\n \r\nRegel {{name}}\n\nSlot\n");
	configure(&f->config, f->folder.own);
	snprintf(f->person.name, sizeof(f->person.name), "Kim <Bos>");
	snprintf(f->person.email, sizeof(f->person.email), "kim@example.nl");
	snprintf(f->person.ref, sizeof(f->person.ref), "kbos");
	snprintf(f->person.language, sizeof(f->person.language), "nl");
	f->letter = (struct letter){.config = &f->config,
	    .person = &f->person,
	    .organisation = &organisation,
	    .stage = &stages[0],
	    .deadline_day = f->config.campaign.deadline_day,
	    .today = f->config.campaign.deadline_day - 14,
	    .link = "https://2fa.example.nl/e/T",
	    .team_total = 3,
	    .team_enrolled = 2};
	letter_text_init(&f->out);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	templates_free(f->templates);
	letter_text_free(&f->out);
	folder_close(&f->folder);
	free(f);
	return 0;
}

/* Reads the templates anew. */
static void
reload(struct fixture *f)
{
	templates_free(f->templates);
	if (templates_open(
		&f->config, f->folder.path, &f->templates, &f->err) == -1)
		fail_msg("%s", f->err.text);
}

static void
write_mail(struct fixture *f)
{
	if (letter_mail(f->templates, &f->letter, &f->out, &f->err) == -1)
		fail_msg("%s", f->err.text);
}

static void
mail_has_three_texts(void **state)
{
	struct fixture *f = *state;
	int i;

	reload(f);
	for (i = 0; i < 3; i++) {
		write_mail(f);
		assert_string_equal(f->out.subject.data, "Kim <Bos>: 14 dagen");
		assert_string_equal(
		    f->out.text.data, "Tot dinsdag 1 december 2026\n");
		assert_string_equal(
		    f->out.html.data, "<p>De Linde &amp; Zn</p>\n");
	}
}

/* Every name that templates are promised, in one text. */
static const char all_names[] =
    "{{language}}|{{product}}|{{supplier}}|{{name}}|{{organisation}}|"
    "{{reference}}|{{email}}|{{deadline}}|{{days_left}}|{{days_left_words}}|"
    "{{link}}|{{address}}|{{today}}|{{team.total}}|{{team.enrolled}}|"
    "{{team.missing}}|{{team.percent}}|{{helpdesk.name}}|{{helpdesk.phone}}|"
    "{{helpdesk.mail}}|{{helpdesk.hours}}|{{identifier_label}}|"
    "{{#admin}}admin{{/admin}}{{#worker}}worker{{/worker}}|"
    "{{#enrolled}}enrolled{{/enrolled}}|"
    "{{#deadline_passed}}passed{{/deadline_passed}}|"
    "{{#proof_identifier}}identifier{{/proof_identifier}}"
    "{{#proof_ticket}}ticket{{/proof_ticket}}";

static void
all_names_are_there(void **state)
{
	struct fixture *f = *state;

	put(f, "reminder.txt", all_names);
	reload(f);
	write_mail(f);
	assert_string_equal(f->out.text.data,
	    "nl|MedPlan|MedPlan Software|Kim <Bos>|De Linde & Zn|kbos|"
	    "kim@example.nl|dinsdag 1 december 2026|14|14 dagen|"
	    "https://2fa.example.nl/e/T|2fa.example.nl:8443|"
	    "dinsdag 17 november 2026|3|2|1|66|Helpdesk|088 000 12 34|"
	    "helpdesk@example.nl|op werkdagen|je personeelsnummer|worker|||"
	    "identifier");
	f->person.audience = AUDIENCE_ADMIN;
	f->person.enrolled_at = 1;
	f->config.enrol.proof = PROOF_TICKET;
	f->letter.today = f->letter.deadline_day + 3;
	f->letter.team_total = 0;
	f->letter.team_enrolled = 0;
	write_mail(f);
	assert_non_null(
	    strstr(f->out.text.data, "|admin|enrolled|passed|ticket"));
	assert_non_null(strstr(f->out.text.data, "|0|0 dagen|"));
	assert_non_null(strstr(f->out.text.data, "|0|0|0|0|Helpdesk"));
}

static void
deadline_passes_on_its_day(void **state)
{
	static const struct {
		int64_t after;
		const char *text;
	} cases[] = {
	    {-1, "1 dag"}, {0, "0 dagen passed"}, {1, "0 dagen passed"}};
	struct fixture *f = *state;
	size_t i;

	put(f, "reminder.txt",
	    "{{days_left_words}}{{#deadline_passed}} passed"
	    "{{/deadline_passed}}");
	reload(f);
	for (i = 0; i < 3; i++) {
		f->letter.today = f->letter.deadline_day + cases[i].after;
		write_mail(f);
		assert_string_equal(f->out.text.data, cases[i].text);
	}
}

static void
language_of_the_person(void **state)
{
	struct fixture *f = *state;

	put(f, "en/reminder.txt", "{{language}} {{identifier_label}}");
	put(f, "reminder.txt", "{{language}} {{identifier_label}}");
	reload(f);
	snprintf(f->person.language, sizeof(f->person.language), "en");
	write_mail(f);
	assert_string_equal(f->out.text.data, "en your personnel number");
	snprintf(f->person.language, sizeof(f->person.language), "fr");
	write_mail(f);
	assert_string_equal(f->out.text.data, "nl je personeelsnummer");
}

static void
popup_has_title_and_text(void **state)
{
	struct fixture *f = *state;

	reload(f);
	write_mail(f);
	if (letter_popup(f->templates, &f->letter, &f->out, &f->err) == -1)
		fail_msg("%s", f->err.text);
	assert_string_equal(f->out.subject.data, "Titel");
	assert_string_equal(f->out.text.data, "Regel Kim <Bos>\n\nSlot");
	assert_string_equal(f->out.html.data, "");
}

static void
mistakes(void **state)
{
	static const struct {
		const char *file;
		const char *text;
		const char *sentence; /* its end */
	} cases[] = {
	    {"reminder.subject", "a\nb\n",
		"nl/reminder.subject: gives more than one line; write a single "
		"one"},
	    {"reminder.subject", " {{#admin}}a{{/admin}}\n",
		"nl/reminder.subject: gives an empty text"},
	    {"reminder.txt", "\n", "nl/reminder.txt: gives an empty text"},
	    {"reminder.html", "\n{{deadlne}}",
		"templates/reminder.html:2: \"deadlne\" is not known here; did "
		"you mean \"deadline\"?"},
	    {"reminder.popup", "Titel",
		"nl/reminder.popup: is not a title, an empty line and a text"},
	    {"reminder.popup", "Titel\nTekst\n\nTekst",
		"nl/reminder.popup: is not a title, an empty line and a text"},
	    {"reminder.popup", "\tA\tB\n\nTekst",
		"nl/reminder.popup: gives more than one line; write a single "
		"one"},
	};
	struct fixture *f = *state;
	const char *text;
	size_t i, end;
	int rc;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		put(f, "reminder.subject", "a");
		put(f, "reminder.txt", "a");
		put(f, "reminder.html", "a");
		put(f, cases[i].file, cases[i].text);
		reload(f);
		rc = letter_mail(f->templates, &f->letter, &f->out, &f->err);
		if (rc == 0)
			rc = letter_popup(
			    f->templates, &f->letter, &f->out, &f->err);
		assert_int_equal(rc, -1);
		assert_int_equal(f->err.kind, ERR_CONFIG);
		text = f->err.text;
		end = strlen(text) - strlen(cases[i].sentence);
		assert_true(strlen(text) >= strlen(cases[i].sentence));
		assert_string_equal(text + end, cases[i].sentence);
	}
}

static void
subject_takes_no_line_break(void **state)
{
	struct fixture *f = *state;

	reload(f);
	snprintf(f->person.name, sizeof(f->person.name), "Kim\r\nBcc: x");
	assert_int_equal(
	    letter_mail(f->templates, &f->letter, &f->out, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_DATA);
	assert_int_equal(f->out.subject.len, 0);
	snprintf(f->person.name, sizeof(f->person.name), "Kim");
	write_mail(f);
}

static void
check_is_content(void **state)
{
	struct fixture *f = *state;
	struct buf lines;

	buf_init(&lines, 65536);
	reload(f);
	assert_int_equal(
	    proofread(f->templates, &f->config, &lines, &f->err), 0);
	assert_string_equal(lines.data, "");
	buf_free(&lines);
}

static size_t
count_lines(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static void
check_says_each_mistake_once(void **state)
{
	static const char *const said[] = {
	    "/reminder.subject:1: \"adminn\" is not known here; did you mean "
	    "\"admin\"?\n",
	    "/reminder.txt:1: \"x1\" is not known here\n",
	    "/nl/reminder.html:1: section \"worker\" is not closed\n",
	    "/en/reminder.popup:1: section \"b\" is closed before "
	    "\"deadline_passed\" of line 1\n",
	    "/enrolled.txt:1: \"x3\" is a partial that is not there\n",
	    ": stage \"enrolled\" has no text in \"nl\" for email; write ",
	    ": stage \"enrolled\" has no text in \"en\" for email; write ",
	};
	struct fixture *f = *state;
	struct buf lines;
	size_t i;

	f->config.stage_count = 2;
	put(f, "reminder.subject", "{{#admin}}{{adminn}}{{/admin}}a");
	put(f, "reminder.txt",
	    "{{#deadline_passed}}{{x1}}{{/deadline_passed}}a");
	put(f, "nl/reminder.html", "{{#worker}}");
	put(f, "en/reminder.popup", "{{^deadline_passed}}{{/b}}");
	put(f, "enrolled.subject", "{{#worker}}{{x2}}{{/worker}}a");
	put(f, "enrolled.txt", "{{#enrolled}}{{> x3}}{{/enrolled}}a");
	reload(f);
	buf_init(&lines, 65536);
	assert_int_equal(
	    proofread(f->templates, &f->config, &lines, &f->err), -1);
	assert_int_equal(f->err.kind, ERR_CONFIG);
	assert_true(text_starts(lines.data, f->err.text));
	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		if (strstr(lines.data, said[i]) == NULL)
			fail_msg("%s not in:\n%s", said[i], lines.data);
	}
	assert_int_equal(count_lines(lines.data), 7);
	proofread(f->templates, &f->config, &lines, &f->err);
	assert_int_equal(count_lines(lines.data), 7);
	buf_free(&lines);
}

/* Several stages can have the same texts. */
static void
stage_with_other_texts(void **state)
{
	struct fixture *f = *state;
	struct stage stage = f->config.stages[0];

	put(f, "shared.subject", "Once more");
	put(f, "shared.txt", "the same");
	put(f, "shared.html", "<p>the same</p>");
	put(f, "shared.popup", "Once more\n\nthe same");
	stage.template = "shared";
	f->config.stages = &stage;
	f->config.stage_count = 1;
	f->letter.stage = &stage;
	reload(f);
	write_mail(f);
	assert_string_equal(f->out.subject.data, "Once more");
	assert_string_equal(f->out.text.data, "the same");
}

/* What a stage brings for the calendar is written by check, too. */
static void
check_writes_appointments(void **state)
{
	static const char *const titles[] = {"nl=Vragenuur", "en=Questions"};
	const struct webinar webinar = {.name = "questions",
	    .title = {titles, 2},
	    .day = 20718, /* Tue 2026-09-22 */
	    .from = 9 * 60 + 5,
	    .minutes = 60,
	    .url = "https://video.example.nl/"};
	struct fixture *f = *state;
	struct stage stage = f->config.stages[0];
	struct letter letter = f->letter;
	struct letter_text out;
	struct buf lines;

	stage.appointment = "questions";
	letter.stage = &stage;
	f->config.stages = &stage;
	f->config.webinars = &webinar;
	f->config.webinar_count = 1;
	put(f, "appointment-webinar.popup", "{{webinar.title}}\n\n{{x}}");
	reload(f);
	buf_init(&lines, 65536);
	assert_int_equal(
	    proofread(f->templates, &f->config, &lines, &f->err), -1);
	assert_non_null(strstr(lines.data,
	    "appointment-webinar.popup:3: \"x\" is not known here"));
	buf_free(&lines);
	put(f, "appointment-webinar.popup",
	    "{{webinar.title}}\n\n{{webinar.day}} {{webinar.from}}-"
	    "{{webinar.until}} {{webinar.url}}");
	reload(f);
	letter_text_init(&out);
	assert_int_equal(
	    letter_appointment(f->templates, &letter, &out, &f->err), 0);
	assert_string_equal(out.subject.data, "Vragenuur");
	assert_string_equal(out.text.data,
	    "dinsdag 22 september 2026 9:05-10:05 https://video.example.nl/");
	letter_text_free(&out);
}

/* Of several people's mailbox a letter has no link; check writes that too. */
static void
check_writes_without_a_link(void **state)
{
	struct fixture *f = *state;
	struct buf lines;

	put(f, "reminder.txt",
	    "{{#link}}{{link}}{{/link}}{{^link}}{{x}}{{/link}}");
	reload(f);
	buf_init(&lines, 65536);
	assert_int_equal(
	    proofread(f->templates, &f->config, &lines, &f->err), -1);
	assert_non_null(strstr(lines.data, "\"x\" is not known here"));
	buf_free(&lines);
	put(f, "reminder.txt",
	    "{{#link}}to {{link}}{{/link}}{{^link}}no{{/link}}");
	reload(f);
	write_mail(f);
	assert_string_equal(f->out.text.data, "to https://2fa.example.nl/e/T");
	f->letter.link = "";
	write_mail(f);
	assert_string_equal(f->out.text.data, "no");
}

static void
fill_more(const void *about, const struct catalogue *words, struct value *data)
{
	assert_non_null(words);
	value_set(data, "file", about);
}

/* What a letter alone is about goes with the facts of all. */
static void
more_facts(void **state)
{
	struct fixture *f = *state;

	put(f, "reminder.txt", "{{file}} of {{organisation}}");
	reload(f);
	f->letter.more = fill_more;
	f->letter.about = "list.csv";
	write_mail(f);
	assert_string_equal(f->out.text.data, "list.csv of De Linde & Zn");
	f->letter.more = NULL;
	assert_int_equal(
	    letter_mail(f->templates, &f->letter, &f->out, &f->err), -1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(mail_has_three_texts),
	    TEST(all_names_are_there),
	    TEST(deadline_passes_on_its_day),
	    TEST(language_of_the_person),
	    TEST(popup_has_title_and_text),
	    TEST(mistakes),
	    TEST(subject_takes_no_line_break),
	    TEST(check_is_content),
	    TEST(check_says_each_mistake_once),
	    TEST(stage_with_other_texts),
	    TEST(check_writes_appointments),
	    TEST(check_writes_without_a_link),
	    TEST(more_facts),
	};

	return cmocka_run_group_tests_name("letter", tests, NULL, NULL);
}
