#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "deliver/quoted.h"

#define OUT_MAX 65536
#define TEXT_MAX 4000

/* Decodes it (RFC 2045, section 6.7), holding it to what it promises. */
static void
decode(const struct buf *in, char *out)
{
	const char *line = in->data, *end, *c;
	unsigned int byte;

	while (*line != '\0') {
		end = strstr(line, "\r\n");
		if (end == NULL)
			end = in->data + in->len;
		assert_true(end - line <= 76);
		assert_true(*line != '.');
		assert_true(strncmp(line, "From ", 5) != 0);
		assert_true(end == line || (end[-1] != ' ' && end[-1] != '\t'));
		for (c = line; c < end; c++) {
			assert_true(*c == '\t' || (*c >= ' ' && *c <= '~'));
			if (*c != '=') {
				*out++ = *c;
			} else if (c + 1 < end) {
				assert_int_equal(
				    sscanf(c + 1, "%2X", &byte), 1);
				*out++ = (char)byte;
				c += 2;
			}
		}
		if (*end != '\0' && (end == line || end[-1] != '='))
			*out++ = '\n';
		line = *end == '\0' ? end : end + 2;
	}
	*out = '\0';
}

static void
test_exact(void **state)
{
	static const struct {
		const char *text;
		const char *quoted;
	} cases[] = {
	    {"", ""},
	    {"a", "a"},
	    {"a\n", "a\r\n"},
	    {"a\r\nb", "a\r\nb"},
	    {"\n\n", "\r\n\r\n"},
	    {"1 = 2", "1 =3D 2"},
	    {"blank \nat the end\t", "blank=20\r\nat the end=09"},
	    {".\n..\n.a.b", "=2E\r\n=2E.\r\n=2Ea.b"},
	    {"From here\nFrom\nIn From ", "=46rom here\r\nFrom\r\nIn From=20"},
	    {"Zo\xc3\xab", "Zo=C3=AB"},
	    {"a\rb", "a=0Db"},
	    {"\x7f\x1b", "=7F=1B"},
	};
	struct buf out;
	size_t i;

	(void)state;
	buf_init(&out, OUT_MAX);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		quoted_add(&out, cases[i].text);
		assert_string_equal(out.data, cases[i].quoted);
	}
	buf_free(&out);
}

/* Whatever stands where, it comes back, in lines that are short enough. */
static void
test_back(void **state)
{
	static const char *const pieces[] = {"a", "\xc3\xab", ".", "From ", " ",
	    "\t", "=", "\n", "word", "\xf0\x9f\x94\x91"};
	char text[TEXT_MAX], back[TEXT_MAX];
	uint32_t chance = 1;
	struct buf out;
	size_t round;

	(void)state;
	buf_init(&out, OUT_MAX);
	for (round = 0; round < 300; round++) {
		size_t len = 0, piece;

		while (len < TEXT_MAX - 8) {
			chance = chance * 1103515245U + 12345U;
			/* Few line ends, so that most lines are folded. */
			piece = (chance >> 16) % (round % 2 == 0 ? 40 : 10);
			if (piece >= sizeof(pieces) / sizeof(pieces[0]))
				piece = 0;
			memcpy(text + len, pieces[piece],
			    strlen(pieces[piece]) + 1);
			len += strlen(pieces[piece]);
		}
		buf_clear(&out);
		quoted_add(&out, text);
		decode(&out, back);
		assert_string_equal(back, text);
	}
	buf_free(&out);
}

/* Every byte there is. */
static void
test_bytes(void **state)
{
	char text[TEXT_MAX], back[TEXT_MAX];
	struct buf out;
	int c;

	(void)state;
	buf_init(&out, OUT_MAX);
	for (c = 1; c < 256; c++) {
		snprintf(text, sizeof(text), "x%cx", c);
		buf_clear(&out);
		quoted_add(&out, text);
		decode(&out, back);
		assert_string_equal(back, text);
	}
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_exact),
	    cmocka_unit_test(test_back),
	    cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests_name("quoted", tests, NULL, NULL);
}
