#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/language.h"

static const char *const languages[] = {"nl", "en", "pt-BR"};

static const struct campaign campaign = {
    .languages = languages, .language_count = 3};

static void
knows_the_campaigns_languages(void **state)
{
	(void)state;
	assert_string_equal(language_of(&campaign, "en"), "en");
	assert_string_equal(language_of(&campaign, "EN-gb"), "en");
	assert_string_equal(language_of(&campaign, "pt-br"), "pt-BR");
	assert_null(language_of(&campaign, "pt"));
	assert_null(language_of(&campaign, ""));
	assert_null(language_of(&campaign, "english"));
}

static void
takes_what_the_browser_likes_best(void **state)
{
	static const struct {
		const char *header;
		const char *language;
	} cases[] = {
	    {"en", "en"},
	    {"nl-BE,nl;q=0.9,en;q=0.8", "nl"},
	    {"nl;q=0.5, en;q=0.75", "en"},
	    {"de-DE, fr;q=0.9, en-US;q=0.3", "en"},
	    {"en;q=0, nl;q=0.001", "nl"},
	    {"en ; q=0.2 ,\tnl;q=1.0", "nl"},
	    {"nl,en", "nl"},
	};
	static const char *const none[] = {
	    "", "*", "de", "en;q=0", "en;q=x", "en;q=9", ",;,", "en;level=1"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(
		    language_accepted(&campaign, cases[i].header),
		    cases[i].language);
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_null(language_accepted(&campaign, none[i]));
}

static void
calls_languages_by_their_own_name(void **state)
{
	(void)state;
	assert_string_equal(language_label("nl"), "Nederlands");
	assert_string_equal(language_label("xx"), "xx");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_the_campaigns_languages),
	    cmocka_unit_test(takes_what_the_browser_likes_best),
	    cmocka_unit_test(calls_languages_by_their_own_name),
	};

	return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
