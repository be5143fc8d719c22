/* A TCP socket that waits for connections. */
#ifndef REF_LISTEN_H
#define REF_LISTEN_H

#include "reference/status.h"

#include <stdint.h>

/* Room for the URL of any address, with its final NUL. */
#define REF_URL_SIZE 128

/* Opens a socket on an address and a port, 0 for any free port.
 * `address` is an IPv4 or IPv6 address or a name of this machine, NUL-terminated. On success `url`
 * is where /events is found, with the port really used. Errors: REF_ERROR_ADDRESS_UNKNOWN,
 * REF_ERROR_ADDRESS_IN_USE, REF_ERROR_ADDRESS_PERMISSION, REF_ERROR_SOCKET. The caller owns the
 * descriptor, which does not block and is not inherited. */
enum ref_status ref_listen(const char *address, uint16_t port, int *descriptor,
                           char url[REF_URL_SIZE]) REF_MUST_CHECK;

#endif
