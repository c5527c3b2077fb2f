#include <string.h>

#include "base/file.h"
#include "base/shade.h"
#include "base/text.h"
#include "web/look.h"
#include "web/trouble.h"

#define OVER 22 /* percent more of the end, under a pointer */

static const struct colour black = {0, 0, 0};

/* The values of one scheme: the colour, and what follows from it. */
static void
add_scheme(struct colour accent, struct colour ground, struct colour end,
    struct colour on, struct buf *out)
{
	char text[4][COLOUR_SIZE];

	colour_text(accent, text[0]);
	colour_text(colour_mix(accent, end, OVER), text[1]);
	colour_text(shade_soft(accent, ground), text[2]);
	colour_text(on, text[3]);
	buf_format(out,
	    ":root { --accent: %s; --focus: %s; --accent-over: %s; "
	    "--soft: %s; --on-accent: %s; }\n",
	    text[0], text[0], text[1], text[2], text[3]);
}

void
look_style(const struct look_settings *look, struct buf *out)
{
	struct colour own;

	if (colour_parse(look->colour, &own) == -1)
		return;
	buf_text(out, "\n");
	add_scheme(shade_light(own), shade_white, black, shade_white, out);
	buf_text(out, "@media screen and (prefers-color-scheme: dark) {\n");
	add_scheme(shade_dark(own), shade_night, shade_white, black, out);
	buf_text(out, "}\n");
}

int
look_logo(const struct call *call, struct answer *answer, struct err *err)
{
	const char *path = call->web->config->look.logo;

	if (path[0] == '\0')
		return trouble_answer(call, TROUBLE_PATH, answer, err);
	answer->type = text_same(path + strlen(path) - 4, ".png")
	    ? "image/png"
	    : "image/svg+xml";
	answer_header(answer, "Cache-Control", "max-age=3600");
	answer_header(answer, "X-Content-Type-Options", "nosniff");
	/* A picture that is opened by itself runs nothing. */
	answer_header(answer, "Content-Security-Policy",
	    "default-src 'none'; style-src 'unsafe-inline'; sandbox");
	return file_read(path, FILE_ANY, &answer->body, err);
}
