/*
 * Waivers: cases that are known to fail, each with the reason. A file of lines 'CASE-ID reason';
 * empty lines, and lines that begin with a number sign, are for people. What a waiver does to a
 * result is said in conclude.h.
 */
#ifndef NG_WAIVERS_H
#define NG_WAIVERS_H

#include "conformance/verdict.h"

struct ng_waivers {
    struct ng_waiver *items; /* in the order of the file */
    size_t count;
    char *storage; /* what the reasons are part of */
};

struct ng_waivers_error {
    size_t line, column; /* counted from 1, the column in bytes */
    char message[NG_WORDS_MAX * 2];
};

/* Reads a list of waivers; `cases` are those that there are. A case stands in it once. Errors:
   NG_MALFORMED with the place and what was expected in *error, NG_NO_MEMORY. Own the result with
   ng_waivers_deinit. Pure. */
NG_MUST_CHECK enum ng_status ng_waivers_parse(const char *text, size_t size,
                                              const struct ng_case *const *cases, size_t case_count,
                                              struct ng_waivers *waivers,
                                              struct ng_waivers_error *error);
void ng_waivers_deinit(struct ng_waivers *waivers);

#endif
