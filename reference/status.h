/* The one set of outcomes of everything in reference/. */
#ifndef REF_STATUS_H
#define REF_STATUS_H

enum ref_status {
    REF_OK = 0,
    REF_ERROR_MEMORY,
    REF_ERROR_USAGE,
    REF_ERROR_QUERY,
    REF_ERROR_FILE_MISSING,
    REF_ERROR_FILE_PERMISSION,
    REF_ERROR_FILE_KIND,
    REF_ERROR_FILE_READ,
    REF_ERROR_LINE_NOT_JSON,
    REF_ERROR_LINE_TOO_LONG,
    REF_ERROR_ADDRESS_UNKNOWN,
    REF_ERROR_ADDRESS_IN_USE,
    REF_ERROR_ADDRESS_PERMISSION,
    REF_ERROR_SOCKET,
    REF_ERROR_DAEMON
};

/* The result of a function that returns a status must be looked at. */
#define REF_MUST_CHECK __attribute__((warn_unused_result))

/* Returns a status as a few English words that fit behind "FILE: " or "ADDRESS: ".
 * Every value has a text. The text is static; any thread may ask. */
const char *ref_status_text(enum ref_status status);

#endif
