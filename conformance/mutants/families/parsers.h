/*
 * Lenient ways to read a number, for defects and for legal variants.
 */
#ifndef MUTANT_PARSERS_H
#define MUTANT_PARSERS_H

#include "conformance/mutants/entry.h"

/* Reads the digits at the start of the value, behind white space and a sign, as atoi does: none
   are 0. Saturates. Gives how many bytes were read. */
size_t mutant_read_prefix(const struct mutant_pair *pair, struct mutant_number *number);

/* Whether the value has an integer reading by int() of Python: white space around, a sign, an
   underscore between digits, digits of any script (of which only Arabic-Indic ones are known). */
bool mutant_read_python(const struct mutant_pair *pair, struct mutant_number *number);

/* A decimal, as Number() of JavaScript reads it, in tenths: 1.5 is 15. Also hexadecimal ones. */
bool mutant_read_tenths(const struct mutant_pair *pair, struct mutant_number *tenths);

#endif
