#include "reference/json_check.h"

const char *ref_json_fault_text(enum ref_json_fault fault) {
    switch (fault) {
    case REF_JSON_FINE:
        return "one JSON value";
    case REF_JSON_NO_VALUE:
        return "there is no JSON value, only white space";
    case REF_JSON_END_IN_VALUE:
        return "the JSON value ends too early";
    case REF_JSON_END_IN_STRING:
        return "the string is not closed by a quotation mark";
    case REF_JSON_BYTE_ORDER_MARK:
        return "a byte order mark stands before the JSON value; save the file without it";
    case REF_JSON_NOT_A_VALUE:
        return "this is not the start of a JSON value";
    case REF_JSON_BAD_NUMBER:
        return "this is not how JSON writes a number";
    case REF_JSON_BAD_ESCAPE:
        return "this is not an escape that JSON strings know";
    case REF_JSON_CONTROL_IN_STRING:
        return "a control character stands in a string; it has to be escaped";
    case REF_JSON_NOT_UTF8:
        return "this is not UTF-8";
    case REF_JSON_NAME_EXPECTED:
        return "a name in quotation marks is expected";
    case REF_JSON_COLON_EXPECTED:
        return "a colon is expected behind the name";
    case REF_JSON_COMMA_OR_BRACE_EXPECTED:
        return "a comma or a closing brace is expected";
    case REF_JSON_COMMA_OR_BRACKET_EXPECTED:
        return "a comma or a closing bracket is expected";
    case REF_JSON_TOO_DEEP:
        return "arrays and objects nest too deep here";
    case REF_JSON_TEXT_AFTER_VALUE:
        return "something follows the JSON value; a line holds one value";
    }
    return "unknown fault";
}
