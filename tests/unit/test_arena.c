#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/arena.h"

#define PIECES 40

static void
pieces_are_apart_and_aligned(void **state)
{
	struct arena arena = {NULL, NULL};
	char *pieces[PIECES];
	size_t i, k;

	(void)state;
	for (i = 0; i < PIECES; i++) {
		pieces[i] = arena_take(&arena, i * 50 + 1);
		assert_non_null(pieces[i]);
		assert_int_equal(
		    (uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		memset(pieces[i], (int)i, i * 50 + 1);
	}
	for (i = 0; i < PIECES; i++) {
		for (k = 0; k < i * 50 + 1; k++)
			assert_int_equal(pieces[i][k], i);
	}
	arena_free(&arena);
	assert_null(arena.blocks);
}

static void
cleared_memory_is_handed_out_again(void **state)
{
	struct arena arena = {NULL, NULL};
	void *pieces[PIECES];
	size_t i, round, len;

	(void)state;
	for (round = 0; round < 3; round++) {
		for (i = 0; i < PIECES; i++) {
			void *piece;

			len = i == 5 ? 50000 : 1000;
			piece = arena_take(&arena, len);
			assert_non_null(piece);
			if (round > 0)
				assert_ptr_equal(piece, pieces[i]);
			pieces[i] = piece;
		}
		arena_clear(&arena);
	}
	arena_free(&arena);
}

static void
another_order_after_clearing(void **state)
{
	struct arena arena = {NULL, NULL};
	char *a, *b, *c;

	(void)state;
	assert_non_null(arena_take(&arena, 8000));
	assert_non_null(arena_take(&arena, 8000));
	arena_clear(&arena);
	a = arena_take(&arena, 8000);
	b = arena_take(&arena, 50000);
	c = arena_take(&arena, 8000);
	memset(a, 'a', 8000);
	memset(b, 'b', 50000);
	memset(c, 'c', 8000);
	assert_int_equal(a[7999], 'a');
	assert_int_equal(b[49999], 'b');
	arena_free(&arena);
}

static void
copies_and_limits(void **state)
{
	struct arena arena = {NULL, NULL};

	(void)state;
	assert_string_equal(arena_copy(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_copy(&arena, "", 0), "");
	assert_null(arena_take(&arena, SIZE_MAX));
	assert_null(arena_take(&arena, SIZE_MAX / 2 + 1));
	arena_free(&arena);
}

static void
nothing_is_left_to_read(void **state)
{
	static const char secret[] = "GEZDGNBVGY3TQOJQ", zeros[sizeof(secret)];
	struct arena arena = {NULL, NULL};
	char *first, *large;

	(void)state;
	first = arena_copy(&arena, secret, sizeof(secret) - 1);
	large = arena_take(&arena, 50000);
	memcpy(large + 49000, secret, sizeof(secret));
	arena_clear(&arena);
	assert_memory_equal(first, zeros, sizeof(secret));
	assert_memory_equal(large + 49000, zeros, sizeof(secret));
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pieces_are_apart_and_aligned),
	    cmocka_unit_test(cleared_memory_is_handed_out_again),
	    cmocka_unit_test(another_order_after_clearing),
	    cmocka_unit_test(copies_and_limits),
	    cmocka_unit_test(nothing_is_left_to_read),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
