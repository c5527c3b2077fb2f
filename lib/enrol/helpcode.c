#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/hash.h"
#include "enrol/helpcode.h"

#define PURPOSE "twofold helpcode"
#define IDS (INT64_C(1) << 26)
#define CHECKS 73 /* the largest prime for which ten digits are enough */
#define TEXT_SIZE 48

/* 64 bits that belong to a day and a person; 0 stands for all of them. */
static int
draw(const struct desk *desk, int64_t day, int64_t person, uint64_t *out,
    struct err *err)
{
	uint8_t key[HASH_SIZE], mac[HASH_SIZE];
	char text[TEXT_SIZE];
	int rc = -1;

	snprintf(text, sizeof(text), "%" PRId64 ":%" PRId64, day, person);
	if (keyring_derive(desk->keys, NULL, PURPOSE, key, err) == -1)
		return -1;
	if (hash_hmac(key, sizeof(key), text, strlen(text), mac) == 0) {
		memcpy(out, mac, sizeof(*out));
		rc = 0;
	} else {
		err_set(err, ERR_INTERNAL,
		    "a code for the helpdesk cannot be computed");
	}
	hash_wipe(key, sizeof(key));
	return rc;
}

/* So that the codes of neighbours, and of two days, have nothing in common. */
static int
masks(const struct desk *desk, int64_t day, int64_t person, int64_t *mask,
    int64_t *check, struct err *err)
{
	uint64_t whole, own;

	if (draw(desk, day, 0, &whole, err) == -1 ||
	    draw(desk, day, person, &own, err) == -1)
		return -1;
	*mask = (int64_t)(whole % (uint64_t)IDS);
	*check = (int64_t)(own % CHECKS);
	return 0;
}

int
helpcode_write(const struct desk *desk, int64_t person, char out[HELPCODE_SIZE],
    struct err *err)
{
	int64_t mask, check, number, today = day_of(desk->now);
	char digits[TEXT_SIZE];

	out[0] = '\0';
	if (person <= 0 || person >= IDS)
		return 0;
	if (masks(desk, today, person, &mask, &check, err) == -1)
		return -1;
	/* Odd and even days are apart, so that none is read as the other's. */
	number = ((person ^ mask) * 2 + (today & 1)) * CHECKS + check;
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

int
helpcode_read(
    const struct desk *desk, const char *text, int64_t *person, struct err *err)
{
	int64_t number = 0, mask, check, id, day = day_of(desk->now);

	*person = 0;
	if (!helpcode_looks(text))
		return 0;
	for (; *text != '\0'; text++) {
		if (*text != '-')
			number = number * 10 + (*text - '0');
	}
	if ((number / CHECKS & 1) != (day & 1))
		day--;
	if (masks(desk, day, 0, &mask, &check, err) == -1)
		return -1;
	id = (number / CHECKS / 2) ^ mask;
	if (masks(desk, day, id, &mask, &check, err) == -1)
		return -1;
	if (id > 0 && id < IDS && check == number % CHECKS)
		*person = id;
	return 0;
}
