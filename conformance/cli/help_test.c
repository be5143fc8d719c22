#include "conformance/cli/help.h"

#include "conformance/cli/printed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SCREEN_LINES 24
#define SCREEN_COLUMNS 100

static void test_every_option_stands_in_the_help_of_its_commands(void **state) {
    (void)state;
    size_t count = 0;
    const struct ng_command_row *commands = ng_command_rows(&count);
    for (size_t i = 0; i < count; i++) {
        struct ng_printed printed;
        ng_printed_init(&printed);
        ng_help_command(printed.out, commands[i].command);
        const char *text = ng_printed_read(&printed);
        for (size_t k = 0; k < NG_OPTION_COUNT; k++) {
            const struct ng_option_row *row = &ng_option_rows()[k];
            char start[64];
            (void)snprintf(start, sizeof start, "%s--%s%s", row->letter != '\0' ? ", " : "  ",
                           row->name, row->value != NULL ? " " : "");
            bool expected = (row->commands & (1U << commands[i].command)) != 0;
            if ((strstr(text, start) != NULL) != expected) {
                fail_msg("--%s: expected it %s the help of %s", row->name,
                         expected ? "in" : "not in", commands[i].name);
            }
        }
        ng_printed_deinit(&printed);
    }
}

static void test_defaults_and_exit_statuses_are_told(void **state) {
    (void)state;
    static const char *const told[] = {"Default: 10, or what the profile says",
                                       "Default: 600.",
                                       "  0   conformant",
                                       "  1   non-conformant",
                                       "  2   usage",
                                       "  3   unreachable",
                                       "  4   inconclusive",
                                       "  70  ",
                                       "NO_COLOR",
                                       "GITHUB_STEP_SUMMARY",
                                       "\n  json "};
    struct ng_printed printed;
    ng_printed_init(&printed);
    ng_help_command(printed.out, NG_COMMAND_RUN);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        assert_non_null(strstr(ng_printed_read(&printed), told[i]));
    }
    ng_printed_deinit(&printed);
}

static void test_lines_fit_and_the_overview_is_one_screen(void **state) {
    (void)state;
    for (int command = NG_COMMAND_NONE; command < NG_COMMAND_VERSION; command++) {
        struct ng_printed printed;
        size_t lines = 0;
        ng_printed_init(&printed);
        ng_help_command(printed.out, (enum ng_command)command);
        for (const char *at = ng_printed_read(&printed); *at != '\0'; lines++) {
            size_t size = strcspn(at, "\n");
            assert_in_range(size, 0, SCREEN_COLUMNS);
            at += size + 1;
        }
        assert_true(lines > 3);
        if (command == NG_COMMAND_NONE) {
            assert_in_range(lines, 1, SCREEN_LINES);
        }
        ng_printed_deinit(&printed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_option_stands_in_the_help_of_its_commands),
        cmocka_unit_test(test_defaults_and_exit_statuses_are_told),
        cmocka_unit_test(test_lines_fit_and_the_overview_is_one_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
