#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "otp/qr.h"

#define SIDE_MAX 185 /* modules of the largest code with its quiet zone */

struct picture {
	int side;
	bool black[SIDE_MAX][SIDE_MAX]; /* y, x */
};

/* Reads the attributes that qr_svg promises, and paints the path. */
static void
paint(const char *svg, struct picture *picture)
{
	int side, height, x, y, run, back, n, i;
	const char *at;

	memset(picture, 0, sizeof(*picture));
	at = strstr(svg, "viewBox=\"0 0 ");
	assert_non_null(at);
	assert_int_equal(
	    sscanf(at, "viewBox=\"0 0 %d %d\"", &side, &height), 2);
	assert_int_equal(side, height);
	assert_in_range(side, 21 + 2 * QR_QUIET, SIDE_MAX);
	picture->side = side;
	at = strstr(svg, "<path fill=\"#000\" d=\"");
	assert_non_null(at);
	at += strlen("<path fill=\"#000\" d=\"");
	while (*at == 'M') {
		n = 0;
		assert_int_equal(
		    sscanf(at, "M%d %dh%dv1H%dz%n", &x, &y, &run, &back, &n),
		    4);
		assert_true(n > 0);
		assert_int_equal(back, x);
		assert_true(x >= QR_QUIET && y >= QR_QUIET && run > 0);
		assert_true(x + run <= side - QR_QUIET);
		assert_true(y < side - QR_QUIET);
		for (i = 0; i < run; i++) {
			assert_false(picture->black[y][x + i]);
			picture->black[y][x + i] = true;
		}
		assert_false(picture->black[y][x + run]);
		at += n;
	}
	assert_string_equal(at, "\"/></svg>");
}

/* The square in three corners by which a camera finds a code. */
static void
finder(const struct picture *picture, int left, int top)
{
	static const char *const rows[] = {"#######", "#.....#", "#.###.#",
	    "#.###.#", "#.###.#", "#.....#", "#######"};
	int x, y;

	for (y = 0; y < 7; y++) {
		for (x = 0; x < 7; x++)
			assert_int_equal(picture->black[top + y][left + x],
			    rows[y][x] == '#');
	}
}

static void
test_is_a_code(void **state)
{
	static struct picture picture;
	struct err err = {0};
	struct buf out;
	int far, i;

	(void)state;
	buf_init(&out, 100000);
	assert_int_equal(qr_svg("otpauth://totp/MedPlan:jan?secret=GEZDGNBVGY3T"
				"QOJQGEZDGNBVGY3TQOJQ&issuer=MedPlan",
			     "QR", &out, &err),
	    0);
	paint(out.data, &picture);
	far = picture.side - QR_QUIET - 7;
	finder(&picture, QR_QUIET, QR_QUIET);
	finder(&picture, far, QR_QUIET);
	finder(&picture, QR_QUIET, far);

	/* The timing pattern between them alternates. */
	for (i = QR_QUIET + 7; i < far; i++) {
		assert_int_equal(picture.black[QR_QUIET + 6][i], i % 2 == 0);
		assert_int_equal(picture.black[i][QR_QUIET + 6], i % 2 == 0);
	}

	/* Format bits: the first two say 00 for level M, masked by 10. */
	assert_true(picture.black[QR_QUIET + 8][QR_QUIET]);
	assert_false(picture.black[QR_QUIET + 8][QR_QUIET + 1]);
	buf_wipe(&out);
}

static void
test_fits_the_page(void **state)
{
	struct err err = {0};
	struct buf out;

	(void)state;
	buf_init(&out, 100000);
	assert_int_equal(qr_svg("x", "\"Key\" <of> M&M", &out, &err), 0);
	assert_non_null(strstr(out.data, " role=\"img\" "));
	assert_non_null(strstr(
	    out.data, " aria-label=\"&quot;Key&quot; &lt;of&gt; M&amp;M\""));
	assert_non_null(
	    strstr(out.data, "<rect width=\"29\" height=\"29\" fill=\"#fff\""));
	assert_non_null(strstr(out.data, " shape-rendering=\"crispEdges\""));
	assert_null(strstr(out.data, "style"));
	buf_wipe(&out);
}

static void
test_refuses(void **state)
{
	char text[2333];
	struct err err = {0};
	struct buf out;

	(void)state;
	memset(text, 'x', sizeof(text));
	buf_init(&out, 1000000);
	text[2331] = '\0';
	assert_int_equal(qr_svg(text, "QR", &out, &err), 0);
	buf_clear(&out);
	text[2331] = 'x';
	text[2332] = '\0';
	assert_int_equal(qr_svg(text, "QR", &out, &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	assert_int_equal(qr_svg("", "QR", &out, &err), -1);
	assert_int_equal(err.kind, ERR_DATA);
	assert_int_equal(out.len, 0);
	buf_free(&out);

	buf_init(&out, 300);
	assert_int_equal(qr_svg("x", "QR", &out, &err), -1);
	assert_int_equal(err.kind, ERR_INTERNAL);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_is_a_code),
	    cmocka_unit_test(test_fits_the_page),
	    cmocka_unit_test(test_refuses),
	};

	return cmocka_run_group_tests_name("qr", tests, NULL, NULL);
}
