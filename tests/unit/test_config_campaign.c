#include "config_case.h"

static const struct config_case cases[] = {
    {"\"demo\"", "\"De Mo\"",
	"1: campaign \"De Mo\": the name has to be of a to z, 0 to 9 and -, at "
	"most 32 of them"},
    {"\"demo\"", "\"\"",
	"1: campaign: the name has to be of a to z, 0 to 9 and -, at most 32 "
	"of them"},
    {"\"demo\"", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
	"1: campaign \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": the name has to be "
	"of a to z, 0 to 9 and -, at most 32 of them"},
    {"\tproduct = \"Demo\"\n", "",
	"1: campaign \"demo\": product is not set; write for example product = "
	"\"MedPlan\""},
    {"\"Demo\"", "\"De:mo\"",
	"2: campaign \"demo\": product = \"De:mo\": has a colon, which in a "
	"password manager parts the product from the account; write it "
	"without"},
    {"\"Demo\"", "\"\"",
	"2: campaign \"demo\": product = \"\": is empty; leave the setting "
	"out, or give it a value"},
    {"\"Demo\"", "\"a\\nb\"",
	"2: campaign \"demo\": product = \"a\\x0ab\": has a control character "
	"or a line break in it"},
    {"\"Demo\"", "\"\\xff\"",
	"2: campaign \"demo\": product = \"\\xff\": is not UTF-8"},
    {"\tstart = \"2026-08-01\"\n\tdeadline = \"2026-12-01\"\n", "",
	"1: campaign \"demo\": start is not set; write for example start = "
	"\"2026-08-01\"\n1: campaign \"demo\": deadline is not set; write for "
	"example deadline = \"2026-12-01\""},
    {"\"2026-12-01\"", "\"\"",
	"4: campaign \"demo\": deadline = \"\": is empty; leave the setting "
	"out, or give it a value"},
    {"\"2026-12-01\"", "\"2026-11-31\"",
	"4: campaign \"demo\": deadline = \"2026-11-31\": expected a day of "
	"the calendar as year-month-day, for example \"2026-12-01\""},
    {"\"2026-12-01\"", "\"2026-08-01\"",
	"4: campaign \"demo\": deadline = \"2026-08-01\": is not after the "
	"start (2026-08-01); people need weeks in between"},
    {"\"2026-12-01\"", "\"soon\"",
	"4: campaign \"demo\": deadline = \"soon\": expected a day of the "
	"calendar as year-month-day, for example \"2026-12-01\""},
    {"\"nl\", \"en\"", "\"nl\", \"nl\"",
	"5: campaign \"demo\": languages = \"nl\": stands twice in the list"},
    {"\"nl\", \"en\"", "\"nl\", \"x/y\"",
	"5: campaign \"demo\": languages = \"x/y\": expected the code of a "
	"language, for example \"nl\", of at most 8 letters"},
    {"\"nl\", \"en\"", "\"nl\", \"nl-verylong\"",
	"5: campaign \"demo\": languages = \"nl-verylong\": expected the code "
	"of a language, for example \"nl\", of at most 8 letters"},
    {"}\nwave", "\ttimezone = \"Europe/Amstrdam\"\n}\nwave",
	"6: campaign \"demo\": timezone = \"Europe/Amstrdam\": time zone "
	"\"Europe/Amstrdam\" is not known here; an example is "
	"\"Europe/Amsterdam\""},
    {"}\nwave", "\tgrace = 367\n}\nwave",
	"6: campaign \"demo\": grace = \"367\": expected a number from 0 to "
	"366"},
    {"}\nwave", "\trehearsal = yes\n}\nwave",
	"6: campaign \"demo\": rehearsal = \"yes\": expected true or false"},
    {"\"2026-10-01\"", "\"2026-07-31\"",
	"9: wave \"pilot\": deadline = \"2026-07-31\": is not after the start "
	"(2026-08-01); people need weeks in between"},
    {"\tdeadline = \"2026-10-01\"\n", "",
	"7: wave \"pilot\": deadline is not set; write for example deadline = "
	"\"2026-10-01\""},
    {"\"pilot\"", "\"Pilot\"",
	"7: wave \"Pilot\": the name has to be of a to z, 0 to 9 and -, at "
	"most 32 of them"},
    {"stage \"reminder\"",
	"wave \"pilot\" {\n\tstart = \"2026-08-01\"\n\tdeadline = "
	"\"2026-10-01\"\n}\nstage \"reminder\"",
	"11: wave \"pilot\": line 7 has a wave of that name already; give this "
	"one another"},
    {"stage \"reminder\"", "stage \"import-report\"",
	"11: stage \"import-report\" has the name of a mail that Twofold sends "
	"by itself; give it another one"},
    {"send {", "stage \"reminder\" {\n\tat = \"start\"\n}\nsend {",
	"16: stage \"reminder\": line 11 has a stage of that name already; "
	"give this one another"},
    {"\"deadline-60d\"", "\"dedline-60d\"",
	"12: stage \"reminder\": at = \"dedline-60d\": expected \"start\", "
	"\"deadline\", \"enrolled\", \"reset\" or \"promised\", then for "
	"example \"+7d\" or "
	"\"-14d\" "
	"(at most 3660 days)"},
    {"\tat = \"deadline-60d\"\n", "",
	"11: stage \"reminder\": at is not set; write for example at = "
	"\"deadline-14d\""},
    {"\"14d\"", "\"0d\"",
	"13: stage \"reminder\": every = \"0d\": expected a number of days, at "
	"least \"1d\", for example \"14d\""},
    {"\"14d\"", "\"2w\"",
	"13: stage \"reminder\": every = \"2w\": expected a number of days, at "
	"least \"1d\", for example \"14d\""},
    {"\tevery = \"14d\"\n", "",
	"13: stage \"reminder\": until = \"deadline-15d\": says nothing "
	"without every; write for example every = \"14d\", or leave until out"},
    {"\"deadline-15d\"", "\"deadline-60d\"",
	"14: stage \"reminder\": until = \"deadline-60d\": is not after at; a "
	"stage that comes once has neither every nor until"},
    {"\"deadline-15d\"", "\"enrolled+5d\"",
	"14: stage \"reminder\": until = \"enrolled+5d\": cannot be compared "
	"with at, which is counted from deadline; count both from the same"},
    {"\"deadline-60d\"\n", "\"enrolled\"\n",
	"14: stage \"reminder\": until = \"deadline-15d\": cannot be compared "
	"with at, which is counted from enrolled; count both from the same"},
    {"\"deadline-60d\"\n\tevery = \"14d\"\n\tuntil = \"deadline-15d\"",
	"\"deadline+1d\"\n\tevery = \"7d\"",
	"11: stage \"reminder\": comes every 7 days without an end; write for "
	"example until = \"deadline+71d\""},
    {"\"deadline-60d\"\n\tevery = \"14d\"\n\tuntil = \"deadline-15d\"",
	"\"enrolled\"\n\tevery = \"7d\"",
	"11: stage \"reminder\": comes every 7 days without an end; write for "
	"example until = \"enrolled+90d\""},
    {"\"deadline-60d\"\n\tevery = \"14d\"\n\tuntil = \"deadline-15d\"",
	"\"start\"\n\tevery = \"1d\"\n\tuntil = \"deadline+300d\"",
	"13: stage \"reminder\": every = \"1d\": would come 423 times; at most "
	"366 are sent, so make every longer or until earlier"},
    {"\tat =", "\taudience = {\"worker\", \"wrker\"}\n\tat =",
	"12: stage \"reminder\": audience = \"wrker\": expected \"worker\", "
	"\"admin\" or both"},
    {"\tat =", "\tchannels = {\"sms\"}\n\tat =",
	"12: stage \"reminder\": channels = \"sms\": expected \"email\", "
	"\"popup\", \"letter\" or \"call\""},
    {"\tat =", "\tin_turn = {\"popup\", \"mail\"}\n\tat =",
	"12: stage \"reminder\": in_turn = \"mail\": expected \"popup\", "
	"\"email\", \"letter\" and \"call\" in the order in which they are "
	"tried"},
    {"\tat =", "\tin_turn = {\"popup\", \"popup\"}\n\tat =",
	"12: stage \"reminder\": in_turn = \"popup\": stands twice in the "
	"list"},
    {"\tat =", "\tin_turn = {\"popup\"}\n\tchannels = {\"email\"}\n\tat =",
	"12: stage \"reminder\": in_turn = \"popup\": stands beside channels; "
	"a stage goes by all channels at once or by one after the other, so "
	"leave one of them out"},
    {"\tat =", "\tonly_if = {\"opened\"}\n\tat =",
	"12: stage \"reminder\": only_if = \"opened\": expected "
	"\"not_enrolled\", \"not_opened\", \"opened_not_started\", "
	"\"started_not_finished\" or \"unreachable\""},
    {"\tat =", "\tonly_if = {\"unreachable\"}\n\tat =",
	"1: campaign \"demo\": no stage tells the audience \"worker\" "
	"anything before the deadline; add one without only_if\n1: campaign "
	"\"demo\": no stage tells the audience \"admin\" anything before the "
	"deadline; add one without only_if"},
    {"\tat =", "\taudience = {\"worker\"}\n\tat =",
	"1: campaign \"demo\": no stage tells the audience \"admin\" anything "
	"before the deadline; add one without only_if"},
    {"\tat =", "\ttemplate = \"../secret\"\n\tat =",
	"12: stage \"reminder\": template = \"../secret\": expected a name of "
	"a to z, 0 to 9 and -, at most 32 of them"},
    {"\tat =", "\tappointment = \"questions\"\n\tat =",
	"12: stage \"reminder\": appointment = \"questions\": is neither "
	"\"deadline\" nor the name of a webinar; add webinar \"questions\" "
	"{ ... }"},
    {"\tat =", "\tappointment = \"deadline\"\n\tchannels = {\"popup\"}\n\tat =",
	"12: stage \"reminder\": appointment = \"deadline\": goes with a mail; "
	"add \"email\" to channels"},
    {"send {",
	"webinar \"questions\" {\n\ttitle = {\"en=Ask\"}\n"
	"\tday = \"2026-09-22\"\n\tfrom = \"25:00\"\n"
	"\turl = \"http://video.example.nl\"\n}\nsend {",
	"17: webinar \"questions\": title = \"en=Ask\": has no text in "
	"\"nl\", the campaign's first language; add \"nl=...\"\n"
	"19: webinar \"questions\": from = \"25:00\": expected a time from "
	"\"00:00\" to \"24:00\", for example \"08:00\"\n"
	"20: webinar \"questions\": url = \"http://video.example.nl\": "
	"expected where people can watch it, for example "
	"\"https://video.example.nl/2fa\""},
    {"send {", "webinar \"questions\" {\n\tminutes = 3\n}\nsend {",
	"16: webinar \"questions\": title is not set; write for example title "
	"= {\"nl=Vragenuur\"}\n"
	"16: webinar \"questions\": day is not set; write for example day = "
	"\"2026-09-15\"\n"
	"16: webinar \"questions\": from is not set; write for example from = "
	"\"14:00\"\n"
	"16: webinar \"questions\": url is not set; write for example url = "
	"\"https://video.example.nl/2fa\"\n"
	"17: webinar \"questions\": minutes = \"3\": expected a number from 5 "
	"to "
	"600"},
    {"send {",
	"webinar \"q\" {\n\ttitle = {\"nl=Vraag\"}\n"
	"\tday = \"2026-09-22\"\n\tfrom = \"24:00\"\n"
	"\turl = \"https://video.example.nl\"\n}\nsend {",
	"19: webinar \"q\": from = \"24:00\": is the next day's; write "
	"\"00:00\" and that day"},
    {"send {", "stage \"late\" {\n\tat = \"start+122d\"\n}\nsend {",
	"17: stage \"late\": at = \"start+122d\": is not before the deadline, "
	"so nobody would get it in time; make it earlier"},
    {"send {", "stage \"early\" {\n\tat = \"deadline-123d\"\n}\nsend {",
	"17: stage \"early\": at = \"deadline-123d\": is before the start, so "
	"nobody would get it; make it later"},
    {"send {", "stage \"word\" {\n\tat = \"promised+1d\"\n}\nsend {",
	"17: stage \"word\": at = \"promised+1d\": is reminded of on its day "
	"and once; write at = \"promised\""},
    {"send {",
	"snooze {\n\ttimes = 0\n}\nstage \"word\" {\n\tat = "
	"\"promised\"\n}\nsend {",
	"20: stage \"word\": at = \"promised\": never comes, as snooze.times "
	"is 0"},
    {"send {", "snooze {\n\tmargin = 122\n}\nsend {",
	"17: snooze: margin = \"122\": leaves no day that could be promised: "
	"the campaign has 122 days; make it less"},
    {"send {", "gate {\n\tbrownout = {\"2026-12-01\"}\n}\nsend {",
	"17: gate: brownout = \"2026-12-01\": 2026-12-01 is not between a "
	"start "
	"and its deadline, so nobody would notice it"},
    {"send {", "gate {\n\tmode = \"watch\"\n}\nsend {",
	"17: gate: mode = \"watch\": expected \"enforce\" or \"observe\""},
    {"send {",
	"forecast {\n\treference = {\"start=25%\", \"deadline=72\"}\n}\n"
	"send {",
	"17: forecast: reference = \"deadline=72\": expected a day between "
	"\"start\" and \"deadline\", = and a percentage, for example "
	"\"deadline-14d=72%\""},
    {"send {",
	"forecast {\n\treference = {\"deadline-7d=25%\", \"start=72%\"}\n}"
	"\nsend {",
	"17: forecast: reference = \"start=72%\": is not after the day before "
	"it; write them in the order of time"},
    {"send {",
	"forecast {\n\treference = {\"start=25%\", \"deadline=20%\"}\n}\n"
	"send {",
	"17: forecast: reference = \"deadline=20%\": is less than on the day "
	"before it; nobody loses what they have"},
    {"send {",
	"forecast {\n\treference = {\"enrolled=25%\", \"start-1d=20%\"}\n}\n"
	"send {",
	"17: forecast: reference = \"enrolled=25%\": expected a day between "
	"\"start\" and \"deadline\", = and a percentage, for example "
	"\"deadline-14d=72%\"\n17: forecast: reference = \"start-1d=20%\": "
	"expected a day between \"start\" and \"deadline\", = and a "
	"percentage, for example \"deadline-14d=72%\""},
    {"send {", "enforce {\n\tat_least = \"95\"\n}\nsend {",
	"16: enforce: otherwise is not set; write for example otherwise = "
	"\"hold\"\n17: enforce: at_least = \"95\": expected a percentage such "
	"as \"95%\""},
    {"send {",
	"enforce {\n\tat_least = \"95%\"\n\totherwise = \"go\"\n}\nsend {",
	"18: enforce: otherwise = \"go\": expected \"hold\": the obligation "
	"waits; to have it come in any case, leave the section out"},
    {"\tfrom = \"08", "\tper_week = 8\n\tfrom = \"08",
	"17: send: per_week = \"8\": expected a number from 1 to 7"},
    {"\tat = \"deadline-60d\"\n\tevery = \"14d\"\n\tuntil = "
     "\"deadline-15d\"\n}\nsend {\n\tfrom = \"08:00\"\n\tuntil = "
     "\"18:00\"\n}\nmail {\n\tserver = \"smtp://mail.example.nl\"\n\tfrom "
     "= \"2fa@example.nl\"\n}",
	"\tat = \"deadline-60d\"\n\tchannels = {\"email\"}\n}",
	"13: stage \"reminder\": channels = \"email\": reaches nobody, as "
	"mail.server is not set; set it, or add another channel"},
    {"\tat = \"deadline-60d\"\n\tevery = \"14d\"\n\tuntil = "
     "\"deadline-15d\"\n}\nsend {\n\tfrom = \"08:00\"\n\tuntil = "
     "\"18:00\"\n}\nmail {\n\tserver = \"smtp://mail.example.nl\"\n\tfrom "
     "= \"2fa@example.nl\"\n}\nwebhook {\n\turl = "
     "\"https://app.example.nl/\"\n\tsecret_file = \"good.secret\"\n}",
	"\tat = \"deadline-60d\"\n\tin_turn = {\"popup\"}\n}",
	"13: stage \"reminder\": in_turn = \"popup\": reaches nobody, as "
	"neither webhook.url nor webhook.asked is set; set one, or add another "
	"channel"},
    {"\tfrom = \"08", "\tdays = \"mon-fry\"\n\tfrom = \"08",
	"17: send: days = \"mon-fry\": expected days of mon, tue, wed, thu, "
	"fri, sat and sun, for example \"mon-fri\" or \"mon,wed,fri\""},
    {"\tfrom = \"08", "\tholidays = {\"nl\",\n\t\"xx\"}\n\tfrom = \"08",
	"18: send: holidays = \"xx\": expected \"nl\", \"be\", \"de\", "
	"\"fr\" or \"lu\" for a country's public holidays, or a day such as "
	"\"2026-12-24\""},
    {"mail {", "calendar \"be\" {\n\tholidays = {\"be\"}\n}\nmail {",
	"20: calendar \"be\": organisations is not set; write for example "
	"organisations = {\"inst-007\"}"},
    {"mail {",
	"calendar \"be\" {\n\torganisations = {\"a\", \"b\", \"a\"}\n}\n"
	"mail {",
	"21: calendar \"be\": organisations = \"a\": stands twice in the "
	"list"},
    {"mail {",
	"calendar \"be\" {\n\torganisations = {\"a\", \"b\"}\n}\n"
	"calendar \"fr\" {\n\torganisations = {\"c\",\n\"b\"}\n}\nmail {",
	"25: calendar \"fr\": organisations = \"b\": has the calendar \"be\" "
	"already; take it out of one of them"},
    {"mail {",
	"calendar \"be\" {\n\torganisations = {"
	"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""
	"}\n}\nmail {",
	"21: calendar \"be\": organisations = "
	"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…\":"
	" is longer than the key of an organisation, which has at most 64 "
	"bytes"},
    {"\"08:00\"", "\"8:00\"",
	"17: send: from = \"8:00\": expected a time from \"00:00\" to "
	"\"24:00\", for example \"08:00\""},
    {"\"18:00\"", "\"08:00\"",
	"18: send: until = \"08:00\": mail would go out from 08:00 until "
	"08:00, which is never; until has to be later"},
    {"\"08:00\"\n\tuntil = \"18:00\"", "\"18:00\"",
	"17: send: from = \"18:00\": mail would go out from 18:00 until 18:00, "
	"which is never; until has to be later"},
};

static void
refuses_a_wrong_campaign(void **state)
{
	(void)state;
	config_case_check(cases, sizeof(cases) / sizeof(cases[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_a_wrong_campaign),
	};

	return cmocka_run_group_tests_name(
	    "config_campaign", tests, config_case_enter, config_case_leave);
}
