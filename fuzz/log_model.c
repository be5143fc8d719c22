#include "fuzz/log_model.h"

#include "fuzz/fuzz.h"
#include "reference/limits.h"

#include <string.h>

static void begin(struct fuzz_log_model *model) {
    model->taken = 0;
    model->lines = 0;
    model->witness.size = 0;
    model->count = 0;
    model->size = 0;
    model->logs++;
}

void fuzz_log_model_init(struct fuzz_log_model *model) {
    model->device = 0;
    model->file = 0;
    model->logs = 0;
    model->problem = (struct ref_problem){.status = REF_OK};
    begin(model);
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static void add_event(struct fuzz_log_model *model, struct fuzz_text event) {
    if (model->count > 0) {
        model->joined[model->size] = ',';
        model->size++;
    }
    FUZZ_ASSERT(model->count < FUZZ_LOG_EVENTS && event.size <= sizeof model->joined - model->size);
    memcpy(model->joined + model->size, event.data, event.size);
    model->size += event.size;
    model->ends[model->count] = model->size;
    model->count++;
}

static void remember(struct fuzz_log_model *model, const struct fuzz_log_text *text,
                     struct fuzz_text event) {
    size_t size = event.size < REF_WITNESS_SIZE ? event.size : REF_WITNESS_SIZE;
    model->witness = (struct fuzz_text){model->joined + model->size - size, size};
    model->witness_at = (size_t)(event.data - text->bytes) + event.size - size;
}

/* Takes a line without its line feed; false when it is no event. */
static bool take_line(struct fuzz_log_model *model, const struct fuzz_log_text *text,
                      struct fuzz_text line) {
    struct fuzz_text event = line;
    size_t offset = 0;
    while (event.size > 0 && is_space(event.data[event.size - 1])) {
        event.size--;
    }
    while (event.size > 0 && is_space(event.data[0])) {
        event.data++;
        event.size--;
    }
    if (event.size > 0) {
        enum ref_json_fault fault =
            ref_json_check((struct ref_bytes){event.data, event.size}, &offset);
        if (fault != REF_JSON_FINE) {
            model->problem = (struct ref_problem){
                .status = REF_ERROR_LINE_NOT_JSON,
                .line = model->lines + 1,
                .column = (size_t)(event.data - line.data) + offset + 1,
                .fault = fault,
            };
            return false;
        }
        add_event(model, event);
        remember(model, text, event);
    }
    model->taken += line.size + 1;
    model->lines++;
    return true;
}

static void take_lines(struct fuzz_log_model *model, const struct fuzz_log_text *text) {
    size_t said = (size_t)text->stamp.size;
    size_t end = said < text->size ? said : text->size;
    while (model->taken < end) {
        const char *line = text->bytes + model->taken;
        size_t left = end - model->taken;
        size_t window = left < REF_EVENT_SIZE ? left : REF_EVENT_SIZE;
        const char *feed = memchr(line, '\n', window);
        if (feed == NULL && window == REF_EVENT_SIZE && said - model->taken > window) {
            model->problem = (struct ref_problem){.status = REF_ERROR_LINE_TOO_LONG,
                                                  .line = model->lines + 1,
                                                  .column = REF_EVENT_SIZE + 1};
        }
        if (feed == NULL ||
            !take_line(model, text, (struct fuzz_text){line, (size_t)(feed - line)})) {
            return;
        }
    }
}

static bool is_other_log(const struct fuzz_log_model *model, const struct fuzz_log_text *text) {
    return text->stamp.device != model->device || text->stamp.file != model->file ||
           text->stamp.size < model->taken;
}

static bool witness_stands(const struct fuzz_log_model *model, const struct fuzz_log_text *text) {
    return model->witness.size == 0 ||
           (model->witness_at + model->witness.size <= text->size &&
            memcmp(text->bytes + model->witness_at, model->witness.data, model->witness.size) == 0);
}

/* When nothing can be read, it is only known that a log is another if its stamp says so. */
static void look_unreadable(struct fuzz_log_model *model, const struct fuzz_log_text *text) {
    bool compares = model->taken > 0 && model->witness.size > 0;
    if (compares || text->stamp.size > model->taken) {
        model->problem.status = text->read_status;
    }
}

void fuzz_log_model_look(struct fuzz_log_model *model, const struct fuzz_log_text *text) {
    model->problem = (struct ref_problem){.status = text->look_status};
    if (text->look_status != REF_OK) {
        return;
    }
    bool is_other = model->taken > 0 && is_other_log(model, text);
    if (is_other) {
        begin(model);
    }
    if (text->read_status != REF_OK) {
        look_unreadable(model, text);
        return;
    }
    if (!is_other && model->taken > 0 && !witness_stands(model, text)) {
        begin(model);
    }
    model->device = text->stamp.device;
    model->file = text->stamp.file;
    take_lines(model, text);
}
