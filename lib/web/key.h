#ifndef WEB_KEY_H
#define WEB_KEY_H

#include "otp/totp.h"
#include "web/page.h"
#include "web/web.h"

/* The page that shows the key, as long as it waits for its first code. */
handler key_page;

/*
 * Tells a template a key in every way at once: picture, link and letters, as a
 * password manager shows it for "issuer" and "account", and what to do in each
 * manager.  Returns 0, or -1 with "err".
 */
int key_fill(struct page *page, const char *issuer, const char *account,
    const uint8_t key[TOTP_KEY_SIZE], struct err *err);

/* Made-up content, see specimen.h. */
specimen key_specimen;
#define KEY_SPECIMENS 1

#endif
