#include "store/eventpast.h"
#include "store/holding.h"
#include "store/intake.h"

/* Whom to ask at the own institution. */
#define OWN_CONTACT                                                            \
	"organisation_id = (SELECT organisation_id FROM person WHERE id = $1)" \
	" AND " HOLDING_NAMES("text")

/*
 * Lines of lists that were refused.  A key that is short is in many of them:
 * better one that is emptied without need than one that stays.
 */
#define OWN_REFUSALS                                                           \
	"refusals <> '' AND (" HOLDING_NAMES(                                  \
	    "refusals") " OR EXISTS"                                           \
			" (SELECT 1 FROM person p WHERE p.id = $1 AND"         \
			" (refusals LIKE '%' || p.ref || '%' OR "              \
			"(p.identifier <> '' AND"                              \
			" refusals LIKE '%' || p.identifier || '%'))))"

static const struct holding holdings[] = {
    {"person", "person",
	"SELECT p.ref, p.name, p.email, p.shared, p.phone, p.identifier,"
	" p.language, o.ref, o.name, p.audience, p.wave, p.joined_day,"
	" p.invited_at, p.opened_at, p.started_at, p.enrolled_at, p.method,"
	" p.reset_at, p.unreachable_at, p.left_at, p.extended_day,"
	" p.exempt_until, p.promised_day, p.promises, p.silent"
	" FROM person p JOIN organisation o ON o.id = p.organisation_id"
	" WHERE p.id = $1",
	{{"ref", HOLDING_TEXT}, {"name", HOLDING_TEXT}, {"email", HOLDING_TEXT},
	    {"shared_mailbox", HOLDING_FLAG}, {"phone", HOLDING_TEXT},
	    {"identifier", HOLDING_TEXT}, {"language", HOLDING_TEXT},
	    {"organisation", HOLDING_TEXT}, {"organisation_name", HOLDING_TEXT},
	    {"audience", HOLDING_TEXT}, {"wave", HOLDING_TEXT},
	    {"joined", HOLDING_DAY}, {"invited_at", HOLDING_INSTANT},
	    {"opened_at", HOLDING_INSTANT}, {"started_at", HOLDING_INSTANT},
	    {"enrolled_at", HOLDING_INSTANT}, {"method", HOLDING_TEXT},
	    {"reset_at", HOLDING_INSTANT}, {"unreachable_at", HOLDING_INSTANT},
	    {"left_at", HOLDING_INSTANT}, {"extended_to", HOLDING_DAY},
	    {"exempt_until", HOLDING_DAY}, {"promised", HOLDING_DAY},
	    {"promises", HOLDING_NUMBER},
	    {"unanswered_messages", HOLDING_NUMBER}},
	"UPDATE person SET ref = 'erased-' || id, name = '', email = NULL,"
	" shared = 0, phone = '', identifier = '', language = '',"
	" generation = generation + 1, next_due_at = 0"
	" WHERE id = $1"},
    {"credential", "second_factors",
	"SELECT made_at, confirmed_at, waiting, last_step FROM credential"
	" WHERE person_id = $1 ORDER BY made_at",
	{{"made_at", HOLDING_INSTANT}, {"confirmed_at", HOLDING_INSTANT},
	    {"waits_for_a_code", HOLDING_FLAG}, {"last_code_at", HOLDING_STEP}},
	"DELETE FROM credential WHERE person_id = $1"},
    {"recovery", "recovery_codes",
	"SELECT used_at FROM recovery WHERE person_id = $1 ORDER BY used_at",
	{{"used_at", HOLDING_INSTANT}},
	"DELETE FROM recovery WHERE person_id = $1"},
    {"throttle", "wrong_in_a_row",
	"SELECT subject, failures, retry_at FROM throttle"
	" WHERE person_id = $1 ORDER BY subject",
	{{"what", HOLDING_TEXT}, {"times", HOLDING_NUMBER},
	    {"next_try_at", HOLDING_INSTANT}},
	"DELETE FROM throttle WHERE person_id = $1"},
    {"message", "messages",
	"SELECT stage, channel, state, step_at, written_at, changed_at,"
	" attempts, bounce, detail FROM message WHERE person_id = $1"
	" ORDER BY id",
	{{"stage", HOLDING_TEXT}, {"channel", HOLDING_TEXT},
	    {"state", HOLDING_TEXT}, {"meant_for", HOLDING_INSTANT},
	    {"written_at", HOLDING_INSTANT}, {"changed_at", HOLDING_INSTANT},
	    {"attempts", HOLDING_NUMBER}, {"bounce", HOLDING_TEXT},
	    {"answer", HOLDING_TEXT}},
	/* As the next run would do with who has left. */
	"UPDATE message SET detail = '', state = CASE WHEN state IN"
	" ('planned', 'unknown') THEN 'dropped' ELSE state END"
	" WHERE person_id = $1"},
    {"pass", "tickets",
	"SELECT host, return_to, expires_at, used_at FROM pass"
	" WHERE person_id = $1 ORDER BY expires_at",
	{{"host", HOLDING_TEXT}, {"return_to", HOLDING_TEXT},
	    {"expires_at", HOLDING_INSTANT}, {"used_at", HOLDING_INSTANT}},
	"DELETE FROM pass WHERE person_id = $1"},
    {"paper", "start_codes",
	"SELECT made_at, expires_at FROM paper WHERE person_id = $1",
	{{"made_at", HOLDING_INSTANT}, {"expires_at", HOLDING_INSTANT}},
	"DELETE FROM paper WHERE person_id = $1"},
    {"offer", "lists_being_looked_at",
	"SELECT name, expires_at FROM offer WHERE person_id = $1",
	{{"file", HOLDING_TEXT}, {"expires_at", HOLDING_INSTANT}},
	"DELETE FROM offer WHERE person_id = $1"},
    {"exception", "arrangements",
	"SELECT at, kind, day, reason, author FROM exception"
	" WHERE person_id = $1 ORDER BY id",
	{{"at", HOLDING_INSTANT}, {"kind", HOLDING_TEXT},
	    {"until", HOLDING_DAY}, {"reason", HOLDING_TEXT},
	    {"by", HOLDING_ACTOR}},
	"UPDATE exception SET reason = '' WHERE person_id = $1"},
    {"event", "events",
	"SELECT at, kind, actor, detail FROM event WHERE person_id = $1"
	" ORDER BY id",
	{{"at", HOLDING_INSTANT}, {"kind", HOLDING_TEXT}, {"by", HOLDING_ACTOR},
	    {"detail", HOLDING_TEXT}},
	NULL /* eventpast_forget */},
    /* What somebody did as an administrator; to whom is not theirs. */
    {"event", "acts",
	"SELECT at, kind FROM event WHERE actor = 'admin:' || $1"
	" ORDER BY id",
	{{"at", HOLDING_INSTANT}, {"kind", HOLDING_TEXT}}, NULL},
    {"contact", "named_as_whom_to_ask",
	"SELECT text FROM contact WHERE " OWN_CONTACT, {{"text", HOLDING_TEXT}},
	"DELETE FROM contact WHERE " OWN_CONTACT},
    {"imported", "named_in_lists_with_mistakes",
	"SELECT at, file FROM imported WHERE " OWN_REFUSALS " ORDER BY id",
	{{"at", HOLDING_INSTANT}, {"file", HOLDING_TEXT}},
	"UPDATE imported SET refusals = '' WHERE " OWN_REFUSALS},
    {"intake_page", NULL, NULL, {{NULL, HOLDING_TEXT}},
	NULL /* intake_forget */},
};
#define HOLDINGS (sizeof(holdings) / sizeof(holdings[0]))

const struct holding *
holding_all(size_t *count)
{
	*count = HOLDINGS;
	return holdings;
}

struct db_rows *
holding_rows(struct db *db, const struct holding *holding, int64_t person,
    struct err *err)
{
	return db_query(db, err, holding->read, db_int(person));
}

int
holding_erase(struct db *db, int64_t person, int64_t now, struct err *err)
{
	static const char done[] =
	    "UPDATE person SET erased_at = $2 WHERE id = $1";
	size_t i;

	if (eventpast_forget(db, person, err) == -1 ||
	    intake_forget(db, person, err) == -1)
		return -1;
	/* The person's own row, by which the others find it, at the end. */
	for (i = HOLDINGS; i-- > 0;) {
		if (holdings[i].erase != NULL &&
		    db_run(db, err, holdings[i].erase, db_int(person)) == -1)
			return -1;
	}
	return db_run(db, err, done, db_int(person), db_int(now)) == -1 ? -1
									: 0;
}
