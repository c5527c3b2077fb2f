#include <stdbool.h>
#include <string.h>

#include "base/encode.h"
#include "base/text.h"
#include "deliver/header.h"
#include "deliver/ics.h"
#include "deliver/mailbox.h"
#include "deliver/mime.h"
#include "deliver/quoted.h"

#define FIELD_MAX 4096 /* bytes of a field, far above what people write */
#define SHOWN 60       /* characters of a refused value */

/* What quoted-printable never has in it (RFC 2045, section 6.7). */
#define BOUNDARY "=_twofold"
#define OUTER_BOUNDARY "=_calendar"

#define ICS_MAX 16384  /* bytes of an appointment */
#define BASE64_LINE 57 /* bytes, in 76 characters */
#define ICS_NAME "agenda.ics"

#define ALTERNATIVE "multipart/alternative; boundary=\"" BOUNDARY "\""

struct fields {
	struct buf *out;
	size_t begin; /* of the present field */
	struct err *err;
	bool failed; /* "err" says why */
};

static void
refuse(struct fields *fields, const char *name, const char *value,
    const char *reason)
{
	char shown[SHOWN * 4 + 8];

	text_show(value, SHOWN, shown, sizeof(shown));
	if (!fields->failed)
		err_set(fields->err, ERR_DATA, "mail header %s \"%s\": %s",
		    name, shown, reason);
	fields->failed = true;
}

/* What could end the line and begin another does not get into a header. */
static bool
is_clean(struct fields *fields, const char *name, const char *value)
{
	if (text_has_control(value))
		refuse(fields, name, value, "has a control character");
	else if (!text_is_utf8(value, strlen(value)))
		refuse(fields, name, value, "is not UTF-8");
	return !fields->failed;
}

static void
begin_field(struct fields *fields, const char *name)
{
	fields->begin = fields->out->len;
	buf_text(fields->out, name);
	buf_text(fields->out, ": ");
}

static void
end_field(struct fields *fields, const char *name, const char *value)
{
	if (fields->out->len - fields->begin > FIELD_MAX)
		refuse(fields, name, value, "is too long for a header");
	buf_text(fields->out, "\r\n");
}

/* A field whose value the program wrote itself. */
static void
add_fixed(struct fields *fields, const char *name, const char *value)
{
	if (fields->failed)
		return;
	begin_field(fields, name);
	buf_text(fields->out, value);
	end_field(fields, name, value);
}

static void
add_text(struct fields *fields, const char *name, const char *value)
{
	if (fields->failed || !is_clean(fields, name, value))
		return;
	begin_field(fields, name);
	header_text(fields->out, value);
	end_field(fields, name, value);
}

static void
add_mailbox(struct fields *fields, const char *field, const char *name,
    const char *address)
{
	char ascii[MAILBOX_SIZE];

	if (fields->failed || !is_clean(fields, field, name))
		return;
	if (mailbox_read(address, ascii) == MAILBOX_BAD) {
		refuse(fields, field, address,
		    "is no address that mail could be sent to");
		return;
	}
	begin_field(fields, field);
	header_mailbox(fields->out, name, ascii);
	end_field(fields, field, name);
}

static void
add_date(struct fields *fields, int64_t now)
{
	begin_field(fields, "Date");
	header_date(fields->out, now);
	end_field(fields, "Date", "");
}

/* A msg-id (RFC 5322, section 3.6.4): one word, not folded nor encoded. */
static void
add_message_id(struct fields *fields, const char *id)
{
	const char *s;

	if (fields->failed || !is_clean(fields, "Message-ID", id))
		return;
	for (s = id; *s != '\0'; s++) {
		if ((unsigned char)*s > 0x7e || strchr(" <>", *s) != NULL)
			break;
	}
	if (*s != '\0' || strchr(id, '@') == NULL) {
		refuse(
		    fields, "Message-ID", id, "is not of the form left@right");
		return;
	}
	begin_field(fields, "Message-ID");
	buf_format(fields->out, "<%s>", id);
	end_field(fields, "Message-ID", id);
}

static void
write_header(struct fields *fields, const struct mail *mail,
    const struct mime_sender *sender, int64_t date)
{
	add_date(fields, date);
	add_mailbox(fields, "From", sender->name, sender->address);
	add_mailbox(fields, "To", mail->to_name, mail->to);
	if (sender->reply_to[0] != '\0')
		add_mailbox(fields, "Reply-To", "", sender->reply_to);
	add_text(fields, "Subject", mail->subject);
	add_message_id(fields, mail->message_id);
	add_fixed(fields, "MIME-Version", "1.0");
	add_fixed(fields, "Auto-Submitted", "auto-generated");
	add_fixed(fields, "X-Auto-Response-Suppress", "OOF, AutoReply");
	add_text(fields, "Content-Language", mail->language);
	if (mail->appointment == NULL)
		add_fixed(fields, "Content-Type", ALTERNATIVE);
	else
		add_fixed(fields, "Content-Type",
		    "multipart/mixed; boundary=\"" OUTER_BOUNDARY "\"");
}

/* Bytes as lines of base64 (RFC 2045, section 6.8). */
static void
add_base64(struct buf *out, const char *data, size_t len)
{
	char line[ENCODE_BASE64_SIZE(BASE64_LINE)];
	size_t piece;

	for (; len > 0; len -= piece, data += piece) {
		piece = len < BASE64_LINE ? len : BASE64_LINE;
		encode_base64((const uint8_t *)data, piece, line);
		buf_format(out, "%s\r\n", line);
	}
}

static void
write_part(struct buf *out, const char *type, const char *text)
{
	buf_format(out,
	    "\r\n--" BOUNDARY "\r\nContent-Type: %s; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
	    type);
	quoted_add(out, text);
}

/* As mail programs offer it: one click puts it into the calendar. */
static int
write_appointment(struct buf *out, const struct mail *mail,
    const struct mime_sender *sender, int64_t date)
{
	struct buf ics;
	int rc = 0;

	buf_init(&ics, ICS_MAX);
	ics_write(mail->appointment, sender->address, date, &ics);
	buf_text(out,
	    "\r\n--" OUTER_BOUNDARY "\r\nContent-Type: text/calendar; "
	    "charset=utf-8; method=PUBLISH;\r\n name=\"" ICS_NAME "\"\r\n"
	    "Content-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"" ICS_NAME "\"\r\n"
	    "\r\n");
	if (ics.failed)
		rc = -1;
	else
		add_base64(out, ics.data, ics.len);
	buf_free(&ics);
	buf_text(out, "\r\n--" OUTER_BOUNDARY "--\r\n");
	return rc;
}

int
mime_write(const struct mail *mail, const struct mime_sender *sender,
    int64_t date, struct buf *out, struct err *err)
{
	struct fields fields = {.out = out, .err = err};

	write_header(&fields, mail, sender, date);
	if (fields.failed)
		return -1;
	if (mail->appointment != NULL)
		buf_text(out,
		    "\r\n--" OUTER_BOUNDARY "\r\nContent-Type: " ALTERNATIVE
		    "\r\n");
	write_part(out, "text/plain", mail->text);
	write_part(out, "text/html", mail->html);
	buf_text(out, "\r\n--" BOUNDARY "--\r\n");
	if (mail->appointment != NULL &&
	    write_appointment(out, mail, sender, date) == -1)
		return err_memory(err);
	return out->failed ? err_memory(err) : 0;
}
