/*
 * A case: a short conversation with the target that exercises some clauses of SPEC.md. A case asks;
 * the judge judges. Cases are listed in cases/registry.c.
 */
#ifndef NG_CASE_H
#define NG_CASE_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

struct ng_session;

enum ng_class {
    NG_CLASS_CORE,
    NG_CLASS_BOUNDARY,
    NG_CLASS_LIVE,
    NG_CLASS_HOSTILE,
    NG_CLASS_EXPLORE, /* of `nogap fuzz` alone: random requests */
};
#define NG_CLASS_COUNT 5

#define NG_CASE_CLAUSES_MAX 10

struct ng_case {
    const char *id; /* never changes: "since-only" */
    enum ng_class class_id;
    const char *asks;  /* what it asks, one sentence */
    const char *why;   /* which fault it is there for, one sentence */
    const char *needs; /* what it needs besides reading ("--launch"), or NULL */
    const char *clauses[NG_CASE_CLAUSES_MAX]; /* ids of SPEC.md, ended by NULL */
    /* Holds the conversation. NG_STOPPED from the session is handed on; any other error is the
     * runner's own. */
    enum ng_status (*run)(struct ng_session *session);
};

/* The cases of `nogap run` in the order in which they run; `count` of them. Static storage. */
const struct ng_case *const *ng_cases(size_t *count);

/* Those of `nogap fuzz`, and all of both. */
const struct ng_case *const *ng_explore_cases(size_t *count);
const struct ng_case *const *ng_all_cases(size_t *count);

/* The case with that id, of all, or NULL. */
const struct ng_case *ng_case_find(const char *id);

/* "core", "boundary", "live", "hostile", "explore". */
const char *ng_class_name(enum ng_class class_id);

/* The class with that name. Errors: NG_NOT_FOUND. */
NG_MUST_CHECK enum ng_status ng_class_parse(const char *name, enum ng_class *class_id);

#endif
