#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model.h"
#include "roster/email.h"

#define LOCAL_64                                                               \
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define LABEL_63                                                               \
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const struct {
	const char *address, *fault; /* how it begins; NULL: none */
} cases[] = {
    {"jan@example.nl", NULL},
    {"jan.de.boer+2fa@mail.example.nl", NULL},
    {"o'brien_1@ex-ample.nl", NULL},
    {"zo\xc3\xab@voorbe\xc3\xabld.example.nl", NULL},
    {"1@1.nl", NULL},
    {LOCAL_64 "@example.nl", NULL},
    {"jan@" LABEL_63 ".nl", NULL},
    {"", "has no @; an address looks like name@example.nl"},
    {"jan", "has no @"},
    {"jan@", "has no domain; an address looks like name@example.nl"},
    {"@example.nl", "has nothing before the @"},
    {"x" LOCAL_64 "@example.nl", "has more than 64 bytes before the @"},
    {"jan@example.nl; piet@example.nl", "has a blank in it"},
    {"jan@example.nl;piet@example.nl", "has more than one @"},
    {"jan@@example.nl", "has more than one @"},
    {"jan de boer@example.nl", "has a blank in it"},
    {"jan\r@example.nl", "has a control character"},
    {".jan@example.nl", "has a dot at an end"},
    {"jan.@example.nl", "has a dot at an end"},
    {"jan..boer@example.nl", "has two dots in a row"},
    {"<jan@example.nl>", "has a character that no address has"},
    {"mailto:jan@example.nl", "has a character that no address has"},
    {"\"jan\"@example.nl", "has a character that no address has"},
    {"jan@localhost", "has a domain without a dot"},
    {"jan@example..nl", "has a domain that cannot exist"},
    {"jan@.example.nl", "has a domain that cannot exist"},
    {"jan@example.nl.", "has a domain that cannot exist"},
    {"jan@-example.nl", "has a domain that cannot exist"},
    {"jan@example-.nl", "has a domain that cannot exist"},
    {"jan@exam_ple.nl", "has a domain that cannot exist"},
    {"jan@example.nl,", "has a domain that cannot exist"},
    {"jan@127.0.0.1", "has a domain that cannot exist"},
    {"jan@[127.0.0.1]", "has a domain that cannot exist"},
    {"jan@x" LABEL_63 ".nl", "has a domain that cannot exist"},
};

static void
test_fault(void **state)
{
	const char *fault;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fault = email_fault(cases[i].address);
		if (cases[i].fault == NULL) {
			assert_null(fault);
			continue;
		}
		if (fault == NULL)
			print_error("'%s' is taken\n", cases[i].address);
		assert_non_null(fault);
		assert_memory_equal(
		    fault, cases[i].fault, strlen(cases[i].fault));
	}
}

static void
test_length(void **state)
{
	char address[EMAIL_MAX + 2];
	size_t i;

	(void)state;
	for (i = 0; i <= EMAIL_MAX; i++)
		address[i] = i % 50 == 49 ? '.' : 'x';
	address[0] = 'a';
	address[1] = '@';
	address[EMAIL_MAX] = '\0';
	assert_null(email_fault(address));
	address[EMAIL_MAX] = 'x';
	address[EMAIL_MAX + 1] = '\0';
	assert_string_equal(email_fault(address), "is longer than 254 bytes");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fault),
	    cmocka_unit_test(test_length),
	};

	return cmocka_run_group_tests_name("email", tests, NULL, NULL);
}
