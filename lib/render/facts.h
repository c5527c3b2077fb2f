#ifndef RENDER_FACTS_H
#define RENDER_FACTS_H

#include <stdint.h>

#include "config/config.h"
#include "model.h"
#include "render/catalogue.h"
#include "render/value.h"

/* What a letter is written from.  Nothing in it is owned. */
struct letter {
	const struct config *config;
	const struct person *person;
	const struct organisation *organisation;
	const struct stage *stage; /* NULL: it is no stage of the campaign */
	int64_t deadline_day;
	int64_t today;    /* a day of base/day.h */
	const char *link; /* "" when there is none to give */
	int64_t team_total;
	int64_t team_enrolled;

	/* Adds what this letter alone is about to the facts; or NULL. */
	void (*more)(const void *about, const struct catalogue *words,
	    struct value *data);
	const void *about;
};

/*
 * Tells "data" all that a letter's templates may name, whatever the letter:
 *
 *	language                as in the campaign
 *	product, supplier
 *	name, email, reference  of the person; reference is the key in the
 *	                        roster
 *	organisation            its name
 *	admin, worker           true for one of them
 *	enrolled                true once there is a second factor
 *	link                    the person's own
 *	address                 host and port of the pages, to type in
 *	today, deadline         "dinsdag 1 december 2026"
 *	deadline_passed         true from the deadline's own day on
 *	days_left               a number, "0" once passed
 *	days_left_words         "14 dagen"
 *	team                    {total, enrolled, missing, percent}: people of
 *	                        the organisation, and whole per cents rounded
 *	                        down, so that "100" means everybody
 *	look                    {accent, dark, soft, deep}: "#0b5f6b", see
 *	                        base/shade.h
 *	helpdesk                {name, phone, mail, hours}
 *	webinar                 {title, day, from, until, url}: "14:00", of a
 *	                        stage with one as its appointment
 *	identifier_label        what is asked as proof: "je personeelsnummer"
 *	proof_identifier, proof_ticket  true for the proof in use
 *
 * What went wrong shows in value_failed().
 */
void facts_fill(const struct letter *letter, const struct catalogue *words,
    struct value *data);

/* Tells "data" only the operator's colours. */
void facts_look(const struct config *config, struct value *data);

/* Tells "data" only the address of the pages. */
void facts_address(const struct config *config, struct value *data);

/*
 * What is asked as proof, in words: the configuration's, else those of the
 * catalogue ("identifier").
 */
const char *facts_identifier(const struct config *config,
    const struct catalogue *words, const char *language);

#endif
