#include "conformance/cli/option_values.h"

#include "conformance/cli/nearest.h"
#include "conformance/cli/number.h"
#include "conformance/field.h"

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
                     "--class: there is no class '%s'%s%s%s; the classes are core, boundary, "
                     "live, hostile, explore of 'nogap fuzz', and all others",
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

/* The options that are kept as they stand; the last one counts. */
static void set_text(enum ng_option_id id, const char *value, struct ng_options *options) {
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
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].id == id) {
            *texts[i].place = value;
        }
    }
}

static void set_flag(enum ng_option_id id, struct ng_options *options) {
    options->shuffle = options->shuffle || id == NG_OPTION_SHUFFLE;
    options->plan = options->plan || id == NG_OPTION_PLAN;
    options->strict = options->strict || id == NG_OPTION_STRICT;
}

enum ng_status ng_option_take(const struct ng_option_row *row, const char *value,
                              struct ng_options *options, struct ng_message *message) {
    switch (row->id) {
    case NG_OPTION_CLASS:
        return take_classes(value, options->classes, message);
    case NG_OPTION_CASE:
        return take_text(row, value, &options->cases, message);
    case NG_OPTION_SKIP:
        return take_text(row, value, &options->skips, message);
    case NG_OPTION_HEADER:
        return take_field(row, NG_FIELD_GIVEN, value, options, message);
    case NG_OPTION_HEADER_FILE:
        return take_field(row, NG_FIELD_FILE, value, options, message);
    case NG_OPTION_HEADER_ENV:
        return take_field(row, NG_FIELD_ENVIRONMENT, value, options, message);
    case NG_OPTION_EVENTS:
        return take_number(row, value, 0, &options->events, message);
    case NG_OPTION_APPEND_MAX:
        return take_number(row, value, 0, &options->append_max, message);
    case NG_OPTION_SOAK:
        return take_decimal(row, value, false, &options->soak, message);
    case NG_OPTION_WINDOW_PROBE:
        return take_number(row, value, 1, &options->window_probe, message);
    case NG_OPTION_TIMEOUT:
        return take_decimal(row, value, false, &options->timeout, message);
    case NG_OPTION_DEADLINE:
        return take_decimal(row, value, true, &options->deadline, message);
    case NG_OPTION_MAX_REQUESTS:
        return take_number(row, value, 1, &options->max_requests, message);
    case NG_OPTION_RATE:
        return take_decimal(row, value, false, &options->rate, message);
    case NG_OPTION_REQUESTS:
        return take_number(row, value, 1, &options->requests, message);
    case NG_OPTION_SECONDS:
        return take_decimal(row, value, false, &options->seconds, message);
    case NG_OPTION_REPEAT:
        return take_number(row, value, 1, &options->repeat, message);
    case NG_OPTION_REPORT:
        return take_text(row, value, &options->reports, message);
    case NG_OPTION_SEED:
        return take_seed(row, value, options, message);
    case NG_OPTION_FORMAT:
        return take_format(value, &options->json, message);
    case NG_OPTION_PROFILE:
    case NG_OPTION_LAUNCH:
    case NG_OPTION_LOG:
    case NG_OPTION_APPEND_POST:
    case NG_OPTION_APPEND_CMD:
    case NG_OPTION_TRACE:
    case NG_OPTION_WAIVERS:
    case NG_OPTION_WRITE_WAIVERS:
        set_text(row->id, value, options);
        return NG_OK;
    case NG_OPTION_SHUFFLE:
    case NG_OPTION_PLAN:
    case NG_OPTION_STRICT:
        set_flag(row->id, options);
        return NG_OK;
    case NG_OPTION_HELP:
    case NG_OPTION_VERSION:
        return NG_OK; /* the parser looks at them when it knows the command */
    }
    return NG_OK;
}
