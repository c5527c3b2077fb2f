#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/encode.h"
#include "base/hash.h"

static void
equals(const uint8_t hash[HASH_SIZE], const char *hex)
{
	char text[ENCODE_HEX_SIZE(HASH_SIZE)];

	encode_hex(hash, HASH_SIZE, text);
	assert_string_equal(text, hex);
}

/* FIPS 180-4, the examples of its companion. */
static void
test_sha256(void **state)
{
	uint8_t out[HASH_SIZE];

	(void)state;
	assert_int_equal(hash_sha256("abc", 3, out), 0);
	equals(out,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(hash_sha256("", 0, out), 0);
	equals(out,
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
}

/* RFC 4231, test cases 1, 2 and 6 (a key longer than a block). */
static void
test_hmac(void **state)
{
	static const char six[] =
	    "Test Using Larger Than Block-Size Key - Hash Key First";
	uint8_t key[131], out[HASH_SIZE];

	(void)state;
	memset(key, 0x0b, 20);
	assert_int_equal(hash_hmac(key, 20, "Hi There", 8, out), 0);
	equals(out,
	    "b0344c61d8db38535ca8afceaf0bf12b"
	    "881dc200c9833da726e9376c2e32cff7");
	assert_int_equal(
	    hash_hmac("Jefe", 4, "what do ya want for nothing?", 28, out), 0);
	equals(out,
	    "5bdcc146bf60754e6a042426089575c7"
	    "5a003f089d2739839dec58b964ec3843");
	memset(key, 0xaa, sizeof(key));
	assert_int_equal(
	    hash_hmac(key, sizeof(key), six, sizeof(six) - 1, out), 0);
	equals(out,
	    "60e431591ee0b67f0d8a26aacbf5b77f"
	    "8e0bc6213728c5140546040f0ee37f54");
}

/* RFC 5869, test case 3: no salt, no info; the first 32 of its 42 bytes. */
static void
test_derive(void **state)
{
	uint8_t master[22], out[HASH_SIZE], other[HASH_SIZE];

	(void)state;
	memset(master, 0x0b, sizeof(master));
	assert_int_equal(hash_derive(master, sizeof(master), "", out), 0);
	equals(out,
	    "8da4e775a563c18f715f802a063c5a31"
	    "b8a11f5c5ee1879ec3454e5f3c738d2d");
	assert_int_equal(hash_derive(master, sizeof(master), "a", other), 0);
	assert_memory_not_equal(out, other, HASH_SIZE);
}

static void
test_rest(void **state)
{
	uint8_t a[HASH_SIZE] = {0}, b[HASH_SIZE] = {0};

	(void)state;
	assert_true(hash_same(a, b, sizeof(a)));
	b[HASH_SIZE - 1] = 1;
	assert_false(hash_same(a, b, sizeof(a)));
	assert_true(hash_same(a, b, HASH_SIZE - 1));
	assert_int_equal(hash_random(a, sizeof(a)), 0);
	assert_int_equal(hash_random(b, sizeof(b)), 0);
	assert_memory_not_equal(a, b, sizeof(a));
	hash_wipe(a, sizeof(a));
	memset(b, 0, sizeof(b));
	assert_memory_equal(a, b, sizeof(a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sha256),
	    cmocka_unit_test(test_hmac),
	    cmocka_unit_test(test_derive),
	    cmocka_unit_test(test_rest),
	};

	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
