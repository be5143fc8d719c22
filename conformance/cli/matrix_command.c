#include "conformance/cli/matrix_command.h"

#include "conformance/cli/exit_status.h"
#include "conformance/cli/file.h"
#include "conformance/cli/streams.h"
#include "conformance/cli/with_reports.h"
#include "conformance/field.h"
#include "conformance/matrix/page.h"
#include "conformance/matrix/text.h"
#include "conformance/report/output.h"

#include <stdlib.h>
#include <string.h>

const char *ng_matrix_part(const char *argument, char label[NG_MATRIX_LABEL_MAX + 1]) {
    size_t size = strcspn(argument, "=/");
    const char *file = argument;
    const char *name = argument;
    if (argument[size] == '=' && size > 0) {
        file = argument + size + 1;
    } else {
        const char *slash = strrchr(argument, '/');
        name = slash != NULL ? slash + 1 : argument;
        const char *dot = strrchr(name, '.');
        size = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    }
    size = size < NG_MATRIX_LABEL_MAX ? size : NG_MATRIX_LABEL_MAX;
    memcpy(label, name, size);
    label[size] = '\0';
    return file;
}

static enum ng_status add_report(struct ng_matrix *matrix, const char *argument,
                                 struct ng_message *message) {
    char label[NG_MATRIX_LABEL_MAX + 1];
    char problem[NG_MESSAGE_MAX / 2] = "";
    char *json = NULL;
    size_t size = 0;
    const char *path = ng_matrix_part(argument, label);
    enum ng_status status = ng_file_read(path, NG_MATRIX_REPORT_MAX, &json, &size, message);
    if (status != NG_OK) {
        return status;
    }
    status = ng_matrix_add(matrix, label, json, size, problem, sizeof problem);
    if (problem[0] != '\0') {
        ng_message_write(message, "%s %s", path, problem);
    }
    ng_secret_free(json);
    return status;
}

/* Writes what was rendered. A reader of the standard output who is gone has seen enough. */
static int put(const char *file, struct ng_buffer *buffer, struct ng_message *message) {
    struct ng_output *output = NULL;
    enum ng_status status = ng_output_open(file, &output, message->text, sizeof message->text);
    if (status == NG_OK) {
        ng_output_put(output, buffer);
        ng_output_finish(output);
        status = ng_output_close(output, message->text, sizeof message->text);
    }
    bool is_standard = file == NULL || strcmp(file, "-") == 0;
    if (status == NG_IO && is_standard && ng_streams_nobody_reads()) {
        message->text[0] = '\0';
        return NG_EXIT_OK;
    }
    return status == NG_OK ? NG_EXIT_OK : NG_EXIT_FAULT;
}

static int write_matrix(const struct ng_matrix *matrix, const char *html,
                        struct ng_message *message) {
    struct ng_buffer buffer;
    int exit_status = NG_EXIT_OK;
    ng_buffer_init(&buffer);
    if (html != NULL) {
        ng_matrix_page(matrix, NOGAP_VERSION, &buffer);
        exit_status = put(html, &buffer, message);
    }
    if (exit_status == NG_EXIT_OK && (html == NULL || strcmp(html, "-") != 0)) {
        const struct ng_style style = {.colour = ng_streams_colour(), .utf8 = ng_streams_utf8()};
        ng_matrix_text(matrix, style, &buffer);
        exit_status = put(NULL, &buffer, message);
    }
    ng_buffer_deinit(&buffer);
    return exit_status;
}

int ng_matrix_command(const struct ng_options *options, struct ng_message *message) {
    struct ng_matrix matrix;
    size_t count = 0;
    const struct ng_case *const *known = ng_cases(&count);
    enum ng_status status = NG_OK;
    ng_matrix_init(&matrix);
    for (size_t i = 0; i < options->inputs.count && status == NG_OK; i++) {
        status = add_report(&matrix, options->inputs.items[i], message);
    }
    if (status == NG_OK) {
        status = ng_matrix_sort(&matrix, known, count);
    }
    int exit_status = status == NG_OK ? write_matrix(&matrix, options->html, message)
                                      : ng_status_before_run(status, message);
    ng_matrix_deinit(&matrix);
    return exit_status;
}
