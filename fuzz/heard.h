/*
 * What every exchange promises that was made of the bytes of a server, for the harnesses of the two
 * clients: whatever came, plain values within their caps.
 */
#ifndef FUZZ_HEARD_H
#define FUZZ_HEARD_H

#include "conformance/profile.h"

/* Makes one of a few profiles that differ in where events and cursors stand. */
void heard_profile(struct ng_profile *profile, unsigned choice);

/* Asserts what exchange.h says of forms, texts and numbers. */
void heard_expect_sound(const struct ng_exchange *exchange);

/* Asserts that two exchanges say the same, but for the seconds that they took. */
void heard_expect_same(const struct ng_exchange *a, const struct ng_exchange *b);

#endif
