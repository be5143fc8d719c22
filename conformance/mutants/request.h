/*
 * A request: its head as it was read, cut into what the server looks at.
 */
#ifndef MUTANT_REQUEST_H
#define MUTANT_REQUEST_H

#include "conformance/mutants/buffer.h"

/* One `name=value` of a query. Decoded texts may hold NUL bytes; all end in one more. */
struct mutant_pair {
    const char *name, *value; /* decoded; value is "" where there is no `=` */
    size_t name_size, value_size;
    const char *raw_name, *raw_value; /* as they were sent */
    bool bare;                        /* there is no `=` */
};

struct mutant_request {
    char method[16];
    char *target; /* owned; as it was sent */
    size_t target_size;
    char *path;        /* in target's copy */
    const char *query; /* as it was sent, without `?`; "" for none */
    bool is_http_1_0;
    bool keep_alive;
    bool expects_continue;
    bool accepts_gzip;
    char if_none_match[64];
    char if_modified_since[64];
    uint64_t body_size;
    struct mutant_pair *pairs; /* owned, as are the texts of the pairs */
    size_t pair_count;
    char *raw_copy, *decoded_copy;
};

/* Reads a head of `size` bytes, its last blank line included. Gives 200, or the status of the
   refusal: 400 malformed, 411 a body without a length, 413, 414, 505. Own the request with
   mutant_request_deinit whatever is given. */
int mutant_request_parse(const char *head, size_t size, struct mutant_request *request);
void mutant_request_deinit(struct mutant_request *request);

/* The first pair with that decoded name, or NULL. */
const struct mutant_pair *mutant_request_pair(const struct mutant_request *request,
                                              const char *name);

/* Whether the decoded name is that text. */
bool mutant_pair_is(const struct mutant_pair *pair, const char *name);

#define MUTANT_HEAD_MAX ((size_t)2 * 1024 * 1024)
#define MUTANT_BODY_MAX ((size_t)8 * 1024 * 1024)

#endif
