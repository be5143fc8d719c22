/*
 * The HTTP/1 answers in the bytes that a connection brought: status line, fields, body. Nothing is
 * copied; all slices belong to those bytes.
 */
#ifndef NG_RAW_ANSWER_H
#define NG_RAW_ANSWER_H

#include "conformance/exchange.h"

enum ng_raw_form {
    NG_RAW_WHOLE,
    NG_RAW_CUT,     /* right as far as it goes; more bytes are missing */
    NG_RAW_NO_HTTP, /* no HTTP/1 answer */
};

enum ng_raw_framing {
    NG_RAW_NO_BODY,
    NG_RAW_BY_LENGTH,
    NG_RAW_BY_CHUNKS,
    NG_RAW_BY_CLOSE,
};

struct ng_raw_answer {
    int status;       /* where head_size is not 0 */
    const char *head; /* from the status line to the empty line, both included */
    size_t head_size; /* 0: the head is not complete */
    enum ng_raw_framing framing;
    const char *body; /* as it came, with the framing of its chunks */
    size_t body_size;
    size_t size; /* of all of a whole answer, interim answers (1xx) before it included */
};

/* Reads the answer that begins with the first byte, to a GET or, where `to_head`, to a HEAD, which
   has no body. `ended` says that the connection brings no more. A cut answer is filled in as far as
   it goes. Pure; linear in its head and its number of chunks. */
enum ng_raw_form ng_raw_answer_read(const char *bytes, size_t size, bool ended, bool to_head,
                                    struct ng_raw_answer *answer);

/* How many of the requests, of which only the method is looked at, have a whole answer at the
   beginning of the bytes. */
size_t ng_raw_answer_count(const char *bytes, size_t size, const struct ng_ask *asks, size_t count);

/* Gives the next line of the head without its line end, the status line first and the empty line
   last; false behind it. `*at` is 0 at first. */
bool ng_raw_answer_line(const struct ng_raw_answer *answer, size_t *at, const char **line,
                        size_t *size);

/* Gives the next piece of the body without its framing; false where there is no more. `*at` is 0
   at first. */
bool ng_raw_answer_body(const struct ng_raw_answer *answer, size_t *at, const char **bytes,
                        size_t *size);

/* The first field of that name: its value without white space around it, in `*value`; false where
   there is none. */
bool ng_raw_answer_field(const struct ng_raw_answer *answer, const char *name, const char **value,
                         size_t *size);

#endif
