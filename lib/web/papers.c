#include "base/text.h"
#include "render/leaflet.h"
#include "store/sheaf.h"
#include "web/inside.h"
#include "web/papers.h"
#include "web/policy.h"

#define KIND "kind"
#define CARDS "cards"
#define PART "part"

/* Whatever the templates make of them, they fit. */
#define PIECES_MAX (SHEAF_PEOPLE + 2) /* the people, the head and the foot */
#define HANDOUTS_MAX ((size_t)PIECES_MAX * LEAFLET_PIECE_MAX)

static void
add_part(struct value *list, int64_t number, const struct sheaf *sheaf)
{
	struct value *part = value_add_object(list);

	value_set_number(part, "number", number);
	value_set_number(part, "first", sheaf->first);
	value_set(part, "from", sheaf->from);
	value_set(part, "until", sheaf->until);
}

/* Adds the parts to "list", if there is one; "*count" is how many. */
static int
read_parts(struct db *db, int64_t organisation, struct value *list,
    int64_t *count, struct err *err)
{
	struct db_rows *rows = sheaf_all(db, organisation, err);
	struct sheaf sheaf;
	int more;

	*count = 0;
	if (rows == NULL)
		return -1;
	while ((more = db_next(rows, err)) == 1) {
		++*count;
		if (list == NULL)
			continue;
		sheaf_row(rows, &sheaf);
		add_part(list, *count, &sheaf);
	}
	db_end(rows);
	return more;
}

int
papers_offer(
    struct page *page, struct db *db, int64_t organisation, struct err *err)
{
	struct value *list = value_set_list(page->data, "parts");
	int64_t count;

	if (read_parts(db, organisation, list, &count, err) == -1)
		return -1;
	value_set_bool(page->data, "parted", count > 1);
	return 0;
}

/* The part that was chosen; -1 when one has to be, and 0 when not. */
static int
find_part(const struct call *call, int64_t organisation, int64_t *first,
    struct err *err)
{
	const char *text = form_value(&call->request->form, PART);
	int64_t count;

	*first = 0;
	if (text != NULL) {
		if (text_number(text, 1, INT64_MAX, first) == -1)
			*first = -1;
		return 0;
	}
	if (read_parts(call->desk.db, organisation, NULL, &count, err) == -1)
		return -1;
	if (count > 1)
		*first = -1;
	return 0;
}

static int
hand_out(const struct call *call, struct session *session,
    struct answer *answer, struct err *err)
{
	const struct visit *visit = &session->visit;
	const char *kind = form_value(&call->request->form, KIND);
	char actor[STEWARD_ACTOR_SIZE];
	struct desk own = steward_desk(&call->desk, visit, actor);
	struct handouts wanted = {.back = "/team"};

	/* Names are on them. */
	if (kind == NULL || !call->web->config->digest.names)
		return inside_nobody(call, STEWARD_NOBODY, answer, err);
	wanted.cards = text_same(kind, CARDS);
	if (find_part(call, visit->organisation.id, &wanted.first, err) == -1)
		return -1;
	answer->body.max = HANDOUTS_MAX;
	if (wanted.first != -1 &&
	    call->web->writers.handouts(call->web->writers.context, &own,
		&visit->organisation, &wanted, &answer->body, err) == -1)
		return -1;
	if (answer->body.len == 0)
		page_redirect(call, "/team", answer);
	else
		policy_paper(answer);
	return 0;
}

int
papers_make(const struct call *call, struct answer *answer, struct err *err)
{
	return inside_run(call, hand_out, answer, err);
}

void
papers_specimen(struct page *page, bool parted)
{
	static const struct sheaf sheaves[] = {
	    {1, "Aad Bakker", "Jantine van den Heuvel-Oosterhuis"},
	    {501, "Jantine van der Meer", "Zwaantje de Wit"}};
	struct value *list = value_set_list(page->data, "parts");

	value_set_bool(page->data, "parted", parted);
	add_part(list, 1, &sheaves[0]);
	add_part(list, 2, &sheaves[1]);
}
