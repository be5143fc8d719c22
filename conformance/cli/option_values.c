#include "conformance/cli/option_values.h"

#include "conformance/cli/number.h"
#include "conformance/field.h"
#include "conformance/nearest.h"

#include <string.h>

static const char too_often[] = "--%s stands more than %d times";

static enum ng_status take_text(const struct ng_option_row *row, const char *value,
                                struct ng_texts *texts, struct ng_message *message) {
    if (texts->count == NG_OPTION_REPEATS_MAX) {
        ng_message_write(message, too_often, row->name, NG_OPTION_REPEATS_MAX);
        return NG_MALFORMED;
    }
    texts->items[texts->count++] = value;
    return NG_OK;
}

static enum ng_status take_field(const struct ng_option_row *row, enum ng_field_source source,
                                 const char *value, struct ng_options *options,
                                 struct ng_message *message) {
    if (options->field_count == NG_OPTION_REPEATS_MAX) {
        ng_message_write(message, too_often, row->name, NG_OPTION_REPEATS_MAX);
        return NG_MALFORMED;
    }
    if (source == NG_FIELD_GIVEN) {
        struct ng_field field;
        const char *problem = NULL;
        enum ng_status status = ng_field_parse(value, &field, &problem);
        if (status == NG_MALFORMED) {
            ng_message_write(message, "--%s: %s", row->name, problem);
        }
        if (status != NG_OK) {
            return status;
        }
        bool is_empty = field.value[0] == '\0';
        ng_field_deinit(&field);
        if (is_empty) {
            ng_message_write(message, "--%s: the field has no value; is 'Name: value' in quotes?",
                             row->name);
            return NG_MALFORMED;
        }
    }
    options->fields[options->field_count++] =
        (struct ng_field_option){.source = source, .text = value};
    return NG_OK;
}

static enum ng_status take_number(const struct ng_option_row *row, const char *value,
                                  uint64_t least, uint64_t *number, struct ng_message *message) {
    uint64_t found = 0;
    enum ng_status status = ng_number_parse(value, &found);
    if (status == NG_TOO_LARGE) {
        ng_message_write(message, "--%s: '%s' is too large", row->name, value);
        return NG_MALFORMED;
    }
    if (status != NG_OK || found < least) {
        ng_message_write(message, "--%s: expected a whole number%s, found '%s'", row->name,
                         least > 0 ? " from 1 on" : "", value);
        return NG_MALFORMED;
    }
    *number = found;
    return NG_OK;
}

static enum ng_status take_decimal(const struct ng_option_row *row, const char *value,
                                   bool can_be_zero, double *decimal, struct ng_message *message) {
    double found = 0;
    enum ng_status status = ng_decimal_parse(value, &found);
    if (status == NG_TOO_LARGE) {
        ng_message_write(message, "--%s: '%s' is too large", row->name, value);
        return NG_MALFORMED;
    }
    if (status != NG_OK || (found <= 0 && !can_be_zero)) {
        ng_message_write(message, "--%s: expected a number such as 10 or 0.5%s, found '%s'",
                         row->name, can_be_zero ? "" : ", more than 0", value);
        return NG_MALFORMED;
    }
    *decimal = found;
    return NG_OK;
}

static enum ng_status take_class(const char *name, bool classes[NG_CLASS_COUNT],
                                 struct ng_message *message) {
    const char *names[NG_CLASS_COUNT + 1] = {"all"};
    bool is_all = strcmp(name, "all") == 0;
    bool is_known = is_all;
    for (int i = 0; i < NG_CLASS_COUNT; i++) {
        names[i + 1] = ng_class_name((enum ng_class)i);
        bool is_this = (is_all && i != NG_CLASS_EXPLORE) || strcmp(name, names[i + 1]) == 0;
        classes[i] = classes[i] || is_this;
        is_known = is_known || is_this;
    }
    if (is_known) {
        return NG_OK;
    }
    const char *near = ng_nearest(name, names, NG_CLASS_COUNT + 1);
    ng_message_write(message,
                     "--class: there is no class '%s'%s%s%s; there are core, boundary, live, "
                     "hostile, explore (of 'nogap fuzz'), and all for all but explore",
                     name, near != NULL ? ", did you mean '" : "", near != NULL ? near : "",
                     near != NULL ? "'" : "");
    return NG_MALFORMED;
}

static enum ng_status take_classes(const char *value, bool classes[NG_CLASS_COUNT],
                                   struct ng_message *message) {
    const char *at = value;
    for (;;) {
        char name[NG_NEAREST_WORD_MAX];
        size_t size = strcspn(at, ",");
        if (size >= sizeof name) {
            ng_message_write(message, "--class: expected names of classes parted by commas");
            return NG_MALFORMED;
        }
        memcpy(name, at, size);
        name[size] = '\0';
        enum ng_status status = take_class(name, classes, message);
        if (status != NG_OK || at[size] == '\0') {
            return status;
        }
        at += size + 1;
    }
}

static enum ng_status take_format(const char *value, bool *json, struct ng_message *message) {
    if (strcmp(value, "json") != 0 && strcmp(value, "text") != 0) {
        ng_message_write(message, "--format: expected text or json, found '%s'", value);
        return NG_MALFORMED;
    }
    *json = strcmp(value, "json") == 0;
    return NG_OK;
}

static enum ng_status take_seed(const struct ng_option_row *row, const char *value,
                                struct ng_options *options, struct ng_message *message) {
    options->has_seed = true;
    return take_number(row, value, 0, &options->seed, message);
}

/* The options of the same form stand in tables. Each function below gives NG_NOT_FOUND for an
   option that is not in its own; of an option that is given twice, the last value counts. */

static enum ng_status set_text(enum ng_option_id id, const char *value,
                               struct ng_options *options) {
    const struct {
        enum ng_option_id id;
        const char **place;
    } texts[] = {
        {NG_OPTION_PROFILE, &options->profile},
        {NG_OPTION_LAUNCH, &options->launch},
        {NG_OPTION_LOG, &options->log},
        {NG_OPTION_APPEND_POST, &options->append_post},
        {NG_OPTION_APPEND_CMD, &options->append_command},
        {NG_OPTION_TRACE, &options->trace},
        {NG_OPTION_WAIVERS, &options->waivers},
        {NG_OPTION_WRITE_WAIVERS, &options->write_waivers},
        {NG_OPTION_HTML, &options->html},
        {NG_OPTION_OUTPUT, &options->tail.output},
        {NG_OPTION_CURSOR_FILE, &options->tail.cursor_file},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].id == id) {
            *texts[i].place = value;
            return NG_OK;
        }
    }
    return NG_NOT_FOUND;
}

static enum ng_status set_flag(enum ng_option_id id, struct ng_options *options) {
    const struct {
        enum ng_option_id id;
        bool *place;
    } flags[] = {
        {NG_OPTION_SHUFFLE, &options->shuffle},
        {NG_OPTION_PLAN, &options->plan},
        {NG_OPTION_STRICT, &options->strict},
        {NG_OPTION_ONCE, &options->tail.once},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (flags[i].id == id) {
            *flags[i].place = true;
            return NG_OK;
        }
    }
    return NG_NOT_FOUND;
}

static enum ng_status set_number(const struct ng_option_row *row, const char *value,
                                 struct ng_options *options, struct ng_message *message) {
    const struct {
        enum ng_option_id id;
        uint64_t least;
        uint64_t *place;
    } numbers[] = {
        {NG_OPTION_EVENTS, 0, &options->events},
        {NG_OPTION_APPEND_MAX, 0, &options->append_max},
        {NG_OPTION_WINDOW_PROBE, 1, &options->window_probe},
        {NG_OPTION_MAX_REQUESTS, 1, &options->max_requests},
        {NG_OPTION_REQUESTS, 1, &options->requests},
        {NG_OPTION_REPEAT, 1, &options->repeat},
        {NG_OPTION_SINCE, 0, &options->tail.since},
        {NG_OPTION_LIMIT, 0, &options->tail.limit},
        {NG_OPTION_OVERLAP, 0, &options->tail.overlap},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i].id == row->id) {
            return take_number(row, value, numbers[i].least, numbers[i].place, message);
        }
    }
    return NG_NOT_FOUND;
}

static enum ng_status set_decimal(const struct ng_option_row *row, const char *value,
                                  struct ng_options *options, struct ng_message *message) {
    const struct {
        enum ng_option_id id;
        bool can_be_zero;
        double *place;
    } decimals[] = {
        {NG_OPTION_SOAK, false, &options->soak},
        {NG_OPTION_TIMEOUT, false, &options->timeout},
        {NG_OPTION_DEADLINE, true, &options->deadline},
        {NG_OPTION_RATE, false, &options->rate},
        {NG_OPTION_SECONDS, false, &options->seconds},
        {NG_OPTION_INTERVAL, false, &options->tail.interval},
        {NG_OPTION_INTERVAL_MAX, false, &options->tail.interval_max},
        {NG_OPTION_RETRY_FOR, true, &options->tail.retry_for},
    };
    for (size_t i = 0; i < sizeof decimals / sizeof decimals[0]; i++) {
        if (decimals[i].id == row->id) {
            return take_decimal(row, value, decimals[i].can_be_zero, decimals[i].place, message);
        }
    }
    return NG_NOT_FOUND;
}

/* The options of a form of their own. */
static enum ng_status take_special(const struct ng_option_row *row, const char *value,
                                   struct ng_options *options, struct ng_message *message) {
    const struct {
        enum ng_option_id id;
        enum ng_field_source source;
    } fields[] = {
        {NG_OPTION_HEADER, NG_FIELD_GIVEN},
        {NG_OPTION_HEADER_FILE, NG_FIELD_FILE},
        {NG_OPTION_HEADER_ENV, NG_FIELD_ENVIRONMENT},
    };
    const struct {
        enum ng_option_id id;
        struct ng_texts *place;
    } lists[] = {
        {NG_OPTION_CASE, &options->cases},
        {NG_OPTION_SKIP, &options->skips},
        {NG_OPTION_REPORT, &options->reports},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (fields[i].id == row->id) {
            return take_field(row, fields[i].source, value, options, message);
        }
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (lists[i].id == row->id) {
            return take_text(row, value, lists[i].place, message);
        }
    }
    if (row->id == NG_OPTION_CLASS) {
        return take_classes(value, options->classes, message);
    }
    if (row->id == NG_OPTION_SEED) {
        return take_seed(row, value, options, message);
    }
    if (row->id == NG_OPTION_FORMAT) {
        return take_format(value, &options->json, message);
    }
    return NG_OK; /* --help and --version: the parser looks at them when it knows the command */
}

enum ng_status ng_option_take(const struct ng_option_row *row, const char *value,
                              struct ng_options *options, struct ng_message *message) {
    if (row->id == NG_OPTION_APPEND_CMD && value[strspn(value, " \t\n")] == '\0') {
        ng_message_write(message, "the command of --append-cmd is empty");
        return NG_MALFORMED;
    }
    enum ng_status status = set_text(row->id, value, options);
    if (status == NG_NOT_FOUND) {
        status = set_flag(row->id, options);
    }
    if (status == NG_NOT_FOUND) {
        status = set_number(row, value, options, message);
    }
    if (status == NG_NOT_FOUND) {
        status = set_decimal(row, value, options, message);
    }
    return status == NG_NOT_FOUND ? take_special(row, value, options, message) : status;
}
