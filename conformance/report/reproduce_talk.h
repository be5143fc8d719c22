/*
 * What the tests of the commands that show a finding again share.
 */
#ifndef NG_REPRODUCE_TALK_H
#define NG_REPRODUCE_TALK_H

#include "conformance/report/reproduce.h"

/* Fails the test unless the command of a request is `expected`. */
void ng_expect_command(const struct ng_reproduction *reproduction, const char *expected);

#endif
