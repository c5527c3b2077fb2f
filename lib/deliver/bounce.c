#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "deliver/bounce.h"

#define VALUE_SIZE 512 /* bytes of a field that are kept */
#define REPORT_TYPE "message/delivery-status"
#define FULL "2.2" /* after the class: mailbox full (RFC 3463, 3.3) */

/* Of one receiver of a report. */
struct report {
	char action[VALUE_SIZE];
	char status[VALUE_SIZE];
	char diagnostic[VALUE_SIZE];
};

static const struct {
	const char *name;
	size_t field;
} fields[] = {
    {"Action", offsetof(struct report, action)},
    {"Status", offsetof(struct report, status)},
    {"Diagnostic-Code", offsetof(struct report, diagnostic)},
};

static const char *
next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line == '\n' ? line + 1 : line;
}

static size_t
length(const char *line)
{
	size_t len = strcspn(line, "\n");

	return len > 0 && line[len - 1] == '\r' ? len - 1 : len;
}

/* Where a field's value begins, or NULL for another line. */
static const char *
value_of(const char *line, const char *name)
{
	size_t len = strlen(name);

	if (strncasecmp(line, name, len) != 0 || line[len] != ':')
		return NULL;
	return line + len + 1 + strspn(line + len + 1, " \t");
}

/* Copies a value with the lines that go on with it. */
static void
copy_value(const char *value, char out[VALUE_SIZE])
{
	size_t used = 0;

	for (;;) {
		used += (size_t)snprintf(out + used, VALUE_SIZE - used, "%.*s",
		    (int)length(value), value);
		value = next_line(value);
		if (used >= VALUE_SIZE - 1 || (*value != ' ' && *value != '\t'))
			return;
		value += strspn(value, " \t") - 1;
	}
}

/* The first line after the header of the part that is the report, or NULL. */
static const char *
find_report(const char *text)
{
	const char *line, *value;

	for (line = text; *line != '\0'; line = next_line(line)) {
		value = value_of(line, "Content-Type");
		if (value == NULL ||
		    strncasecmp(value, REPORT_TYPE, strlen(REPORT_TYPE)) != 0)
			continue;
		while (*line != '\0' && length(line) > 0)
			line = next_line(line);
		return next_line(line);
	}
	return NULL;
}

/* Reads up to the end of the part, or of the first receiver that has a fate. */
static void
read_report(const char *line, struct report *report)
{
	const char *value;
	size_t i;

	for (; *line != '\0' && !text_starts(line, "--");
	     line = next_line(line)) {
		if (length(line) == 0 && report->action[0] != '\0')
			return;
		for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
			value = value_of(line, fields[i].name);
			if (value != NULL)
				copy_value(
				    value, (char *)report + fields[i].field);
		}
	}
}

static bool
is_action(const struct report *report, const char *action)
{
	return strncasecmp(report->action, action, strlen(action)) == 0;
}

enum bounce
bounce_read(const char *text, char detail[DETAIL_MAX + 1])
{
	char all[2 * VALUE_SIZE + 2];
	struct report report = {"", "", ""};
	const char *begin = find_report(text);

	detail[0] = '\0';
	if (begin == NULL)
		return BOUNCE_NONE;
	read_report(begin, &report);
	snprintf(all, sizeof(all), "%s %s", report.status, report.diagnostic);
	text_show(text_trim(all), DETAIL_MAX, detail, DETAIL_MAX + 1);
	if (is_action(&report, "delayed"))
		return BOUNCE_DELAYED;
	if (!is_action(&report, "failed"))
		return BOUNCE_NONE;
	if (!text_starts(report.status, "5.") ||
	    text_starts(report.status + 2, FULL))
		return BOUNCE_SOFT;
	return text_starts(report.status, "5.7.") ? BOUNCE_POLICY : BOUNCE_HARD;
}
