/*
 * The sockets: a thread for each connection.
 */
#ifndef MUTANT_SERVER_H
#define MUTANT_SERVER_H

#include "conformance/mutants/entry.h"

struct mutant_options {
    const struct mutant_entry *entry;
    const char *address; /* a numeric IPv4 address */
    uint16_t port;       /* 0 picks one */
    const char *log;     /* or NULL */
    double growth;       /* events a second; below 0: the entry's own */
    uint64_t seed;
};

/* Serves until SIGTERM or SIGINT. Gives the exit status: 0, or 1 with a line on stderr where it
   cannot begin. */
int mutant_serve(const struct mutant_options *options);

/* Gives the exit status of a program that printed on standard output: 0, or 1 with a line on stderr
   where not all of it is written. */
int mutant_finish_output(void);

#endif
