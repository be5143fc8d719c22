/* A strict reader of RFC 8259 that builds nothing: is this one JSON value, and if not, where and
 * why. */
#ifndef REF_JSON_CHECK_H
#define REF_JSON_CHECK_H

#include "reference/bytes.h"

enum ref_json_fault {
    REF_JSON_FINE = 0,
    REF_JSON_NO_VALUE,
    REF_JSON_END_IN_VALUE,
    REF_JSON_END_IN_STRING,
    REF_JSON_BYTE_ORDER_MARK,
    REF_JSON_NOT_A_VALUE,
    REF_JSON_BAD_NUMBER,
    REF_JSON_BAD_ESCAPE,
    REF_JSON_CONTROL_IN_STRING,
    REF_JSON_NOT_UTF8,
    REF_JSON_NAME_EXPECTED,
    REF_JSON_COLON_EXPECTED,
    REF_JSON_COMMA_OR_BRACE_EXPECTED,
    REF_JSON_COMMA_OR_BRACKET_EXPECTED,
    REF_JSON_TOO_DEEP,
    REF_JSON_TEXT_AFTER_VALUE
};

/* Returns a fault as an English sentence without a full stop. Static text; any thread. */
const char *ref_json_fault_text(enum ref_json_fault fault);

/* Checks that a text is one JSON value in UTF-8, with white space around it or not.
 * Nesting is allowed down to REF_JSON_DEPTH. Surrogate escapes need not come in pairs and names may
 * repeat: RFC 8259's grammar allows both. Returns REF_JSON_FINE, or the first fault with its byte
 * offset in `offset` (0 to the text's size), which is written then only. One pass, no allocation,
 * reads no byte outside the text; any thread. */
enum ref_json_fault ref_json_check(struct ref_bytes text, size_t *offset);

#endif
