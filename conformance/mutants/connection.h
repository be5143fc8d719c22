/*
 * One connection: request after request until one side ends it.
 */
#ifndef MUTANT_CONNECTION_H
#define MUTANT_CONNECTION_H

#include "conformance/mutants/entry.h"

/* Answers what comes over the socket until the connection ends. The socket stays open. */
void mutant_connection(struct mutant_server *server, int descriptor);

#endif
