/* Takes over the values of single options. */
#ifndef NG_CLI_OPTION_VALUES_H
#define NG_CLI_OPTION_VALUES_H

#include "conformance/cli/options.h"

/* Reads the value of one option into *options; `value` is NULL for one that takes none. Errors:
   NG_MALFORMED with what is wrong in *message, NG_NO_MEMORY. Pure. */
NG_MUST_CHECK enum ng_status ng_option_take(const struct ng_option_row *row, const char *value,
                                            struct ng_options *options, struct ng_message *message);

#endif
