#ifndef CONFIG_STORED_H
#define CONFIG_STORED_H

#include "config/place.h"

/* Bytes that a file with a password or a webhook's secret may have. */
#define STORED_SECRET_MAX 1024

/*
 * Readers of settings that name a file.  It is looked for in the folder of the
 * configuration's file.  Each field is a const char *.
 */
place_reader stored_path;     /* the path */
place_reader stored_readable; /* the path of a file that is there */
place_reader stored_picture;  /* the same, ".svg" or ".png" */
place_reader stored_password; /* what is in the file, one line */
place_reader stored_webhook;  /* the same, "whsec_" and 24 to 64 bytes */

#endif
