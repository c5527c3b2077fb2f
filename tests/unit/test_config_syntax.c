#include "config_case.h"

static const struct config_case cases[] = {
    {"\"nl\", \"en\"", "",
	"5: a list without values says nothing; leave the setting out, or fill "
	"the list"},
    {"}\nwave", "\tdedline = \"2026-12-01\"\n}\nwave",
	"6: unknown setting \"dedline\" in campaign; did you mean "
	"\"deadline\"?"},
    {"}\nwave", "\tproduct = \"Other\"\n}\nwave",
	"6: campaign: product is set a second time; line 2 has it already"},
    {"database = \"twofold.db\"", "database = \"${HOME}/twofold.db\"",
	"34: \"${\" is not replaced by a variable of the environment here; "
	"write the value itself"},
    {"database = \"twofold.db\"", "databse = \"twofold.db\"",
	"34: unknown setting \"databse\"; did you mean \"database\"?"},
    {"database = \"twofold.db\"",
	"mail {\n\tserver = \"smtp://other.example.nl\"\n}",
	"34: mail: line 20 has a section mail already; make the two one"},
    {"database = \"twofold.db\"", "mail|server = \"x\"",
	"34: unknown setting \"server\"; did you mean \"serve\"?"},
    {"wave \"pilot\"", "weve \"pilot\"",
	"7: unknown section \"weve\"; did you mean \"wave\"?"},
    {"wave \"pilot\"", "wave",
	"7: \"wave\" has no name; it stands before the {, in quotes"},
    {"}\nwave", "wave",
	"6: wave cannot stand within campaign; is a } missing before it?"},
    {"serve {", "serve",
	"32: \"serve\" has no { where the section begins; only campaign, wave "
	"and stage have a name before it"},
    {"serve {", "serve \"x\" {",
	"31: \"serve\" has no { where the section begins; only campaign, wave "
	"and stage have a name before it"},
    {"\"127.0.0.1:8025\"\n}", "\"127.0.0.1:8025\"\n",
	"31: the { of this line is never closed; a } is missing\n34: unknown "
	"setting \"database\" in serve; twofold.conf(5) has the ones there "
	"are"},
    {"\"127.0.0.1:8025\"", "\"127.0.0.1:8025",
	"32: a text begins with \" and has no \" at its end; what follows was "
	"not read"},
    {"\"127.0.0.1:8025\"\n}", "\"127.0.0.1:8025\"\n}}",
	"33: a } closes nothing; take it out, or put the { that is missing "
	"before"},
    {"listen = \"127", "listen \"127",
	"32: serve: \"listen\" has no = after it; a setting is written name = "
	"\"value\""},
    {"\"127.0.0.1:8025\"", "{\"127.0.0.1:8025\"}",
	"32: serve: \"{\" does not belong here; a setting is written name = "
	"\"value\", and only some take a list: name = {\"value\", \"value\"}"},
    {"database = \"twofold.db\"", "database =",
	"35: the file ends in the middle of a setting; finish it or take it "
	"out"},
    {"listen =", "listen +=",
	"32: serve: \"listen\" is not a list that can be added to; write = "
	"instead of +="},
    {"\"twofold.db\"", "\"\\9\"",
	"34: \"\\9\" stands for no character; a backslash is written \\\\"},
};

static void
refuses_what_it_cannot_read(void **state)
{
	(void)state;
	config_case_check(cases, sizeof(cases) / sizeof(cases[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_what_it_cannot_read),
	};

	return cmocka_run_group_tests_name(
	    "config_syntax", tests, config_case_enter, config_case_leave);
}
