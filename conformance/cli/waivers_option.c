#include "conformance/cli/waivers_option.h"

#include "conformance/cli/file.h"
#include "conformance/field.h"
#include "conformance/report/waiver_list.h"

enum ng_status ng_waivers_load(const char *path, struct ng_waivers *waivers,
                               struct ng_message *message) {
    struct ng_waivers_error error;
    char *bytes = NULL;
    size_t size = 0;
    size_t case_count = 0;
    const struct ng_case *const *cases = ng_all_cases(&case_count);
    if (path == NULL) {
        *waivers = (struct ng_waivers){.items = NULL};
        return NG_OK;
    }
    enum ng_status status = ng_file_read(path, NG_FILE_BYTES_MAX, &bytes, &size, message);
    if (status != NG_OK) {
        return status;
    }
    status = ng_waivers_parse(bytes, size, cases, case_count, waivers, &error);
    ng_secret_free(bytes);
    if (status == NG_MALFORMED) {
        ng_message_write(message, "%s:%zu:%zu: %s", path, error.line, error.column, error.message);
    }
    return status;
}

enum ng_status ng_waivers_writing_open(const char *path, const struct ng_report_options *options,
                                       struct ng_waivers_writing *writing,
                                       struct ng_message *message) {
    *writing = (struct ng_waivers_writing){.options = *options};
    if (path == NULL) {
        return NG_OK;
    }
    return ng_output_open(path, &writing->output, message->text, sizeof message->text);
}

static void end(void *context, const struct ng_run_result *result) {
    struct ng_waivers_writing *writing = context;
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_waiver_list(result, &writing->options, &buffer);
    /* A run that could not be held has no list: the one that was there before stays. */
    if (buffer.size > 0 || buffer.failed) {
        ng_output_put(writing->output, &buffer);
        ng_output_finish(writing->output);
    }
    ng_buffer_deinit(&buffer);
}

struct ng_listener ng_waivers_writing_listener(struct ng_waivers_writing *writing) {
    return (struct ng_listener){.context = writing, .end = writing->output != NULL ? end : NULL};
}

enum ng_status ng_waivers_writing_close(struct ng_waivers_writing *writing,
                                        struct ng_message *message) {
    return ng_output_close(writing->output, message->text, sizeof message->text);
}
