/*
 * The text of a raw request: its bytes, written so that they can be read, recorded and shown. All
 * bytes stand for themselves but braces:
 *
 *   {host}          host and port of the endpoint's URL, as a Host field names them; or what a Host
 *                   field of the user or of the profile says
 *   {path}          the path of the endpoint's URL
 *   {fields}        the other request fields of the profile and of the user, a line each
 *   {byte 00}       the byte with that hexadecimal number
 *   {7000 times x}  a repetition; what is repeated holds no braces
 *
 * So a text holds no credentials, no NUL, and is short whatever it stands for.
 */
#ifndef NG_RAW_TEXT_H
#define NG_RAW_TEXT_H

#include "conformance/status.h"

#include <stddef.h>

enum ng_raw_part {
    NG_RAW_PLAIN,
    NG_RAW_HOST,
    NG_RAW_PATH,
    NG_RAW_FIELDS,
    NG_RAW_BYTE,
    NG_RAW_TIMES,
};

struct ng_raw_piece {
    enum ng_raw_part part;
    const char *text; /* of PLAIN and TIMES: a slice of the raw text */
    size_t size;      /* bytes of the slice */
    size_t times;     /* of TIMES */
    unsigned char byte;
};

/* Takes the next piece of a text and moves `*at` behind it. Errors: NG_NOT_FOUND at the end;
   NG_MALFORMED for a brace that does not belong to one of the forms above. */
NG_MUST_CHECK enum ng_status ng_raw_text_next(const char **at, struct ng_raw_piece *piece);

/* What stands for the endpoint. */
struct ng_raw_values {
    const char *host;
    const char *path;
    const char *fields; /* lines, each with its CR LF */
};

/* Makes the bytes that a text stands for, in heap memory. Errors: NG_MALFORMED, NG_TOO_LARGE over
   NG_RAW_REQUEST_BYTES_MAX, NG_NO_MEMORY. The bytes are the caller's. Pure; linear. */
NG_MUST_CHECK enum ng_status ng_raw_text_bytes(const char *text, const struct ng_raw_values *values,
                                               char **bytes, size_t *size);

#endif
