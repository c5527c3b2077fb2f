#include <stdio.h>

#include "web/policy.h"

#define POLICY_SIZE 512 /* bytes, with one more origin in it */

/* Nothing is ever kept. */
static void
add_headers(struct answer *answer, const char *policy)
{
	answer->type = "text/html; charset=utf-8";
	answer_header(answer, "Content-Security-Policy", policy);
	answer_header(answer, "Cache-Control", "no-store");
	answer_header(answer, "Referrer-Policy", "no-referrer");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
}

void
policy_page(struct answer *answer, const char *elsewhere)
{
	char policy[POLICY_SIZE];
	int len;

	len = snprintf(policy, sizeof(policy),
	    "default-src 'none'; style-src 'self'; img-src 'self'; "
	    "form-action 'self'%s%s; frame-ancestors 'none'; base-uri 'none'",
	    elsewhere[0] == '\0' ? "" : " ", elsewhere);
	if (len >= (int)sizeof(policy))
		answer->failed = true;
	add_headers(answer, policy);
}

void
policy_paper(struct answer *answer)
{
	add_headers(answer,
	    "default-src 'none'; style-src 'unsafe-inline'; "
	    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'");
}
