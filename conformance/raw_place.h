/*
 * Where raw requests go: what a URL, a profile and the user's fields come to on the wire.
 */
#ifndef NG_RAW_PLACE_H
#define NG_RAW_PLACE_H

#include "conformance/raw_send.h"

struct ng_raw_place {
    char *host;       /* without brackets, for the resolver; owned */
    char *port;       /* owned */
    char *authority;  /* the value of the Host field: the URL's, or that of a given field; owned */
    const char *path; /* of the URL, which outlives the place */
    char *fields;     /* lines with CR LF, secrets among them, but for Host; owned */
};

/* Errors: NG_MALFORMED for a URL that is none, NG_NO_MEMORY. Own it with ng_raw_place_deinit. */
NG_MUST_CHECK enum ng_status ng_raw_place_init(const struct ng_raw_options *options,
                                               struct ng_raw_place *place);

/* Wipes what may be secret. */
void ng_raw_place_deinit(struct ng_raw_place *place);

#endif
