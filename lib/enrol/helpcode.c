#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/hash.h"
#include "enrol/helpcode.h"

#define PURPOSE "twofold helpcode"
#define HALF_BITS 13
#define HALF ((INT64_C(1) << HALF_BITS) - 1)
#define IDS (INT64_C(1) << 2 * HALF_BITS)
#define ROUNDS 4
#define CHECKS 73 /* the largest prime for which ten digits are enough */
#define TEXT_SIZE 72

/* The codes of one day under one master key. */
struct book {
	const struct keyring *keys;
	const char *key; /* its id */
	int64_t day;
};

/* A number under "limit" that belongs to a day, a round and a value. */
static int
draw(const struct book *book, int round, int64_t value, int64_t limit,
    int64_t *out, struct err *err)
{
	uint8_t mac[HASH_SIZE];
	char text[TEXT_SIZE];
	uint32_t bits;

	snprintf(text, sizeof(text), "%" PRId64 ":%d:%" PRId64, book->day,
	    round, value);
	if (keyring_hmac(book->keys, book->key, PURPOSE, text, strlen(text),
		mac, err) == -1)
		return -1;
	memcpy(&bits, mac, sizeof(bits));
	*out = bits % limit;
	return 0;
}

/*
 * A Feistel network: each id gives another number, in another order each day,
 * so that a code says nothing of the next person's.
 */
static int
scramble(const struct book *book, int64_t *id, struct err *err)
{
	int64_t left = *id >> HALF_BITS, right = *id & HALF, bits, next;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		if (draw(book, round, right, HALF + 1, &bits, err) == -1)
			return -1;
		next = left ^ bits;
		left = right;
		right = next;
	}
	*id = left << HALF_BITS | right;
	return 0;
}

static int
unscramble(const struct book *book, int64_t *id, struct err *err)
{
	int64_t left = *id >> HALF_BITS, right = *id & HALF, bits, next;
	int round;

	for (round = ROUNDS - 1; round >= 0; round--) {
		if (draw(book, round, left, HALF + 1, &bits, err) == -1)
			return -1;
		next = right ^ bits;
		right = left;
		left = next;
	}
	*id = left << HALF_BITS | right;
	return 0;
}

int
helpcode_write(const struct desk *desk, int64_t person, char out[HELPCODE_SIZE],
    struct err *err)
{
	const struct book book = {desk->keys, NULL, day_of(desk->now)};
	int64_t id = person, check, number;
	char digits[TEXT_SIZE];

	out[0] = '\0';
	if (person <= 0 || person >= IDS)
		return 0;
	if (draw(&book, ROUNDS, person, CHECKS, &check, err) == -1 ||
	    scramble(&book, &id, err) == -1)
		return -1;
	/* Odd and even days are apart, so that none is read as the other's. */
	number = (id * 2 + (book.day & 1)) * CHECKS + check;
	snprintf(digits, sizeof(digits), "%010" PRId64, number);
	snprintf(out, HELPCODE_SIZE, "%.3s-%.3s-%.4s", digits, digits + 3,
	    digits + 6);
	return 0;
}

bool
helpcode_looks(const char *text)
{
	static const char form[] = "999-999-9999";
	size_t i;

	for (i = 0; form[i] != '\0'; i++) {
		if (form[i] == '-' ? text[i] != '-'
				   : !isdigit((unsigned char)text[i]))
			return false;
	}
	return text[i] == '\0';
}

/* Whose code a number is in the book; 0 for nobody's. */
static int
look_up(
    const struct book *book, int64_t number, int64_t *person, struct err *err)
{
	int64_t id = number / CHECKS / 2, check;

	*person = 0;
	if (id >= IDS)
		return 0;
	if (unscramble(book, &id, err) == -1 ||
	    draw(book, ROUNDS, id, CHECKS, &check, err) == -1)
		return -1;
	if (id > 0 && check == number % CHECKS)
		*person = id;
	return 0;
}

int
helpcode_read(
    const struct desk *desk, const char *text, int64_t *person, struct err *err)
{
	const struct keyring_ids *ids = keyring_ids(desk->keys);
	struct book book = {.keys = desk->keys, .day = day_of(desk->now)};
	int64_t number = 0;
	size_t i;

	*person = 0;
	if (!helpcode_looks(text))
		return 0;
	for (; *text != '\0'; text++) {
		if (*text != '-')
			number = number * 10 + (*text - '0');
	}
	if ((number / CHECKS & 1) != (book.day & 1))
		book.day--;
	/* Another key may have become the current one since it was shown. */
	for (i = 0; i < ids->count && *person == 0; i++) {
		book.key = ids->id[i];
		if (look_up(&book, number, person, err) == -1)
			return -1;
	}
	return 0;
}
