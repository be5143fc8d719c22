/*
 * Finds the end of one JSON value that arrives in pieces. It looks at quotes and brackets only:
 * what it cuts out is a candidate, which the digest checks. Any byte that could end the value ends
 * it, so a fault never makes it swallow what follows a well-formed value.
 */
#ifndef NG_SPLIT_SCAN_H
#define NG_SPLIT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct ng_scan {
    size_t depth;   /* brackets that are open, whichever they are */
    bool is_bare;   /* neither a string nor a container */
    bool in_string; /* after an odd number of quotes */
    bool escaped;   /* the next byte stands after a backslash */
};

/* Whether a number or a literal goes on with that byte, be it rightly or wrongly. */
bool ng_scan_is_bare(unsigned char byte);

/* Starts with a value whose first byte is given; the byte itself is still to be scanned. */
struct ng_scan ng_scan_begin(unsigned char first);

/* Goes over the next bytes; gives how many of them belong to the value, and sets *is_over where it
   ends with or before them. */
size_t ng_scan_next(struct ng_scan *scan, const unsigned char *bytes, size_t size, bool *is_over);

#endif
