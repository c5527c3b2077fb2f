#ifndef CONFIG_CASE_H
#define CONFIG_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "config/config.h"

/*
 * What a configuration with one mistake is answered: CONFIG_CASE_BASE, in which
 * "find" is replaced once by "put", gives "mistakes", each "LINE: SENTENCE".
 */
struct config_case {
	const char *find, *put, *mistakes;
};

/* Has no mistake in a folder with a good.secret. */
#define CONFIG_CASE_BASE                                                       \
	"campaign \"demo\" {\n"                                                \
	"\tproduct = \"Demo\"\n"                                               \
	"\tstart = \"2026-08-01\"\n"                                           \
	"\tdeadline = \"2026-12-01\"\n"                                        \
	"\tlanguages = {\"nl\", \"en\"}\n"                                     \
	"}\n"                                                                  \
	"wave \"pilot\" {\n"                                                   \
	"\tstart = \"2026-08-01\"\n"                                           \
	"\tdeadline = \"2026-10-01\"\n"                                        \
	"}\n"                                                                  \
	"stage \"reminder\" {\n"                                               \
	"\tat = \"deadline-60d\"\n"                                            \
	"\tevery = \"14d\"\n"                                                  \
	"\tuntil = \"deadline-15d\"\n"                                         \
	"}\n"                                                                  \
	"send {\n"                                                             \
	"\tfrom = \"08:00\"\n"                                                 \
	"\tuntil = \"18:00\"\n"                                                \
	"}\n"                                                                  \
	"mail {\n"                                                             \
	"\tserver = \"smtp://mail.example.nl\"\n"                              \
	"\tfrom = \"2fa@example.nl\"\n"                                        \
	"}\n"                                                                  \
	"webhook {\n"                                                          \
	"\turl = \"https://app.example.nl/\"\n"                                \
	"\tsecret_file = \"good.secret\"\n"                                    \
	"}\n"                                                                  \
	"enrol {\n"                                                            \
	"\tbase_url = \"https://2fa.example.nl\"\n"                            \
	"}\n"                                                                  \
	"serve {\n"                                                            \
	"\tlisten = \"127.0.0.1:8025\"\n"                                      \
	"}\n"                                                                  \
	"database = \"twofold.db\"\n"

#define CONFIG_CASE_SECRET "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

static inline void
config_case_write(const char *name, const char *text, unsigned int mode)
{
	struct err err;

	assert_int_equal(file_write(name, text, strlen(text), mode, &err), 0);
}

/* A group's setup: goes to a new folder with files that cases name. */
static inline int
config_case_enter(void **state)
{
	static const struct {
		const char *name, *text;
		unsigned int mode;
	} files[] = {
	    {"good.secret", CONFIG_CASE_SECRET "\n", 0600},
	    {"open.secret", CONFIG_CASE_SECRET "\n", 0644},
	    {"bare.secret", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", 0600},
	    {"short.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILA==\n", 0600},
	    {"two.secret", "a\nb\n", 0600},
	};
	char *folder = strdup("/tmp/twofold-config-XXXXXX");
	size_t i;

	if (folder == NULL || mkdtemp(folder) == NULL || chdir(folder) == -1)
		return -1;
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		config_case_write(files[i].name, files[i].text, files[i].mode);
	*state = folder;
	return 0;
}

/* A group's teardown: takes the folder away. */
static inline int
config_case_leave(void **state)
{
	static const char *const names[] = {"good.secret", "open.secret",
	    "bare.secret", "short.secret", "two.secret", "twofold.conf"};
	size_t i;
	int rc;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(names[i]);
	rc = chdir("/") == 0 && rmdir(*state) == 0 ? 0 : -1;
	free(*state);
	return rc;
}

/* The lines that each of the case's begins a line of. */
static inline void
config_case_expect(const char *mistakes, struct buf *out)
{
	const char *newline;

	while ((newline = strchr(mistakes, '\n')) != NULL) {
		buf_format(out, "twofold.conf:%.*s\n",
		    (int)(newline - mistakes), mistakes);
		mistakes = newline + 1;
	}
	buf_format(out, "twofold.conf:%s\n", mistakes);
}

static inline void
config_case_check(const struct config_case *cases, size_t count)
{
	const char *at, *base = CONFIG_CASE_BASE;
	struct buf text, mistakes, expected;
	struct config *config;
	struct err err;
	size_t i;

	for (i = 0; i < count; i++) {
		buf_init(&text, 10000);
		buf_init(&mistakes, 10000);
		buf_init(&expected, 10000);
		at = strstr(base, cases[i].find);
		assert_non_null(at);
		buf_add(&text, base, (size_t)(at - base));
		buf_text(&text, cases[i].put);
		buf_text(&text, at + strlen(cases[i].find));
		config_case_write("twofold.conf", text.data, 0600);
		config_case_expect(cases[i].mistakes, &expected);
		assert_int_equal(
		    config_load("twofold.conf", &config, &mistakes, &err), -1);
		assert_null(config);
		assert_int_equal(err.kind, ERR_CONFIG);
		assert_string_equal(mistakes.data, expected.data);
		buf_free(&text);
		buf_free(&mistakes);
		buf_free(&expected);
	}
}

#endif
