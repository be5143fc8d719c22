/* Collects the request fields of a run from the command line, from files and from variables. */
#ifndef NG_CLI_FIELDS_H
#define NG_CLI_FIELDS_H

#include "conformance/cli/options.h"
#include "conformance/field.h"

/* Request fields of one run at most. */
#define NG_FIELDS_MAX 256

struct ng_fields {
    struct ng_field items[NG_FIELDS_MAX];
    const char *names[NG_FIELDS_MAX]; /* of the items */
    size_t count;
};

/* Collects the fields in the order of the options. In a file, empty lines and lines that begin with
   # do not count. Errors: NG_MALFORMED, NG_IO and NG_TOO_LARGE with one line in *message that names
   the option, the file and its line, and never a value; NG_NO_MEMORY. Own the result with
   ng_fields_deinit. */
NG_MUST_CHECK enum ng_status ng_fields_collect(const struct ng_options *options,
                                               struct ng_fields *fields,
                                               struct ng_message *message);
void ng_fields_deinit(struct ng_fields *fields);

#endif
