#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "web/aid.h"
#include "web/api.h"
#include "web/checkup.h"
#include "web/code.h"
#include "web/door.h"
#include "web/farewell.h"
#include "web/front.h"
#include "web/key.h"
#include "web/papers.h"
#include "web/popups.h"
#include "web/later.h"
#include "web/look.h"
#include "web/practice.h"
#include "web/proof.h"
#include "web/proposal.h"
#include "web/route.h"
#include "web/start.h"
#include "web/team.h"
#include "web/upload.h"
#include "web/watch.h"
#include "web/welcome.h"

static const struct route routes[] = {
    {METHOD_GET, "/", ROUTE_FIXED, start_page},
    {METHOD_POST, "/", ROUTE_PAGE, start_typed},
    {METHOD_GET, "/style.css", ROUTE_FIXED, front_style},
    {METHOD_GET, "/help", ROUTE_PAGE, aid_page},
    {METHOD_GET, "/help/*", ROUTE_PAGE, aid_of_link},
    {METHOD_GET, "/logo", ROUTE_FIXED, look_logo},
    {METHOD_GET, "/e/*", ROUTE_PAGE, welcome_link},
    {METHOD_POST, "/e/*", ROUTE_PAGE, welcome_begin},
    {METHOD_GET, "/later/*", ROUTE_PAGE, later_page},
    {METHOD_POST, "/later/*", ROUTE_PAGE, later_chosen},
    {METHOD_GET, "/t/*", ROUTE_PAGE, welcome_ticket},
    {METHOD_POST, "/t/*", ROUTE_PAGE, welcome_spend},
    {METHOD_GET, "/check/*", ROUTE_PAGE, checkup_page},
    {METHOD_POST, "/check/*", ROUTE_PAGE, checkup_typed},
    {METHOD_POST, "/renew/*", ROUTE_PAGE, checkup_renew},
    {METHOD_GET, "/practice", ROUTE_FIXED, practice_page},
    {METHOD_GET, "/practice/key", ROUTE_FIXED, practice_key},
    {METHOD_GET, "/practice/code", ROUTE_FIXED, practice_code},
    {METHOD_POST, "/practice/code", ROUTE_PAGE, practice_typed},
    {METHOD_GET, "/enrol/proof", ROUTE_PAGE, proof_page},
    {METHOD_POST, "/enrol/proof", ROUTE_PAGE, proof_typed},
    {METHOD_GET, "/enrol/key", ROUTE_PAGE, key_page},
    {METHOD_GET, "/enrol/code", ROUTE_PAGE, code_page},
    {METHOD_POST, "/enrol/code", ROUTE_PAGE, code_typed},
    {METHOD_POST, "/enrol/finish", ROUTE_PAGE, farewell_finish},
    {METHOD_GET, "/bye", ROUTE_FIXED, farewell_page},
    {METHOD_GET, "/o/*", ROUTE_PAGE, door_page},
    {METHOD_POST, "/o/*", ROUTE_PAGE, door_enter},
    {METHOD_GET, "/team", ROUTE_PAGE, team_page},
    {METHOD_POST, "/team/resend", ROUTE_PAGE, team_resend},
    {METHOD_POST, "/team/leave", ROUTE_PAGE, team_leave},
    {METHOD_POST, "/team/left", ROUTE_PAGE, team_left},
    {METHOD_POST, "/team/handouts", ROUTE_PAGE, papers_make},
    {METHOD_POST, "/team/list", ROUTE_FILE, upload_make},
    {METHOD_POST, "/team/list/take", ROUTE_PAGE, proposal_take},
    {METHOD_POST, "/team/list/drop", ROUTE_PAGE, proposal_drop},
    {METHOD_GET, "/v1/gate", ROUTE_API, api_gate},
    {METHOD_POST, "/v1/verify", ROUTE_API, api_verify},
    {METHOD_POST, "/v1/tickets", ROUTE_API, api_tickets},
    {METHOD_POST, "/v1/receipts", ROUTE_API, api_receipts},
    {METHOD_GET, "/v1/popups", ROUTE_API, popups_waiting},
    {METHOD_POST, "/v1/popups/*", ROUTE_API, popups_act},
    {METHOD_POST, "/v1/enrolled", ROUTE_API, api_enrolled},
    {METHOD_GET, "/v1/adoption", ROUTE_API, api_adoption},
    {METHOD_GET, "/v1/openapi.json", ROUTE_FIXED, watch_openapi},
    {METHOD_GET, "/healthz", ROUTE_API, watch_health},
    {METHOD_GET, "/metrics", ROUTE_FIXED, watch_metrics},
};

#define ROUTES (sizeof(routes) / sizeof(routes[0]))

static bool
is_parameter(const char *text)
{
	size_t i;

	for (i = 0; text[i] != '\0'; i++) {
		if (!isalnum((unsigned char)text[i]) && text[i] != '-' &&
		    text[i] != '_')
			return false;
	}
	return i > 0 && i <= ROUTE_PARAMETER_MAX;
}

static bool
matches(const char *pattern, const char *path, const char **parameter)
{
	size_t len = strlen(pattern) - 1;

	*parameter = "";
	if (pattern[len] != '*')
		return text_same(pattern, path);
	if (strncmp(pattern, path, len) != 0 || !is_parameter(path + len))
		return false;
	*parameter = path + len;
	return true;
}

const struct route *
route_find(enum method method, const char *path, const char **parameter)
{
	const struct route *other = NULL;
	const char *found;
	size_t i;

	*parameter = "";
	for (i = 0; i < ROUTES; i++) {
		if (!matches(routes[i].pattern, path, &found))
			continue;
		*parameter = found;
		if (routes[i].method == method)
			return &routes[i];
		other = &routes[i];
	}
	return other;
}

const char *
route_allow(const struct route *route)
{
	bool get = false, post = false;
	size_t i;

	for (i = 0; i < ROUTES; i++) {
		if (!text_same(routes[i].pattern, route->pattern))
			continue;
		if (routes[i].method == METHOD_GET)
			get = true;
		else
			post = true;
	}
	if (get && post)
		return "GET, HEAD, POST";
	return get ? "GET, HEAD" : "POST";
}

bool
route_is_api(const char *path)
{
	return text_starts(path, "/v1/") || text_same(path, "/healthz") ||
	    text_same(path, "/metrics");
}

size_t
route_count(void)
{
	return ROUTES;
}

const struct route *
route_at(size_t i)
{
	return &routes[i];
}

size_t
route_number(const struct route *route)
{
	return (size_t)(route - routes);
}
