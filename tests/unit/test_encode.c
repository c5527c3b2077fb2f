#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/encode.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* RFC 4648, section 10; base64url and base32 without their padding. */
static const struct {
	const char *plain, *base64, *base64url, *base32, *hex;
} vectors[] = {
    {"", "", "", "", ""},
    {"f", "Zg==", "Zg", "MY", "66"},
    {"fo", "Zm8=", "Zm8", "MZXQ", "666f"},
    {"foo", "Zm9v", "Zm9v", "MZXW6", "666f6f"},
    {"foob", "Zm9vYg==", "Zm9vYg", "MZXW6YQ", "666f6f62"},
    {"fooba", "Zm9vYmE=", "Zm9vYmE", "MZXW6YTB", "666f6f6261"},
    {"foobar", "Zm9vYmFy", "Zm9vYmFy", "MZXW6YTBOI", "666f6f626172"},
};

typedef int decoder(const char *, uint8_t *, size_t);
typedef void encoder(const uint8_t *, size_t, char *);

static void
both_ways(encoder *encode, decoder *decode, const char *plain, const char *text)
{
	uint8_t bytes[8];
	char out[32];

	encode((const uint8_t *)plain, strlen(plain), out);
	assert_string_equal(out, text);
	assert_int_equal(decode(text, bytes, sizeof(bytes)), strlen(plain));
	assert_memory_equal(bytes, plain, strlen(plain));
	/* One byte of room less is too little. */
	if (plain[0] != '\0')
		assert_int_equal(decode(text, bytes, strlen(plain) - 1), -1);
}

static void
test_vectors(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(vectors); i++) {
		both_ways(encode_base64, decode_base64, vectors[i].plain,
		    vectors[i].base64);
		both_ways(encode_base64url, decode_base64url, vectors[i].plain,
		    vectors[i].base64url);
		both_ways(encode_base32, decode_base32, vectors[i].plain,
		    vectors[i].base32);
		both_ways(
		    encode_hex, decode_hex, vectors[i].plain, vectors[i].hex);
	}
}

static void
test_alphabets(void **state)
{
	static const uint8_t bytes[] = {0xfb, 0xff, 0xbf};
	char out[8];

	(void)state;
	encode_base64(bytes, sizeof(bytes), out);
	assert_string_equal(out, "+/+/");
	encode_base64url(bytes, sizeof(bytes), out);
	assert_string_equal(out, "-_-_");
}

/* Every value has one text, so none of these is one. */
static void
test_not_canonical(void **state)
{
	static const char *const base64[] = {"Zg", "Zg=", "Zg===", "Zh==",
	    "Zm9=", "Zm9v====", "====", "Z===", "Zg==Zg==", "Zm 9", "Zm9v\n",
	    "-_-_", "Z=g=", "=Zm9"};
	static const char *const base64url[] = {
	    "Zg==", "Zh", "Zm9", "Z", "A", "AAAAA", "Zm9vY", "+/+/", "Zg "};
	static const char *const base32[] = {"my", "MZ", "M", "A", "AAA",
	    "AAAAAA", "MY======", "MZX", "MZXW6Y", "M1", "M0", "M8", "MZXW 6"};
	static const char *const hex[] = {
	    "6", "666", "6g", "6F", " 66", "0x66"};
	uint8_t out[16];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(base64); i++)
		assert_int_equal(decode_base64(base64[i], out, 16), -1);
	for (i = 0; i < COUNT(base64url); i++)
		assert_int_equal(decode_base64url(base64url[i], out, 16), -1);
	for (i = 0; i < COUNT(base32); i++)
		assert_int_equal(decode_base32(base32[i], out, 16), -1);
	for (i = 0; i < COUNT(hex); i++)
		assert_int_equal(decode_hex(hex[i], out, 16), -1);
}

static void
test_sizes(void **state)
{
	uint8_t bytes[64] = {0};
	char out[256];
	size_t n;

	(void)state;
	for (n = 0; n <= sizeof(bytes); n++) {
		encode_hex(bytes, n, out);
		assert_int_equal(strlen(out) + 1, ENCODE_HEX_SIZE(n));
		encode_base64(bytes, n, out);
		assert_int_equal(strlen(out) + 1, ENCODE_BASE64_SIZE(n));
		encode_base64url(bytes, n, out);
		assert_int_equal(strlen(out) + 1, ENCODE_BASE64URL_SIZE(n));
		encode_base32(bytes, n, out);
		assert_int_equal(strlen(out) + 1, ENCODE_BASE32_SIZE(n));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_vectors),
	    cmocka_unit_test(test_alphabets),
	    cmocka_unit_test(test_not_canonical),
	    cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests_name("encode", tests, NULL, NULL);
}
