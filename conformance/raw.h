/*
 * Raw requests: bytes that go out exactly as they are, over a connection of their own, and the
 * bytes that come back. Plain values; raw_send.h sends.
 */
#ifndef NG_RAW_H
#define NG_RAW_H

#include "conformance/exchange.h"

/* What the client does once all bytes are sent. */
enum ng_raw_manner {
    NG_RAW_WAIT,            /* waits for the answers */
    NG_RAW_WAIT_THEN_END,   /* waits a moment, then says that nothing more will be sent: for what a
                               server may take for an unfinished request */
    NG_RAW_LEAVE,           /* closes the connection */
    NG_RAW_RESET,           /* resets the connection */
    NG_RAW_RESET_IN_ANSWER, /* resets it as soon as an answer begins */
};

/* How a raw request is sent, and the answers that it asks for. */
struct ng_raw_sending {
    enum ng_raw_manner manner;
    const struct ng_ask *asks; /* one for each request in the text; the first one holds the text */
    size_t ask_count;          /* at least 1 */
};

enum ng_raw_end {
    NG_RAW_END_ANSWERED, /* all answers are there */
    NG_RAW_END_CLOSED,   /* closed or reset by the server */
    NG_RAW_END_TIMEOUT,
    NG_RAW_END_TOO_LARGE, /* over NG_RAW_RECEIVED_BYTES_MAX */
    NG_RAW_END_LEFT,      /* as the manner says */
    NG_RAW_END_UNREACHABLE,
};

struct ng_raw_received {
    char *bytes; /* owned; NULL where there are none */
    size_t size;
    enum ng_raw_end end;
    double seconds;
};

/* Gives the bytes back. */
void ng_raw_received_deinit(struct ng_raw_received *received);

#endif
