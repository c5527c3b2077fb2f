#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "config/url.h"

static void
takes_to_pieces(void **state)
{
	static const struct {
		const char *text, *scheme, *host;
		int64_t port;
		const char *rest;
	} rows[] = {
	    {"https://2fa.example.nl", "https", "2fa.example.nl", 0, ""},
	    {"smtp://127.0.0.1:2525", "smtp", "127.0.0.1", 2525, ""},
	    {"http://[::1]:65535/a?b#c", "http", "::1", 65535, "/a?b#c"},
	    {"https://localhost?q", "https", "localhost", 0, "?q"},
	};
	struct url url;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(url_parse(rows[i].text, &url), 0);
		assert_string_equal(url.scheme, rows[i].scheme);
		assert_string_equal(url.host, rows[i].host);
		assert_int_equal(url.port, rows[i].port);
		assert_string_equal(url.rest, rows[i].rest);
	}
}

static void
refuses_others(void **state)
{
	static const char *const texts[] = {"", "example.nl", "https://",
	    "https:///path", "https://user@example.nl", "https://a b",
	    "https://exa_mple.nl", "https://example.nl:", "https://a:0",
	    "https://a:65536", "https://a:1x", "https://a:999999",
	    "https://[::1", "https://[::1]x", "https://[127.0.0.1]",
	    "https://127.0.0.1.1", "https://256.0.0.1", "https://-a.nl",
	    "https://a-.nl", "https://a..nl", "https://a.nl.",
	    "verylongscheme://a", "https://a/\n", "https://a/\xc3\xa9"};
	struct url url;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(url_parse(texts[i], &url), -1);
}

static void
takes_listen_to_pieces(void **state)
{
	static const char *const refused[] = {"", "8025", "127.0.0.1", ":8025",
	    "localhost:8025", "::1:8025", "[::1]", "127.0.0.1:0"};
	struct url url;
	size_t i;

	(void)state;
	assert_int_equal(url_parse_listen("0.0.0.0:80", &url), 0);
	assert_int_equal(url.port, 80);
	assert_int_equal(url_parse_listen("[::1]:8025", &url), 0);
	assert_string_equal(url.host, "::1");
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		assert_int_equal(url_parse_listen(refused[i], &url), -1);
}

static void
knows_this_machine(void **state)
{
	(void)state;
	assert_true(url_is_loopback("127.0.0.1"));
	assert_true(url_is_loopback("127.255.0.9"));
	assert_true(url_is_loopback("::1"));
	assert_true(url_is_loopback("LocalHost"));
	assert_false(url_is_loopback("128.0.0.1"));
	assert_false(url_is_loopback("::2"));
	assert_false(url_is_loopback("127.0.0.1.example.nl"));
	assert_false(url_is_loopback("localhost.example.nl"));
	assert_false(url_is_loopback(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_to_pieces),
	    cmocka_unit_test(refuses_others),
	    cmocka_unit_test(takes_listen_to_pieces),
	    cmocka_unit_test(knows_this_machine),
	};

	return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
