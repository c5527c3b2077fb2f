#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "config/rules.h"

#define MANUAL "cmd/twofold.conf.5" /* tests run in the project's root */
#define NAME_SIZE 80
#define ITEM ".It Ic "

/* What the grammar allows is what there are rules for. */
static void
test_grammar(void **state)
{
	static struct grammar grammar;
	const struct rules *rules;
	size_t i, k;

	(void)state;
	rules_grammar(&grammar);
	assert_true(grammar.count > 10);
	for (k = 0; k < grammar.count; k++) {
		rules = rules_of(grammar.kinds[k].kind);
		assert_string_equal(rules->kind, grammar.kinds[k].kind);
		assert_int_equal(rules->titled, grammar.kinds[k].titled);
		assert_int_equal(rules->count, grammar.kinds[k].count);
		for (i = 0; i < rules->count; i++) {
			assert_string_equal(rules->rules[i].name,
			    grammar.kinds[k].names[i].name);
			assert_int_equal(rules->rules[i].list,
			    grammar.kinds[k].names[i].list);
		}
	}
}

/* The part of the page about a kind of section, to free; NULL for none. */
static char *
section_of(const char *page, const char *kind)
{
	char title[NAME_SIZE];
	const char *from, *to;

	snprintf(title, sizeof(title), "\n.Ss %s\n", kind);
	if (kind[0] == '\0')
		snprintf(
		    title, sizeof(title), "\n.Sh SETTINGS OUTSIDE SECTIONS\n");
	from = strstr(page, title);
	if (from == NULL)
		return NULL;
	from += strlen(title);
	for (to = from; to != NULL && *to != '\0'; to = strchr(to + 1, '\n')) {
		if (text_starts(to, "\n.Ss ") || text_starts(to, "\n.Sh "))
			break;
	}
	return to == NULL ? strdup(from) : strndup(from, (size_t)(to - from));
}

/*
 * What the section says of a setting: up to the next item that does not follow
 * at once, since several settings may have one text.
 */
static char *
item_of(const char *section, const char *name)
{
	char head[NAME_SIZE];
	const char *from, *at;
	bool said = false;

	snprintf(head, sizeof(head), ITEM "%s ", name);
	from = strstr(section, head);
	if (from == NULL)
		return NULL;
	for (at = strchr(from, '\n'); at != NULL; at = strchr(at + 1, '\n')) {
		if (text_starts(at + 1, ".El") ||
		    (said && text_starts(at + 1, ITEM)))
			break;
		said |= !text_starts(at + 1, ITEM);
	}
	return at == NULL ? strdup(from) : strndup(from, (size_t)(at - from));
}

/* Whether it is said what holds without it. */
static bool
says_default(const char *text)
{
	return strstr(text, "Default") != NULL ||
	    strstr(text, "the default") != NULL ||
	    strstr(text, "has to be set") != NULL ||
	    strstr(text, "have to be set") != NULL;
}

/* Every setting is in the manual, with its default or that it has none. */
static void
test_manual(void **state)
{
	static struct grammar grammar;
	struct buf page;
	char *section, *item;
	struct err err;
	size_t i, k;

	(void)state;
	buf_init(&page, 1 << 20);
	assert_int_equal(file_read(MANUAL, FILE_ANY, &page, &err), 0);
	rules_grammar(&grammar);
	for (k = 0; k < grammar.count; k++) {
		const struct grammar_kind *kind = &grammar.kinds[k];

		section = section_of(page.data, kind->kind);
		if (section == NULL)
			fail_msg(MANUAL " has no section %s", kind->kind);
		for (i = 0; section != NULL && i < kind->count; i++) {
			item = item_of(section, kind->names[i].name);
			if (item == NULL || !says_default(item))
				fail_msg(MANUAL ": %s.%s: %s", kind->kind,
				    kind->names[i].name,
				    item == NULL ? "is not there"
						 : "lacks its default");
			free(item);
		}
		free(section);
	}
	buf_free(&page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_grammar),
	    cmocka_unit_test(test_manual),
	};

	return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
