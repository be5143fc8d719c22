#include "conformance/cli/written_files.h"

#include <string.h>

/* The files are counted through: the reports, the trace, the waivers. NULL for one that is not
 * there, or is the standard output, of which report.c allows one. */
static const char *file_at(const struct ng_options *options, size_t at) {
    const char *file = NULL;
    if (at < options->reports.count) {
        const char *equals = strchr(options->reports.items[at], '=');
        file = equals != NULL ? equals + 1 : NULL;
    } else {
        file = at == options->reports.count ? options->trace : options->write_waivers;
    }
    return file != NULL && strcmp(file, "-") != 0 ? file : NULL;
}

enum ng_status ng_written_files_check(const struct ng_options *options,
                                      struct ng_message *message) {
    size_t count = options->reports.count + 2;
    for (size_t i = 0; i < count; i++) {
        const char *file = file_at(options, i);
        for (size_t j = i + 1; file != NULL && j < count; j++) {
            const char *other = file_at(options, j);
            if (other != NULL && strcmp(file, other) == 0) {
                ng_message_write(message,
                                 "'%s' is named twice among the reports, the trace and the "
                                 "waivers to write; give each a file of its own",
                                 file);
                return NG_MALFORMED;
            }
        }
    }
    return NG_OK;
}
