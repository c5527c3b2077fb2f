#include "config_case.h"

static const struct config_case cases[] = {
    {"serve {", "monitor {\n\tping = \"http://watch.example.nl/x\"\n}\nserve {",
	"32: monitor: ping = \"http://watch.example.nl/x\": others on the way "
	"could read it and call it in our place; write https:// (http:// is "
	"for this machine only)"},
    {"serve {", "monitor {\n\tping = \"watch.example.nl\"\n}\nserve {",
	"32: monitor: ping = \"watch.example.nl\": expected the address that "
	"is called after each run, for example "
	"\"https://watch.example.nl/ping/twofold\""},
    {"}\nwave", "\trehearsal = true\n}\nwave",
	"21: mail: rehearsal_to is not set; in a rehearsal all mail goes "
	"there, so write for example rehearsal_to = \"test@example.nl\""},
    {"\"smtp://mail.example.nl\"", "\"mail.example.nl\"",
	"21: mail: server = \"mail.example.nl\": expected a mail server, for "
	"example \"smtp://mail.example.nl:587\" or "
	"\"smtps://mail.example.nl\""},
    {"\"smtp://mail.example.nl\"", "\"smtp://mail.example.nl/x\"",
	"21: mail: server = \"smtp://mail.example.nl/x\": expected a mail "
	"server, for example \"smtp://mail.example.nl:587\" or "
	"\"smtps://mail.example.nl\""},
    {"\tfrom = \"2fa@", "\ttls = \"none\"\n\tfrom = \"2fa@",
	"22: mail: tls = \"none\": only a server on this machine (127.0.0.1, "
	"::1, localhost) may go without; for mail.example.nl leave tls out or "
	"write \"starttls\""},
    {"\tfrom = \"2fa@", "\ttls = \"implicit\"\n\tfrom = \"2fa@",
	"22: mail: tls = \"implicit\": a server of smtp:// begins without TLS; "
	"leave tls out, or write smtps://"},
    {"\tfrom = \"2fa@", "\ttls = \"ssl\"\n\tfrom = \"2fa@",
	"22: mail: tls = \"ssl\": expected \"starttls\", \"implicit\" or "
	"\"none\""},
    {"\"smtp://mail.example.nl\"",
	"\"smtps://mail.example.nl\"\n\ttls = \"starttls\"",
	"22: mail: tls = \"starttls\": a server of smtps:// speaks TLS from "
	"the first byte; leave tls out, or write smtp://"},
    {"\"smtp://mail.example.nl\"", "\"smtps://127.0.0.1\"\n\ttls = \"none\"",
	"22: mail: tls = \"none\": a server of smtps:// always speaks TLS; "
	"leave tls out"},
    {"\tfrom = \"2fa@example.nl\"\n", "",
	"20: mail: from is not set; write for example from = "
	"\"2fa@example.nl\""},
    {"\"2fa@example.nl\"", "\"@example.nl\"",
	"22: mail: from = \"@example.nl\": expected one mail address, without "
	"name or blanks, for example \"2fa@example.nl\""},
    {"\"2fa@example.nl\"", "\"2fa\"",
	"22: mail: from = \"2fa\": expected one mail address, without name or "
	"blanks, for example \"2fa@example.nl\""},
    {"\"2fa@example.nl\"", "\"2fa@exam ple.nl\"",
	"22: mail: from = \"2fa@exam ple.nl\": expected one mail address, "
	"without name or blanks, for example \"2fa@example.nl\""},
    {"\"2fa@example.nl\"", "\"Demo <2fa@example.nl>\"",
	"22: mail: from = \"Demo <2fa@example.nl>\": expected one mail "
	"address, without name or blanks, for example \"2fa@example.nl\""},
    {"\tfrom = \"2fa@", "\tconnections = 65\n\tfrom = \"2fa@",
	"22: mail: connections = \"65\": expected a number from 1 to 64"},
    {"\tfrom = \"2fa@", "\ttimeout = 0x10\n\tfrom = \"2fa@",
	"22: mail: timeout = \"0x10\": expected a number from 1 to 600"},
    {"\tfrom = \"2fa@", "\tuser = \"demo\"\n\tfrom = \"2fa@",
	"20: mail: user is set and password_file is not; a server asks for "
	"both or neither"},
    {"\tfrom = \"2fa@",
	"\tuser = \"demo\"\n\tpassword_file = \"none.secret\"\n\tfrom = \"2fa@",
	"23: mail: password_file = \"none.secret\": none.secret is not there; "
	"write the secret to it and run: chmod 600 none.secret"},
    {"\tfrom = \"2fa@",
	"\tuser = \"demo\"\n\tpassword_file = \"two.secret\"\n\tfrom = \"2fa@",
	"23: mail: password_file = \"two.secret\": the file has to have one "
	"line, with the secret alone"},
    {"\tfrom = \"2fa@", "\tca_file = \"none.pem\"\n\tfrom = \"2fa@",
	"22: mail: ca_file = \"none.pem\": none.pem is not there; give the "
	"path as seen from the folder of this file"},
    {"\"good.secret\"", "\"open.secret\"",
	"26: webhook: secret_file = \"open.secret\": open.secret: others can "
	"read it (mode 0644); it holds a secret, so run: chmod 600 "
	"open.secret"},
    {"\"good.secret\"", "\"short.secret\"",
	"26: webhook: secret_file = \"short.secret\": the file has to hold "
	"\"whsec_\" and then 24 to 64 random bytes in base64; make one with: "
	"(printf whsec_; openssl rand -base64 32)"},
    {"\"good.secret\"", "\"bare.secret\"",
	"26: webhook: secret_file = \"bare.secret\": the file has to hold "
	"\"whsec_\" and then 24 to 64 random bytes in base64; make one with: "
	"(printf whsec_; openssl rand -base64 32)"},
    {"\tsecret_file = \"good.secret\"\n", "",
	"24: webhook: secret_file is not set; pop-ups are signed with the "
	"secret in it, so write for example secret_file = \"webhook.secret\""},
    {"\"https://app.example.nl/\"", "\"http://app.example.nl/\"",
	"25: webhook: url = \"http://app.example.nl/\": names of people would "
	"travel unsealed; write https://"},
    {"\"https://app.example.nl/\"", "\"http://127.0.0.1:8026/\"",
	"25: webhook: url = \"http://127.0.0.1:8026/\": is on this machine; if "
	"that is meant, write allow_loopback = true"},
    {"\"https://app.example.nl/\"", "\"app.example.nl\"",
	"25: webhook: url = \"app.example.nl\": expected the address that "
	"takes pop-ups, for example \"https://app.example.nl/twofold\""},
    {"\"https://app.example.nl/\"",
	"\"http://app.example.nl/\"\n\tallow_loopback = true",
	"25: webhook: url = \"http://app.example.nl/\": names of people would "
	"travel unsealed; write https://"},
    {"enrol {\n\tbase_url = \"https://2fa.example.nl\"\n}\n", "",
	"1: enrol: there is no such section; it has to be there and to set: "
	"base_url"},
    {"\tbase_url = \"https://2fa.example.nl\"\n", "",
	"29: enrol: base_url is not set; write for example base_url = "
	"\"https://2fa.example.nl\""},
    {"\"https://2fa.example.nl\"", "\"http://2fa.example.nl\"",
	"29: enrol: base_url = \"http://2fa.example.nl\": the key would travel "
	"unsealed; write https:// (http:// is for this machine only)"},
    {"\"https://2fa.example.nl\"", "\"https://2fa.example.nl/\"",
	"29: enrol: base_url = \"https://2fa.example.nl/\": has \"/\" after "
	"the host; the pages stand at the root of their host, so leave that "
	"out"},
    {"\"https://2fa.example.nl\"", "\"https://2FA.example.nl\"",
	"29: enrol: base_url = \"https://2FA.example.nl\": browsers write it "
	"in small letters and leave out the usual port; write it as they do"},
    {"\"https://2fa.example.nl\"", "\"https://2fa.example.nl:443\"",
	"29: enrol: base_url = \"https://2fa.example.nl:443\": browsers write "
	"it in small letters and leave out the usual port; write it as they "
	"do"},
    {"\"https://2fa.example.nl\"", "\"ftp://2fa.example.nl\"",
	"29: enrol: base_url = \"ftp://2fa.example.nl\": expected the address "
	"of the pages, for example \"https://2fa.example.nl\""},
    {"\tbase", "\tproof = \"id\"\n\tbase",
	"29: enrol: proof = \"id\": expected \"ticket\", \"identifier\" or "
	"\"none\""},
    {"\tbase", "\tidentifier_label = {\"nl\"}\n\tbase",
	"29: enrol: identifier_label = \"nl\": expected a language, = and a "
	"text, for example \"nl=tekst\""},
    {"\tbase", "\tidentifier_label = {\"nl=a\", \"nl=b\"}\n\tbase",
	"29: enrol: identifier_label = \"nl=b\": is a second text in the same "
	"language"},
    {"\tbase", "\tidentifier_label = {\"nl=a\", \"de=b\"}\n\tbase",
	"29: enrol: identifier_label = \"de=b\": is in a language that the "
	"campaign does not have; add it to languages, or take this out"},
    {"\tbase", "\tidentifier_label = {\"en=b\"}\n\tbase",
	"29: enrol: identifier_label = \"en=b\": has no text in \"nl\", the "
	"campaign's first language; add \"nl=...\""},
    {"\tbase", "\tmanagers = {\"lastpass\"}\n\tbase",
	"29: enrol: managers = \"lastpass\": expected \"bitwarden\", "
	"\"1password\", \"apple\", \"keepassxc\", \"browser\" or "
	"\"other\""},
    {"\tbase", "\tmanagers = {\"all\", \"apple\"}\n\tbase",
	"29: enrol: managers = \"all\": expected \"bitwarden\", "
	"\"1password\", \"apple\", \"keepassxc\", \"browser\" or "
	"\"other\""},
    {"\tbase", "\tmanagers = {\"apple\", \"apple\"}\n\tbase",
	"29: enrol: managers = \"apple\": stands twice in the list"},
    {"\tbase", "\tlink_days = 0\n\tbase",
	"29: enrol: link_days = \"0\": expected a number from 1 to 366"},
    {"\tbase", "\treturn_to = {\"https://app.example.nl\"}\n\tbase",
	"29: enrol: return_to = \"https://app.example.nl\": expected the name "
	"of a host and nothing else, for example \"app.example.nl\""},
    {"\"127.0.0.1:8025\"", "\"localhost:8025\"",
	"32: serve: listen = \"localhost:8025\": expected an address in "
	"numbers and a port, for example \"127.0.0.1:8025\" or \"[::1]:8025\""},
    {"serve {", "serve {\n\tthreads = many",
	"32: serve: threads = \"many\": expected a number from 1 to 64"},
    {"serve {", "serve {\n\ttrusted_proxies = {\"::1\", \"10.0.0.1/8\"}",
	"32: serve: trusted_proxies = \"10.0.0.1/8\": expected addresses in "
	"numbers, for example \"192.0.2.7\", \"10.0.0.0/8\" or "
	"\"2001:db8::/32\""},
    {"serve {", "keep {\n\tleft = -1\n}\nserve {",
	"32: keep: left = \"-1\": expected a number from 0 to 36525"},
    {"database = \"twofold.db\"", "database = \"~/twofold.db\"",
	"34: database = \"~/twofold.db\": ~ does not stand for a home folder "
	"here; write the whole path"},
};

static void
refuses_wrong_servers(void **state)
{
	(void)state;
	config_case_check(cases, sizeof(cases) / sizeof(cases[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_wrong_servers),
	};

	return cmocka_run_group_tests_name(
	    "config_servers", tests, config_case_enter, config_case_leave);
}
