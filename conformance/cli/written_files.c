#include "conformance/cli/written_files.h"

#include "conformance/cli/matrix_command.h"
#include "conformance/cli/profile_option.h"
#include "conformance/cli/same_file.h"

#include <string.h>
#include <sys/stat.h>

/* A file that the command line names. */
struct named {
    const char *file;
    const char *what; /* as a message names it */
    bool is_written;
};

/* Reports, fields and inputs, and those that stand there once. */
#define NAMED_MAX (3 * NG_OPTION_REPEATS_MAX + 8)

struct names {
    struct named items[NAMED_MAX];
    size_t count;
};

static bool is_standard_output(const char *file) {
    return strcmp(file, "-") == 0;
}

static void add(struct names *names, const char *what, const char *file, bool is_written) {
    if (file != NULL && !(is_written && is_standard_output(file))) {
        names->items[names->count++] =
            (struct named){.file = file, .what = what, .is_written = is_written};
    }
}

/* The file of FORMAT=FILE, or NULL. */
static const char *file_of_report(const char *wish) {
    const char *equals = strchr(wish, '=');
    return equals != NULL ? equals + 1 : NULL;
}

static void add_written(struct names *names, const struct ng_options *options) {
    for (size_t i = 0; i < options->reports.count; i++) {
        add(names, "--report", file_of_report(options->reports.items[i]), true);
    }
    if (options->command != NG_COMMAND_JUDGE) {
        add(names, "--trace", options->trace, true);
    }
    add(names, "--write-waivers", options->write_waivers, true);
    add(names, "--html", options->html, true);
    add(names, "--output", options->tail.output, true);
}

static void add_read(struct names *names, const struct ng_options *options) {
    if (options->command == NG_COMMAND_JUDGE) {
        add(names, "the trace", options->trace, false);
    }
    for (size_t i = 0; i < options->inputs.count; i++) {
        char label[NG_MATRIX_LABEL_MAX + 1];
        add(names, "the report", ng_matrix_part(options->inputs.items[i], label), false);
    }
    for (size_t i = 0; i < options->field_count; i++) {
        if (options->fields[i].source == NG_FIELD_FILE) {
            add(names, "--header-file", options->fields[i].text, false);
        }
    }
    if (options->profile != NULL && ng_profile_is_file(options->profile)) {
        add(names, "--profile", options->profile, false);
    }
    add(names, "--log", options->log, false);
    add(names, "--waivers", options->waivers, false);
}

/* A list of waivers is read whole before it is written anew. */
static bool goes_together(const struct ng_options *options, const struct named *written,
                          const struct named *other) {
    return written->file == options->write_waivers && other->file == options->waivers;
}

static enum ng_status check_pairs(const struct ng_options *options, const struct names *names,
                                  struct ng_message *message) {
    for (size_t i = 0; i < names->count; i++) {
        const struct named *written = &names->items[i];
        for (size_t j = i + 1; written->is_written && j < names->count; j++) {
            const struct named *other = &names->items[j];
            if (!goes_together(options, written, other) &&
                ng_is_same_file(written->file, other->file)) {
                ng_message_write(message, "%s '%s' and %s '%s' are one file; give each its own",
                                 written->what, written->file, other->what, other->file);
                return NG_MALFORMED;
            }
        }
    }
    return NG_OK;
}

/* Two reports there are refused where they are opened (report.c). */
static enum ng_status check_standard_output(const struct ng_options *options,
                                            struct ng_message *message) {
    bool holds_report = options->reports.count == 0;
    for (size_t i = 0; i < options->reports.count; i++) {
        const char *file = file_of_report(options->reports.items[i]);
        holds_report = holds_report || file == NULL || is_standard_output(file);
    }
    if (options->write_waivers != NULL && is_standard_output(options->write_waivers) &&
        holds_report) {
        ng_message_write(message, "--write-waivers -: the standard output holds the report; give "
                                  "one of them a file");
        return NG_MALFORMED;
    }
    if (options->command != NG_COMMAND_JUDGE && options->trace != NULL &&
        is_standard_output(options->trace)) {
        ng_message_write(message, "--trace -: expected a file; the standard output is for reports");
        return NG_MALFORMED;
    }
    return NG_OK;
}

static enum ng_status check_log(const struct ng_options *options, struct ng_message *message) {
    struct stat status;
    if (options->log != NULL && stat(options->log, &status) == 0 && !S_ISREG(status.st_mode)) {
        ng_message_write(message,
                         "--log '%s' is no regular file; each start of the server reads it anew",
                         options->log);
        return NG_MALFORMED;
    }
    return NG_OK;
}

enum ng_status ng_written_files_check(const struct ng_options *options,
                                      struct ng_message *message) {
    struct names names = {.count = 0};
    add_written(&names, options);
    add_read(&names, options);
    enum ng_status status = check_pairs(options, &names, message);
    if (status == NG_OK) {
        status = check_standard_output(options, message);
    }
    return status == NG_OK ? check_log(options, message) : status;
}
