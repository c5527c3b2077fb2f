#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/buf.h"
#include "roster/spool.h"
#include "text_file.h"

#define BLOCK 262144 /* bytes that are read at a time */
#define TEXT_MAX (8 * (size_t)BLOCK)

/* All that can be read from where the spool's text starts. */
static void
read_all(const struct spool *spool, struct buf *out)
{
	char block[4096];
	ssize_t n;

	buf_clear(out);
	while ((n = stream_read(spool->fd, block, sizeof(block))) > 0)
		buf_add(out, block, (size_t)n);
	assert_int_equal(n, 0);
}

static void
check(const void *data, size_t len, enum charset charset, const void *text,
    size_t text_len)
{
	char path[TEXT_FILE_SIZE];
	struct spool spool;
	struct buf out;
	struct err err;

	buf_init(&out, TEXT_MAX);
	text_path(data, len, path);
	assert_int_equal(spool_open(path, &spool, &err), 0);
	assert_int_equal(spool.charset, charset);
	read_all(&spool, &out);
	assert_int_equal(out.len, text_len);
	assert_memory_equal(out.data, text, text_len);
	assert_int_equal(spool_check(&spool, "list", &err), 0);
	spool_close(&spool);
	text_remove(path);
	buf_free(&out);
}

static void
test_charsets(void **state)
{
	(void)state;
	check("Zo\xc3\xab", 4, CHARSET_UTF8, "Zo\xc3\xab", 4);
	check("\xef\xbb\xbfZo", 5, CHARSET_UTF8, "Zo", 2);
	check("Zo\xeb", 3, CHARSET_WINDOWS_1252, "Zo\xc3\xab", 4);
	/* Cut in the middle of a character it is none. */
	check("Zo\xc3", 3, CHARSET_WINDOWS_1252, "Zo\xc3\x83", 4);
	check("\xff\xfeZ\0\xeb\0", 6, CHARSET_UTF16LE, "Z\xc3\xab", 3);
	check("\xfe\xff\0Z\0\xeb", 6, CHARSET_UTF16BE, "Z\xc3\xab", 3);
	/* The mark of UTF-8 on a text that is something else. */
	check("\xef\xbb\xbfZo\xeb", 6, CHARSET_WINDOWS_1252, "Zo\xc3\xab", 4);
}

/* Characters of all lengths lie over the borders of blocks. */
static void
test_borders(void **state)
{
	static const char smile[] = "\xf0\x9f\x98\x80";
	static char utf8[BLOCK + 16], utf16[2 + 2 * (BLOCK + 16)];
	size_t at, i, n;

	(void)state;
	for (at = BLOCK - 5; at <= BLOCK; at++) {
		memset(utf8, 'x', sizeof(utf8));
		memcpy(utf8 + at, smile, 4);
		check(utf8, sizeof(utf8), CHARSET_UTF8, utf8, sizeof(utf8));
		/* One byte wrong at the border makes another text of it. */
		utf8[at + 3] = 'x';
		memcpy(utf16, utf8, sizeof(utf8));
		n = sizeof(utf8);
		memmove(utf16 + at, "\xc3\xb0\xc5\xb8\xcb\x9c", 6);
		memcpy(utf16 + at + 6, utf8 + at + 3, n - at - 3);
		check(utf8, n, CHARSET_WINDOWS_1252, utf16, n + 3);
	}
	for (at = BLOCK / 2 - 3; at <= BLOCK / 2; at++) {
		n = BLOCK / 2 + 8;
		memset(utf8, 'x', sizeof(utf8));
		memcpy(utf8 + at, smile, 4);
		memcpy(utf16, "\xff\xfe", 2);
		for (i = 0; i < n; i++) {
			utf16[2 + 2 * i] = 'x';
			utf16[3 + 2 * i] = '\0';
		}
		memcpy(utf16 + 2 + 2 * at, "\x3d\xd8\x00\xde", 4);
		check(utf16, 2 + 2 * n, CHARSET_UTF16LE, utf8, n + 2);
	}
}

/* What can be read once is kept; the hash is the file's. */
static void
test_pipe(void **state)
{
	int before = dup(STDIN_FILENO), ends[2];
	struct spool spool, file;
	char path[TEXT_FILE_SIZE];
	struct buf out;
	struct err err;

	(void)state;
	buf_init(&out, 1000);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "\xef\xbb\xbfZo\xc3\xab", 7), 7);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_int_equal(spool_open(SPOOL_STDIN, &spool, &err), 0);
	dup2(before, STDIN_FILENO);
	close(before);
	read_all(&spool, &out);
	assert_string_equal(out.data, "Zo\xc3\xab");
	text_path("\xef\xbb\xbfZo\xc3\xab", 7, path);
	assert_int_equal(spool_open(path, &file, &err), 0);
	assert_string_equal(file.sha256, spool.sha256);
	assert_int_equal(spool_check(&spool, "list", &err), 0);
	spool_close(&file);
	spool_close(&spool);
	text_remove(path);
	buf_free(&out);
	assert_string_equal(spool_name(SPOOL_STDIN), "standard input");
}

/* What is in memory is read as a file with that in it. */
static void
test_hold(void **state)
{
	static const char bytes[] = "\xff\xfeZ\0o\0\xeb\0";
	struct spool held, file;
	char path[TEXT_FILE_SIZE];
	struct buf text, out;
	struct err err;

	(void)state;
	buf_init(&text, 100);
	buf_init(&out, 100);
	buf_add(&text, bytes, sizeof(bytes) - 1);
	assert_int_equal(spool_hold("list.csv", &text, &held, &err), 0);
	read_all(&held, &out);
	assert_string_equal(out.data, "Zo\xc3\xab");
	text_path(bytes, sizeof(bytes) - 1, path);
	assert_int_equal(spool_open(path, &file, &err), 0);
	assert_string_equal(file.sha256, held.sha256);
	assert_int_equal(spool_check(&held, "list.csv", &err), 0);
	spool_close(&held);
	spool_close(&file);
	text_remove(path);
	buf_clear(&text);
	assert_int_equal(spool_hold("list.csv", &text, &held, &err), -1);
	assert_string_equal(err.text, "list.csv: is empty");
	spool_close(&held);
	buf_free(&text);
	buf_free(&out);
}

static void
test_changed_meanwhile(void **state)
{
	char path[TEXT_FILE_SIZE];
	struct spool spool;
	struct err err;
	int fd;

	(void)state;
	text_path("login\n", 6, path);
	assert_int_equal(spool_open(path, &spool, &err), 0);
	fd = open(path, O_WRONLY | O_APPEND);
	assert_int_equal(write(fd, "x\n", 2), 2);
	close(fd);
	assert_int_equal(spool_check(&spool, path, &err), -1);
	assert_int_equal(err.kind, ERR_LATER);
	assert_non_null(strstr(err.text, "was changed while it was read"));
	spool_close(&spool);
	text_remove(path);
}

static void
test_refuses(void **state)
{
	static const struct {
		const char *data;
		size_t len;
		const char *part;
	} cases[] = {
	    {"", 0, "is empty"},
	    {"\x1f\x8b\x08", 3, "is compressed (gzip)"},
	    {"PK\x03\x04 ", 5, "is a workbook"},
	    {"\xd0\xcf\x11\xe0", 4, "is an Excel workbook"},
	    {"%PDF-1.7", 8, "is a PDF file"},
	};
	char path[TEXT_FILE_SIZE];
	struct spool spool;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		text_path(cases[i].data, cases[i].len, path);
		assert_int_equal(spool_open(path, &spool, &err), -1);
		assert_int_equal(err.kind, ERR_DATA);
		assert_non_null(strstr(err.text, cases[i].part));
		spool_close(&spool);
		text_remove(path);
	}
	assert_int_equal(spool_open("/tmp", &spool, &err), -1);
	assert_non_null(strstr(err.text, "/tmp: is a folder"));
	spool_close(&spool);
	assert_int_equal(spool_open("/no/such", &spool, &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	spool_close(&spool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_charsets),
	    cmocka_unit_test(test_borders),
	    cmocka_unit_test(test_pipe),
	    cmocka_unit_test(test_hold),
	    cmocka_unit_test(test_changed_meanwhile),
	    cmocka_unit_test(test_refuses),
	};

	return cmocka_run_group_tests_name("spool", tests, NULL, NULL);
}
