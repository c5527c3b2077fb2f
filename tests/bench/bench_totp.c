#include <stdio.h>
#include <string.h>
#include <time.h>

#include <liboath/oath.h>

#include "base/hash.h"
#include "otp/totp.h"

#define KEYS 256       /* of as many people */
#define SECONDS 1.0    /* that a measurement takes at least */
#define NOW 1785567615 /* 2026-08-01, in the middle of a step */
#define WINDOW 1       /* steps on either side */

/* Someone who types the code of the step before, as many do. */
struct login {
	uint8_t key[TOTP_KEY_SIZE];
	char code[TOTP_DIGITS + 1];
};

static int
make_logins(struct login logins[KEYS])
{
	int i;

	for (i = 0; i < KEYS; i++) {
		if (totp_secret(logins[i].key) == -1 ||
		    totp_code(logins[i].key, TOTP_KEY_SIZE,
			NOW / TOTP_SECONDS - 1, logins[i].code) == -1)
			return -1;
	}
	return 0;
}

static bool
twofold_accepts(const struct login *login)
{
	uint64_t last_step = 0;
	int64_t drift;

	return totp_check(login->key, TOTP_KEY_SIZE, login->code, NOW, WINDOW,
		   &last_step, &drift) == TOTP_ACCEPTED;
}

static bool
liboath_accepts(const struct login *login)
{
	return oath_totp_validate((const char *)login->key, TOTP_KEY_SIZE, NOW,
		   TOTP_SECONDS, 0, WINDOW, login->code) >= 0;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Checks a second, or -1 when a right code was refused. */
static double
rate(bool (*accepts)(const struct login *), const struct login logins[KEYS])
{
	double start = seconds(), passed;
	long checks = 0;
	int i;

	do {
		for (i = 0; i < KEYS; i++) {
			if (!accepts(&logins[i]))
				return -1;
		}
		checks += KEYS;
		passed = seconds() - start;
	} while (passed < SECONDS);
	return (double)checks / passed;
}

/* usage: bench_totp twofold|liboath; prints the checks a second. */
int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		bool (*accepts)(const struct login *);
	} ways[] = {
	    {"twofold", twofold_accepts},
	    {"liboath", liboath_accepts},
	};
	struct login logins[KEYS];
	double figure = -1;
	size_t i;

	if (oath_init() != OATH_OK || make_logins(logins) == -1)
		return 1;
	for (i = 0; argc == 2 && i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (strcmp(argv[1], ways[i].name) == 0)
			figure = rate(ways[i].accepts, logins);
	}
	hash_wipe(logins, sizeof(logins));
	oath_done();
	if (figure < 0)
		return 1;
	printf("%.0f\n", figure);
	return 0;
}
