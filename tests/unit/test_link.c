#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/encode.h"
#include "base/file.h"
#include "enrol/link.h"
#include "fixture.h"

static const struct link sample = {
    .purpose = LINK_ENROL,
    .person = INT64_C(0x0123456789abcdef),
    .generation = INT64_C(0xfedcba98),
    .expires_at = INT64_C(1790000000),
};

static void
test_round_trip(void **state)
{
	struct fixture *f = *state;
	char token[LINK_SIZE];
	struct link link = {.person = 0};

	assert_int_equal(link_write(f->keys, &sample, token, &f->err), 0);
	assert_int_equal(strlen(token), LINK_SIZE - 1);
	assert_int_equal(link_read(f->keys, token, &link), 0);
	assert_int_equal(link.purpose, sample.purpose);
	assert_int_equal(link.person, sample.person);
	assert_int_equal(link.generation, sample.generation);
	assert_int_equal(link.expires_at, sample.expires_at);
}

static void
test_every_bit_counts(void **state)
{
	uint8_t bytes[LINK_BODY + LINK_MAC];
	struct fixture *f = *state;
	char token[LINK_SIZE];
	struct link link;
	size_t bit;

	assert_int_equal(link_write(f->keys, &sample, token, &f->err), 0);
	assert_int_equal(
	    decode_base64url(token, bytes, sizeof(bytes)), (int)sizeof(bytes));
	for (bit = 0; bit < sizeof(bytes) * 8; bit++) {
		bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
		encode_base64url(bytes, sizeof(bytes), token);
		assert_int_equal(link_read(f->keys, token, &link), -1);
		bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
	}
	encode_base64url(bytes, sizeof(bytes), token);
	assert_int_equal(link_read(f->keys, token, &link), 0);
}

/* Every other letter in every place, also those of the bits left over. */
static void
test_every_letter_counts(void **state)
{
	struct fixture *f = *state;
	char token[LINK_SIZE + 1];
	struct link link;
	size_t i;
	int c;

	assert_int_equal(link_write(f->keys, &sample, token, &f->err), 0);
	for (i = 0; i < LINK_SIZE - 1; i++) {
		char kept = token[i];

		for (c = 0; c < 256; c++) {
			token[i] = (char)c;
			assert_int_equal(link_read(f->keys, token, &link),
			    token[i] == kept ? 0 : -1);
		}
		token[i] = kept;
	}
	token[LINK_SIZE - 1] = 'A';
	token[LINK_SIZE] = '\0';
	assert_int_equal(link_read(f->keys, token, &link), -1);
	assert_int_equal(link_read(f->keys, "", &link), -1);
}

/* Another key's token is none; that of an older key of the ring is one. */
static void
test_keys(void **state)
{
	struct fixture *f = *state, *other = fixture_make();
	char token[LINK_SIZE], path[FIXTURE_PATH];
	struct keyring *both = NULL;
	struct link link;
	struct buf b;

	assert_int_equal(link_write(f->keys, &sample, token, &f->err), 0);
	assert_int_equal(link_read(other->keys, token, &link), -1);
	buf_init(&b, 4096);
	snprintf(path, sizeof(path), "%s/both", f->folder);
	buf_text(&b, "newest QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=\n");
	assert_int_equal(file_read(f->key_file, FILE_PRIVATE, &b, &f->err), 0);
	assert_int_equal(file_create(path, b.data, b.len, 0600, &f->err), 0);
	assert_int_equal(keyring_load(path, &both, &f->err), 0);
	assert_int_equal(link_read(both, token, &link), 0);
	assert_int_equal(link_write(both, &sample, token, &f->err), 0);
	assert_int_equal(link_read(f->keys, token, &link), -1);
	keyring_free(both);
	unlink(path);
	buf_free(&b);
	fixture_free(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_round_trip),
	    FIXTURE_TEST(test_every_bit_counts),
	    FIXTURE_TEST(test_every_letter_counts),
	    FIXTURE_TEST(test_keys),
	};

	return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
