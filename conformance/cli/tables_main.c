/*
 * nogap-tables: prints the tables of the command line as JSON, for the man page and the completions
 * of shells, which are made from them while the project is built. Not installed.
 */
#include "conformance/case.h"
#include "conformance/cli/help.h"
#include "conformance/report/report.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

/* Commands whose options are those of no command in particular. */
#define EVERYWHERE (~0U)

static cJSON *object_in(cJSON *array) {
    cJSON *object = cJSON_CreateObject();
    (void)cJSON_AddItemToArray(array, object);
    return object;
}

static void add_text(cJSON *object, const char *name, const char *text) {
    (void)(text != NULL ? cJSON_AddStringToObject(object, name, text)
                        : cJSON_AddNullToObject(object, name));
}

static void add_commands(cJSON *document) {
    size_t count = 0;
    const struct ng_command_row *rows = ng_command_rows(&count);
    cJSON *commands = cJSON_AddArrayToObject(document, "commands");
    for (size_t i = 0; i < count; i++) {
        cJSON *command = object_in(commands);
        add_text(command, "name", rows[i].name);
        add_text(command, "about", rows[i].about);
        add_text(command, "intro", rows[i].help->intro);
        add_text(command, "end", rows[i].help->end);
        (void)cJSON_AddBoolToObject(command, "formats", rows[i].help->formats);
    }
}

static void add_option(cJSON *options, const struct ng_option_row *row) {
    size_t count = 0;
    const struct ng_command_row *rows = ng_command_rows(&count);
    const char letter[] = {row->letter, '\0'};
    cJSON *option = object_in(options);
    add_text(option, "name", row->name);
    add_text(option, "letter", letter);
    add_text(option, "value", row->value);
    add_text(option, "group", ng_option_group_heading(row->group));
    add_text(option, "help", row->help);
    (void)cJSON_AddBoolToObject(option, "everywhere", row->commands == EVERYWHERE);
    cJSON *commands = cJSON_AddArrayToObject(option, "commands");
    for (size_t i = 0; i < count; i++) {
        if ((row->commands & (1U << rows[i].command)) != 0) {
            (void)cJSON_AddItemToArray(commands, cJSON_CreateString(rows[i].name));
        }
    }
}

static void add_formats(cJSON *document) {
    size_t count = 0;
    const struct ng_report_format *rows = ng_report_formats(&count);
    cJSON *formats = cJSON_AddArrayToObject(document, "formats");
    for (size_t i = 0; i < count; i++) {
        cJSON *format = object_in(formats);
        add_text(format, "name", rows[i].name);
        add_text(format, "about", rows[i].about);
    }
}

/* Adds the overview; what could not be had is missing, and the man page then cannot be made. */
static void add_overview(cJSON *document) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return;
    }
    ng_help_overview(out);
    if (fclose(out) == 0) {
        add_text(document, "overview", text);
    }
    free(text);
}

int main(void) {
    cJSON *document = cJSON_CreateObject();
    add_overview(document);
    add_commands(document);
    cJSON *options = cJSON_AddArrayToObject(document, "options");
    for (size_t i = 0; i < NG_OPTION_COUNT; i++) {
        add_option(options, &ng_option_rows()[i]);
    }
    add_formats(document);
    cJSON *classes = cJSON_AddArrayToObject(document, "classes");
    for (int class_id = 0; class_id < NG_CLASS_COUNT; class_id++) {
        (void)cJSON_AddItemToArray(classes,
                                   cJSON_CreateString(ng_class_name((enum ng_class)class_id)));
    }
    char *text = cJSON_Print(document);
    cJSON_Delete(document);
    if (text == NULL || puts(text) < 0) {
        return EXIT_FAILURE;
    }
    cJSON_free(text);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
