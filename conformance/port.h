/* A port for a server that is about to start. */
#ifndef NG_PORT_H
#define NG_PORT_H

#include "conformance/status.h"

#include <stdint.h>

/* Ports of servers are picked from here to there, both included: below those that outgoing
   connections take by themselves (from 32768 on Linux, from 49152 on macOS). A port among those,
   as bind gives it for 0, can go to any connection of any process before the server has it. */
#define NG_PORT_FIRST 15000U
#define NG_PORT_LAST 31999U

/* So many ports that are taken, one after the other, mean that something else is wrong. */
#define NG_PORT_TRIES 64U

/* Returns the port that is tried at an attempt, counted from 0. Pure; any seed will do. */
unsigned ng_port_candidate(uint64_t seed, unsigned attempt);

/* Gives the first candidate of a seed that nobody listens on at the loopback address now.
   Errors: NG_IO with errno, EADDRINUSE when NG_PORT_TRIES of them are taken. */
NG_MUST_CHECK enum ng_status ng_port_pick_from(uint64_t seed, unsigned *port);

/* Gives a TCP port of the loopback address that nobody listens on now, another one in each process
   and at each call, so that runs side by side hardly ever meet; somebody else may still take it
   before it is used. Errors: as ng_port_pick_from. Any thread. */
NG_MUST_CHECK enum ng_status ng_port_pick(unsigned *port);

#endif
