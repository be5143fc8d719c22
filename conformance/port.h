/* A port for a server that is about to start. */
#ifndef NG_PORT_H
#define NG_PORT_H

#include "conformance/status.h"

/* Gives a TCP port of the loopback address that nobody listens on now; somebody else may take it
   before it is used. Errors: NG_IO with errno. */
NG_MUST_CHECK enum ng_status ng_port_pick(unsigned *port);

#endif
