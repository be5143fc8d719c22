/*
 * One listener that hands everything on to several.
 */
#ifndef NG_TEE_H
#define NG_TEE_H

#include "conformance/verdict.h"

struct ng_tee {
    const struct ng_listener *listeners; /* told in this order; outlive the tee */
    size_t count;
};

/* The tee as a listener; it lives as long as the tee. */
struct ng_listener ng_tee_listener(struct ng_tee *tee);

#endif
