#include "reference/status.h"

const char *ref_status_text(enum ref_status status) {
    switch (status) {
    case REF_OK:
        return "no error";
    case REF_ERROR_MEMORY:
        return "out of memory";
    case REF_ERROR_USAGE:
        return "wrong use of the command line";
    case REF_ERROR_QUERY:
        return "the query holds a value that is not usable";
    case REF_ERROR_FILE_MISSING:
        return "no such file";
    case REF_ERROR_FILE_PERMISSION:
        return "no permission to read the file";
    case REF_ERROR_FILE_KIND:
        return "not a regular file";
    case REF_ERROR_FILE_READ:
        return "the file cannot be read";
    case REF_ERROR_LINE_NOT_JSON:
        return "a line is not one JSON value";
    case REF_ERROR_LINE_TOO_LONG:
        return "a line is longer than an event may be";
    case REF_ERROR_ADDRESS_UNKNOWN:
        return "not an address of this machine";
    case REF_ERROR_ADDRESS_IN_USE:
        return "the port is in use by another program; choose another, or --port 0 for any free "
               "one";
    case REF_ERROR_ADDRESS_PERMISSION:
        return "no permission to listen on this port; choose one above 1023";
    case REF_ERROR_SOCKET:
        return "no socket can be opened to listen on";
    case REF_ERROR_DAEMON:
        return "the HTTP library does not start";
    }
    return "unknown status";
}
