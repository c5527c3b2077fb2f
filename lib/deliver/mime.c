#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "deliver/header.h"
#include "deliver/mailbox.h"
#include "deliver/mime.h"

#define FIELD_MAX 4096 /* bytes of a field, far above what people write */
#define SHOWN 60       /* characters of a refused value */

struct fields {
	struct curl_slist *list;
	struct buf line;
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
	buf_clear(&fields->line);
	buf_format(&fields->line, "%s: ", name);
}

static void
end_field(struct fields *fields, const char *name, const char *value)
{
	struct curl_slist *longer;

	if (fields->line.failed) {
		refuse(fields, name, value, "is too long for a header");
		return;
	}
	longer = curl_slist_append(fields->list, fields->line.data);
	if (longer == NULL) {
		err_memory(fields->err);
		fields->failed = true;
		return;
	}
	fields->list = longer;
}

/* A field whose value the program wrote itself. */
static void
add_fixed(struct fields *fields, const char *name, const char *value)
{
	if (fields->failed)
		return;
	begin_field(fields, name);
	buf_text(&fields->line, value);
	end_field(fields, name, value);
}

static void
add_text(struct fields *fields, const char *name, const char *value)
{
	if (fields->failed || !is_clean(fields, name, value))
		return;
	begin_field(fields, name);
	header_text(&fields->line, value);
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
	header_mailbox(&fields->line, name, ascii);
	end_field(fields, field, name);
}

static void
add_date(struct fields *fields, int64_t now)
{
	begin_field(fields, "Date");
	header_date(&fields->line, now);
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
	buf_format(&fields->line, "<%s>", id);
	end_field(fields, "Message-ID", id);
}

struct curl_slist *
mime_header(const struct mail *mail, const struct mime_sender *sender,
    int64_t now, struct err *err)
{
	struct fields fields = {.err = err};

	buf_init(&fields.line, FIELD_MAX);
	add_date(&fields, now);
	add_mailbox(&fields, "From", sender->name, sender->address);
	add_mailbox(&fields, "To", mail->to_name, mail->to);
	if (sender->reply_to[0] != '\0')
		add_mailbox(&fields, "Reply-To", "", sender->reply_to);
	add_text(&fields, "Subject", mail->subject);
	add_message_id(&fields, mail->message_id);
	add_fixed(&fields, "MIME-Version", "1.0");
	add_fixed(&fields, "Auto-Submitted", "auto-generated");
	add_fixed(&fields, "X-Auto-Response-Suppress", "OOF, AutoReply");
	add_text(&fields, "Content-Language", mail->language);
	/* libcurl adds the boundary. */
	add_fixed(&fields, "Content-Type", "multipart/alternative");
	buf_free(&fields.line);
	if (fields.failed) {
		curl_slist_free_all(fields.list);
		return NULL;
	}
	return fields.list;
}

/* Ends every line with CR LF, which the encoder takes for the end of a line. */
static void
add_lines(struct buf *out, const char *text)
{
	size_t len;

	while (*text != '\0') {
		len = strcspn(text, "\r\n");
		buf_add(out, text, len);
		text += len;
		if (*text == '\0')
			break;
		buf_text(out, "\r\n");
		text += text[0] == '\r' && text[1] == '\n' ? 2 : 1;
	}
}

static int
add_part(curl_mime *body, const char *type, const char *text)
{
	curl_mimepart *part = curl_mime_addpart(body);
	struct buf lines;
	int rc = -1;

	/* At worst every byte is a line's end. */
	buf_init(&lines, 2 * strlen(text));
	add_lines(&lines, text);
	if (part != NULL && !lines.failed &&
	    curl_mime_data(part, lines.data, lines.len) == CURLE_OK &&
	    curl_mime_type(part, type) == CURLE_OK &&
	    curl_mime_encoder(part, "quoted-printable") == CURLE_OK)
		rc = 0;
	buf_free(&lines);
	return rc;
}

curl_mime *
mime_body(CURL *easy, const struct mail *mail, struct err *err)
{
	curl_mime *body = curl_mime_init(easy);

	if (body != NULL &&
	    add_part(body, "text/plain; charset=utf-8", mail->text) == 0 &&
	    add_part(body, "text/html; charset=utf-8", mail->html) == 0)
		return body;
	err_memory(err);
	curl_mime_free(body);
	return NULL;
}
