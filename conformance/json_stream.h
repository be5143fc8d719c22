/*
 * Reads JSON text that arrives in pieces, in constant memory, and says what it sees: keys, scalars,
 * beginnings and ends. Used for what stands around the events of a body.
 */
#ifndef NG_JSON_STREAM_H
#define NG_JSON_STREAM_H

#include "conformance/json_reader.h"
#include "conformance/limits.h"

enum ng_token {
    NG_TOKEN_NONE,   /* the piece is used up */
    NG_TOKEN_KEY,    /* a key; its text is kept until the next token */
    NG_TOKEN_SCALAR, /* a string, number, true, false or null; its text is kept as well */
    NG_TOKEN_OBJECT, /* the beginning of an object */
    NG_TOKEN_ARRAY,  /* the beginning of an array */
    NG_TOKEN_END,    /* the end of an object or array */
    NG_TOKEN_WRONG,  /* the next byte cannot stand where it stands */
    NG_TOKEN_TOO_DEEP,
};

/* The bytes of a text that are kept. Characters as escapes of six bytes still make 255 of them. */
#define NG_STREAM_TEXT_MAX 1536

struct ng_json_stream {
    int state;         /* of json_stream.c */
    size_t depth;      /* arrays and objects that are not closed */
    bool is_empty;     /* white space only, so far */
    bool is_key;       /* the string being read is a key */
    bool is_string;    /* the last scalar is a string */
    unsigned hex_left; /* digits of a \u escape */
    struct ng_utf8 utf8;
    const char *literal; /* what is still to come of true, false or null */
    size_t text_size;    /* of the last key or scalar, as it stands, without quotes, perhaps cut */
    unsigned char text[NG_STREAM_TEXT_MAX];
    unsigned char is_object[NG_JSON_DEPTH_MAX / 8]; /* a bit for each open container */
};

/* Starts with a new text. */
void ng_json_stream_reset(struct ng_json_stream *stream);

/* Reads on to the next token; *at is moved past it, or to the wrong byte. */
enum ng_token ng_json_stream_next(struct ng_json_stream *stream, const unsigned char **at,
                                  const unsigned char *end);

/* Closes the innermost container, whose end somebody else has read. */
void ng_json_stream_close(struct ng_json_stream *stream);

/* Whether the text can end here: one complete value was seen. */
bool ng_json_stream_complete(const struct ng_json_stream *stream);

/* Whether the container of that depth (1: the outermost) is an object. */
bool ng_json_stream_is_object(const struct ng_json_stream *stream, size_t depth);

/* Writes the last key's or scalar's characters with a final NUL, cut where they have no room. Gives
   their size. */
size_t ng_json_stream_text(const struct ng_json_stream *stream, char *out, size_t out_size);

#endif
