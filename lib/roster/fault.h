#ifndef ROSTER_FAULT_H
#define ROSTER_FAULT_H

#include <inttypes.h>
#include <stdbool.h>

/*
 * What is said of a list, a line or a field that is not taken.  A sentence goes
 * behind what it is about: "jan@" has no domain.  What the program prints is
 * English; who made the list reads its own language, by the sentence's name in
 * a catalogue of words ("fault.NAME").  Some are formats of printf(3).
 */

#define FAULT_EXAMPLE "; an address looks like name@example.nl"

/* Of a mail address. */
#define FAULT_DOMAIN_NONE "has no domain" FAULT_EXAMPLE
#define FAULT_DOMAIN_DOT "has a domain without a dot" FAULT_EXAMPLE
#define FAULT_DOMAIN_WRONG "has a domain that cannot exist" FAULT_EXAMPLE
#define FAULT_ADDRESS_EMPTY "has nothing before the @" FAULT_EXAMPLE
#define FAULT_ADDRESS_LONG "has more than 64 bytes before the @"
#define FAULT_ADDRESS_DOT "has a dot at an end of what is before the @"
#define FAULT_ADDRESS_DOTS "has two dots in a row"
#define FAULT_ADDRESS_CHARACTER                                                \
	"has a character that no address has" FAULT_EXAMPLE
#define FAULT_ADDRESS_BLANK "has a blank in it" FAULT_EXAMPLE
#define FAULT_ADDRESS_AT "has no @" FAULT_EXAMPLE
#define FAULT_ADDRESS_MANY "has more than one @; give one address"

/* Of a telephone number. */
#define FAULT_PHONE_LONG "is too long for a telephone number"
#define FAULT_PHONE_CHARACTER                                                  \
	"has a character that is not of a telephone number; it looks like "    \
	"06 12345678"
#define FAULT_PHONE_DUTCH                                                      \
	"is not a Dutch number; that has 10 digits, such as 06 12345678"
#define FAULT_PHONE_COUNTRY                                                    \
	"has no country code and does not begin with 0; a spreadsheet drops "  \
	"that 0 unless the column is text"
#define FAULT_PHONE_DIGITS                                                     \
	"is not an international number; that has 8 to 15 digits after the "   \
	"+"

/* Of any text. */
#define FAULT_CONTROL "has a control character"
#define FAULT_LINE_BREAK "has a line break"
#define FAULT_HIDDEN "has a character that cannot be seen"
#define FAULT_LOST_CHARACTER                                                   \
	"has a character that was lost; export it again as \"CSV UTF-8\""
#define FAULT_FORMULA                                                          \
	"is an error of a spreadsheet; mend the formula, or leave the field "  \
	"empty"
#define FAULT_TOO_LONG(bytes) "is longer than " bytes " bytes"
#define FAULT_LOST_DIGITS                                                      \
	"is a number that lost digits in a spreadsheet; format the column "    \
	"as text and export it again"

/* Of what a person may have. */
#define FAULT_LANGUAGE "is not a language of the campaign, which has %s"
#define FAULT_WAVE "is not a wave of the configuration, which has %s"
#define FAULT_DAY                                                              \
	"is not a day from 1970 on; write 2026-10-01 or 1-10-2026, with the "  \
	"day before the month"
#define FAULT_NAME_EMPTY "is empty; everyone needs a name"
#define FAULT_NAME_LONG "makes a full name of more than 128 bytes"
#define FAULT_METHOD_NONE                                                      \
	"says there is no second factor, yet it has a day of enrolment"
#define FAULT_REF_EMPTY "is empty; it is how the person is known"
#define FAULT_ORGANISATION_EMPTY "is empty; everyone belongs to one"
#define FAULT_ORGANISATION_OTHER "is not %s, whose list this is"
#define FAULT_TWICE "stands in line %zu already; it can be one person's only"
#define FAULT_ELSEWHERE                                                        \
	"is somebody of another institution; the helpdesk can move people"
#define FAULT_TAKEN "belongs to somebody else already; correct one of the two"

/* Of a whole line. */
#define FAULT_FIELDS                                                           \
	"has %zu fields where the header has %zu; a text with the delimiter "  \
	"in it stands between quotes"
#define FAULT_QUOTE_MISPLACED                                                  \
	"has a quote in the wrong place; a field with quotes in it stands "    \
	"between quotes, and each quote in it is doubled"
#define FAULT_QUOTE_OPEN "has a quote that is not closed"
#define FAULT_MANY_FIELDS(count) "has more than " count " fields"
#define FAULT_FIELD_LONG(bytes) "has a field of more than " bytes " bytes"
#define FAULT_NUL "has a NUL byte, which no text has"

/* Of a whole list. */
#define FAULT_FIRST_LINE "the header %s"
#define FAULT_EMPTY "is empty"
#define FAULT_LEAVING                                                          \
	"%" PRId64 " of the %" PRId64 " people of %s (%s)%s are not on it, "   \
	"more than %" PRId64 " %%; is it the whole list?  If all %zu have "    \
	"left, say --allow-leaving %zu"
#define FAULT_GZIP "is compressed (gzip); unpack it first with gunzip"
#define FAULT_WORKBOOK                                                         \
	"is a workbook (xlsx, ods) or a zip file; save it in the "             \
	"spreadsheet as \"CSV UTF-8\""
#define FAULT_WORKBOOK_OLD                                                     \
	"is an Excel workbook (xls); save it in the spreadsheet as \"CSV "     \
	"UTF-8\""
#define FAULT_PDF "is a PDF file; a list is a CSV file"
#define FAULT_COLUMN_NONE                                                      \
	"has no column \"%s\"; expected one with a title such as: %s"
#define FAULT_COLUMN_TWICE                                                     \
	"columns \"%s\" and \"%s\" both hold \"%s\"; leave one out"
#define FAULT_HEADER                                                           \
	"is not a header: no title of a column is known; expected for "        \
	"example \"gebruikersnaam;naam;e-mail;instelling\" or "                \
	"\"username;name;email;organisation\""
#define FAULT_CITIZEN                                                          \
	"column \"%s\" holds citizen service numbers; the law (UAVG, "         \
	"article 46) leaves those to tasks that a law names, and a campaign "  \
	"is not one: take the column out of the file"

/* What a sentence says, and what it says it of. */
#define FAULT_TEXTS 8
#define FAULT_TEXT_SIZE 160 /* bytes; a longer one is cut */
struct fault {
	const char *name;
	char texts[FAULT_TEXTS][FAULT_TEXT_SIZE]; /* in the place of each % */
};

/* Finds a sentence's name; false when it is none of these. */
bool fault_find(const char *sentence, struct fault *fault);

/* The names, from 0 on; NULL behind the last. */
const char *fault_name(unsigned int number);

#endif
