/*
 * cJSON as a second reader of JSON: what it says about a text, and where it is known to read
 * otherwise than RFC 8259. For harnesses that compare it with the runner's own reading.
 */
#ifndef FUZZ_JSON_ORACLE_H
#define FUZZ_JSON_ORACLE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

/* In which ways cJSON may read a text otherwise. */
struct json_differences {
    /* It accepts, beyond JSON: a byte order mark; any control character as white space; control
       characters and bytes that are no UTF-8 in strings; numbers as strtod reads them (01, 1.,
       -.5).
     */
    bool is_lenient;
    /* It refuses, of JSON: half a surrogate pair, arrays and objects nested deeper than 1000
       levels, numbers longer than 62 characters. */
    bool is_narrow;
    /* It keeps less than is there: numbers with more than 15 digits or with an exponent that a
       double has no room for, and strings behind \u0000. */
    bool is_lossy;
};

/* Looks for those ways; exact where the text is JSON but for them. Linear. */
struct json_differences json_differences_of(const char *text, size_t size);

/* cJSON's tree of a whole text (white space behind the value allowed), or NULL. Own it with
   cJSON_Delete. */
cJSON *json_oracle_parse(const char *text, size_t size);

#endif
