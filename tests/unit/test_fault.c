#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "roster/fault.h"

#define WORDS_MAX 65536

static void
test_found(void **state)
{
	struct fault fault;
	char sentence[400];

	(void)state;
	assert_true(fault_find(FAULT_DOMAIN_NONE, &fault));
	assert_string_equal(fault.name, "domain-none");
	snprintf(
	    sentence, sizeof(sentence), FAULT_FIELDS, (size_t)9, (size_t)8);
	assert_true(fault_find(sentence, &fault));
	assert_string_equal(fault.name, "fields");
	assert_string_equal(fault.texts[0], "9");
	assert_string_equal(fault.texts[1], "8");
	assert_string_equal(fault.texts[2], "");
	snprintf(sentence, sizeof(sentence), FAULT_LANGUAGE, "nl, en");
	assert_true(fault_find(sentence, &fault));
	assert_string_equal(fault.name, "language");
	assert_string_equal(fault.texts[0], "nl, en");
	snprintf(sentence, sizeof(sentence), FAULT_LEAVING, (int64_t)5,
	    (int64_t)9, "De Wilg (50 %)", "w", "", (int64_t)20, (size_t)5,
	    (size_t)5);
	assert_true(fault_find(sentence, &fault));
	assert_string_equal(fault.name, "leaving");
	assert_string_equal(fault.texts[1], "9");
	assert_string_equal(fault.texts[7], "5");
}

static void
test_not_found(void **state)
{
	static const char *const sentences[] = {"", "has no", "has no domain",
	    FAULT_DOMAIN_NONE ".", "is longer than many bites", "%s",
	    "is not De Wilg, whose list"};
	struct fault fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		assert_false(fault_find(sentences[i], &fault));
}

/* What is longer than there is room for is cut. */
static void
test_long(void **state)
{
	char name[600], sentence[700];
	struct fault fault;

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	snprintf(sentence, sizeof(sentence), FAULT_ORGANISATION_OTHER, name);
	assert_true(fault_find(sentence, &fault));
	assert_int_equal(strlen(fault.texts[0]), FAULT_TEXT_SIZE - 1);
}

/* Each has words in both languages, and no words are of none. */
static void
test_words(void **state)
{
	static const char *const files[] = {
	    "templates/nl/words", "templates/en/words"};
	char key[64];
	const char *at;
	unsigned int number;
	struct buf text;
	struct err err;
	size_t f, count;

	(void)state;
	for (f = 0; f < 2; f++) {
		buf_init(&text, WORDS_MAX);
		assert_int_equal(file_read(files[f], FILE_ANY, &text, &err), 0);
		for (number = 0; fault_name(number) != NULL; number++) {
			snprintf(key, sizeof(key),
			    "\nfault.%s = ", fault_name(number));
			if (strstr(text.data, key) == NULL)
				fail_msg("%s: no %s", files[f], key + 1);
		}
		count = 0;
		for (at = text.data; (at = strstr(at, "\nfault.")) != NULL;
		     at++)
			count++;
		assert_int_equal(count, number);
		buf_free(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_found),
	    cmocka_unit_test(test_not_found),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
