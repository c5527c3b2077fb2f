#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "gallery.h"
#include "web/front.h"
#include "web/specimen.h"

#define NAME_SIZE 128          /* bytes of "nl/page-key-12.html" */
#define LIST_MAX (256 * 1024)  /* bytes of a line for each page */
#define STYLE_MAX (256 * 1024) /* bytes of a stylesheet */
#define LOGO_MAX (1024 * 1024) /* bytes of a picture */
#define FOLDER_MODE 0755
#define FILE_MODE 0644

/* Pages on their way into a folder. */
struct gallery {
	const char *out;
	struct buf list; /* the index, as far as it is */
	int count;
};

static int
put(const struct gallery *gallery, const char *name, const struct buf *text,
    struct err *err)
{
	char *path = file_join(gallery->out, name);
	int rc;

	if (path == NULL)
		return err_memory(err);
	rc = file_write(path, text->data, text->len, FILE_MODE, err);
	free(path);
	return rc;
}

static int
put_page(void *context, const struct specimen_page *page, struct err *err)
{
	struct gallery *gallery = context;
	char name[NAME_SIZE];

	snprintf(name, sizeof(name), "%s/%.*s-%u.html", page->language,
	    (int)strcspn(page->name, "."), page->name, page->number);
	buf_format(
	    &gallery->list, "<li><a href=\"%s\">%s</a></li>\n", name, name);
	gallery->count++;
	return put(gallery, name, page->text, err);
}

static int
put_style(const struct gallery *gallery, const struct web *web, struct err *err)
{
	struct buf style;
	int rc = -1;

	buf_init(&style, STYLE_MAX);
	if (front_write(web, &style, err) == 0)
		rc = put(gallery, "style.css", &style, err);
	buf_free(&style);
	return rc;
}

static int
put_logo(
    const struct gallery *gallery, const struct config *config, struct err *err)
{
	struct buf logo;
	int rc = -1;

	if (config->look.logo[0] == '\0')
		return 0;
	buf_init(&logo, LOGO_MAX);
	if (file_read(config->look.logo, FILE_ANY, &logo, err) == 0)
		rc = put(gallery, "logo", &logo, err);
	buf_free(&logo);
	return rc;
}

static int
make_folders(const struct gallery *gallery, const struct campaign *campaign,
    struct err *err)
{
	char *path;
	size_t i;
	int rc = file_make_folder(gallery->out, FOLDER_MODE, err);

	for (i = 0; rc == 0 && i < campaign->language_count; i++) {
		path = file_join(gallery->out, campaign->languages[i]);
		rc = path == NULL ? err_memory(err)
				  : file_make_folder(path, FOLDER_MODE, err);
		free(path);
	}
	return rc;
}

int
gallery_write(const struct campaign_set *set, const char *out, struct err *err)
{
	const struct clock clock = {.fixed = set->desk.now};
	const struct web web = {.config = set->config,
	    .keys = set->keys,
	    .templates = set->templates,
	    .clock = &clock};
	struct gallery gallery = {.out = out};
	const struct specimen_shelf shelf = {&gallery, put_page};
	struct buf mistakes;
	int rc = -1;

	buf_init(&gallery.list, LIST_MAX);
	buf_init(&mistakes, LIST_MAX);
	buf_text(&gallery.list,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
	    "<title>All pages</title>\n<h1>All pages</h1>\n<ol>\n");
	if (make_folders(&gallery, &set->config->campaign, err) == 0 &&
	    specimen_write(&web, &shelf, &mistakes, err) == 0 &&
	    put_style(&gallery, &web, err) == 0 &&
	    put_logo(&gallery, set->config, err) == 0) {
		buf_text(&gallery.list, "</ol>\n</html>\n");
		rc = put(&gallery, "index.html", &gallery.list, err);
	}
	buf_free(&mistakes);
	buf_free(&gallery.list);
	return rc == 0 ? gallery.count : -1;
}
