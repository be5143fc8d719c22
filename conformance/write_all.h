/*
 * Writing that ends with all bytes written, or with an error.
 */
#ifndef NG_WRITE_ALL_H
#define NG_WRITE_ALL_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes all bytes to a file. Gives false, with errno, where that cannot be done; some of the bytes
 * may be written then. */
NG_MUST_CHECK bool ng_write_all(int descriptor, const char *bytes, size_t size);

#endif
