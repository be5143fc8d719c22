/*
 * The members of a JSON object, taken one by one; for parse*.c only. The first thing that is wrong
 * is kept, and what is taken after that is empty.
 */
#ifndef NG_TRACE_MEMBERS_H
#define NG_TRACE_MEMBERS_H

#include "conformance/trace/names.h"
#include "conformance/trace/parse.h"

#include <cjson/cJSON.h>

struct ng_parsing {
    const struct ng_spec *spec;
    struct ng_trace_error *error;
    enum ng_status status;
};

struct ng_members {
    struct ng_parsing *parsing;
    cJSON *object;
    const char *what; /* what the object is, for messages */
};

enum ng_presence {
    NG_OPTIONAL,
    NG_REQUIRED,
};

/* Keeps the first error. */
void ng_parse_fail(struct ng_parsing *parsing, enum ng_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Each takes the member `name`; an optional one that is missing is NULL, 0 or false. */

/* Bytes; they live as long as the tree. */
char *ng_take_text(struct ng_members *members, const char *name, enum ng_presence presence);
/* Bytes into an array of `size`; "" where missing. */
void ng_take_words(struct ng_members *members, const char *name, char *into, size_t size);
uint64_t ng_take_count(struct ng_members *members, const char *name, enum ng_presence presence);
/* A whole number from 0 to 999. */
int ng_take_number(struct ng_members *members, const char *name);
double ng_take_seconds(struct ng_members *members);
bool ng_take_flag(struct ng_members *members, const char *name);
/* The value that one of the names stands for. */
unsigned ng_take_name(struct ng_members *members, const char *name, const struct ng_names *names,
                      enum ng_presence presence);
/* The specification's own copy of a clause's id. */
const char *ng_take_clause(struct ng_members *members, const char *name, enum ng_presence presence);
/* A case of the registry. */
const struct ng_case *ng_take_case(struct ng_members *members);
/* An array of at most `most` elements, or NULL. */
cJSON *ng_take_array(struct ng_members *members, const char *name, size_t most,
                     enum ng_presence presence);
/* An object, which is required. */
struct ng_members ng_take_object(struct ng_members *members, const char *name);

/* The bytes of a string that is an element; NULL and an error where it is something else. */
char *ng_element_text(struct ng_parsing *parsing, cJSON *element);
/* The case with that id, or NULL and an error. */
const struct ng_case *ng_find_case(struct ng_parsing *parsing, const char *id);
/* A whole number from 0 to 999. */
int ng_element_number(struct ng_parsing *parsing, const cJSON *element);

/* Says that a member was not taken, where there is one. */
void ng_members_end(struct ng_members *members);

/* parse_exchange.c, parse_header.c */
void ng_parse_ask(struct ng_members *members, struct ng_ask *ask);
void ng_parse_exchange(struct ng_members *members, struct ng_exchange *exchange);
void ng_parse_header(struct ng_members *members, struct ng_trace_header *header);

#endif
