#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "web/multipart.h"

#define TYPE "multipart/form-data; boundary=--x7"
#define PART(rest) "----x7\r\nContent-Disposition: form-data; " rest
#define END "\r\n----x7--\r\n"

static int
read_body(struct form *form, const char *type, const char *body)
{
	return multipart_read(form, type, body, strlen(body));
}

static void
reads_fields_and_a_file(void **state)
{
	static const char file[] = "a;b\r\n\r\n----x\0\xff;2\r\n";
	char body[512];
	struct form form;
	size_t len;

	(void)state;
	len = (size_t)snprintf(body, sizeof(body), "%s",
	    PART("name=\"csrf\"\r\n\r\nJ\xc3\xb6rg") "\r\n" PART(
		"name=\"list\"; filename=\"l;st.csv\"\r\n"
		"Content-Type: text/csv\r\n\r\n"));
	memcpy(body + len, file, sizeof(file) - 1);
	len += sizeof(file) - 1;
	memcpy(body + len, "\r\n", 2);
	len += 2;
	len += (size_t)snprintf(
	    body + len, sizeof(body) - len, PART("name=\"whole\"\r\n\r\n") END);
	assert_int_equal(multipart_read(&form, TYPE, body, len), 0);
	assert_int_equal(form.count, 2);
	assert_string_equal(form_value(&form, "csrf"), "J\xc3\xb6rg");
	assert_string_equal(form_value(&form, "whole"), "");
	assert_string_equal(form.file.name, "l;st.csv");
	assert_int_equal(form.file.len, sizeof(file) - 1);
	assert_memory_equal(form.file.data, file, sizeof(file) - 1);
	form_free(&form);
	assert_null(form.file.data);
}

static void
knows_a_quoted_boundary(void **state)
{
	struct form form;

	(void)state;
	assert_int_equal(
	    read_body(&form, "multipart/form-data; boundary=\"--x7\"",
		PART("name=\"a\"\r\n\r\n1") END),
	    0);
	assert_string_equal(form_value(&form, "a"), "1");
	assert_null(form.file.data);
	form_free(&form);
}

static void
refuses_what_is_no_form(void **state)
{
	static const struct {
		const char *type, *body;
	} cases[] = {
	    {TYPE, ""},
	    {TYPE, "rubbish"},
	    {TYPE, "----x7"},
	    {TYPE, "----x7\r\n"},
	    {TYPE, PART("name=\"a\"\r\n\r\n1")},   /* has no end */
	    {TYPE, PART("name=\"a\"\r\n") END},    /* nor a body */
	    {TYPE, PART("\r\n\r\n1") END},         /* nor a name */
	    {TYPE, PART("name=a\r\n\r\n1") END},   /* in quotes */
	    {TYPE, PART("name=\"a\r\n\r\n1") END}, /* that are closed */
	    {TYPE, PART("name=\"a\xff\"\r\n\r\n1") END},
	    {TYPE, PART("name=\"a\"\r\n\r\n\xff") END},
	    {TYPE, PART("name=\"a\"; filename=\"\xff\"\r\n\r\n1") END},
	    {TYPE, "----x7\r\nX: y\r\n\r\n1" END},
	    {TYPE,
		PART("name=\"a\"; filename=\"1\"\r\n\r\n1") "\r\n" PART(
		    "name=\"b\"; filename=\"2\"\r\n\r\n2") END},
	    {"multipart/form-data", PART("name=\"a\"\r\n\r\n1") END},
	    {"multipart/form-data; boundary=", PART("name=\"a\"\r\n\r\n1") END},
	    {TYPE "8", PART("name=\"a\"\r\n\r\n1") END},
	    {TYPE "0123456789012345678901234567890123456789012345678901234567"
		  "890",
		PART("name=\"a\"\r\n\r\n1") END},
	};
	struct form form;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (read_body(&form, cases[i].type, cases[i].body) != -1)
			fail_msg("case %zu was read: %s", i, cases[i].body);
		assert_int_equal(form.count, 0);
		assert_null(form.text);
	}
}

static void
refuses_a_nul_outside_the_file(void **state)
{
	static const char body[] = PART("name=\"a\"\r\n\r\n1\0002") END;
	struct form form;

	(void)state;
	assert_int_equal(
	    multipart_read(&form, TYPE, body, sizeof(body) - 1), -1);
}

static void
refuses_too_many_fields(void **state)
{
	char body[4096] = "";
	struct form form;
	size_t i, len = 0;

	(void)state;
	for (i = 0; i <= FORM_FIELDS; i++)
		len += (size_t)snprintf(body + len, sizeof(body) - len, "%s%s",
		    i == 0 ? "" : "\r\n", PART("name=\"a\"\r\n\r\n1"));
	snprintf(body + len, sizeof(body) - len, END);
	assert_int_equal(read_body(&form, TYPE, body), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_fields_and_a_file),
	    cmocka_unit_test(knows_a_quoted_boundary),
	    cmocka_unit_test(refuses_what_is_no_form),
	    cmocka_unit_test(refuses_a_nul_outside_the_file),
	    cmocka_unit_test(refuses_too_many_fields),
	};

	return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
