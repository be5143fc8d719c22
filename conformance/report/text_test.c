#include "conformance/report/report.h"
#include "conformance/report/sample.h"
#include "conformance/report/tee.h"
#include "conformance/report/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TEXT_MAX 65536

static char folder[] = "/tmp/nogap-text-XXXXXX";
static char file[64];

static int make_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(file, sizeof file, "%s/report", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    (void)unlink(file);
    return rmdir(folder);
}

static void read_stream(FILE *stream, char text[TEXT_MAX]) {
    rewind(stream);
    size_t size = fread(text, 1, TEXT_MAX - 1, stream);
    text[size] = '\0';
}

/* A text report into a file, told by `tell`. */
static void report(const struct ng_sample *sample, const struct ng_report_options *options,
                   void (*tell)(const struct ng_sample *, const struct ng_listener *),
                   char text[TEXT_MAX]) {
    struct ng_output *output = NULL;
    struct ng_text *writer = NULL;
    char message[256];
    assert_int_equal(ng_output_open(file, &output, message, sizeof message), NG_OK);
    assert_int_equal(ng_text_new(options, output, &writer), NG_OK);
    struct ng_listener listener = ng_text_listener(writer);
    tell(sample, &listener);
    ng_text_free(writer);
    assert_int_equal(ng_output_close(output, message, sizeof message), NG_OK);
    FILE *stream = fopen(file, "r");
    assert_non_null(stream);
    read_stream(stream, text);
    assert_int_equal(fclose(stream), 0);
}

static void tell_restart(const struct ng_sample *sample, const struct ng_listener *listener) {
    listener->begin(listener->context, &sample->info);
    listener->case_end(listener->context, &sample->cases[0]);
    listener->restart(listener->context, "the count went from 10 to 2");
    listener->case_end(listener->context, &sample->cases[0]);
    listener->end(listener->context, &sample->result);
}

static void test_restart(void **state) {
    (void)state;
    static char text[TEXT_MAX];
    struct ng_sample sample;
    ng_sample_init(&sample);
    struct ng_report_options options = ng_sample_options(&sample);
    report(&sample, &options, tell_restart, text);
    const char *words = strstr(text, "\n  The log was reset: the count went from 10 to 2. "
                                     "All results above are void;");
    assert_non_null(words);
    assert_non_null(strstr(words, "\ncore\n  warn  full-dump "));
    ng_sample_deinit(&sample);
}

static void test_colours_end(void **state) {
    (void)state;
    static char text[TEXT_MAX];
    struct ng_sample sample;
    ng_sample_init(&sample);
    struct ng_report_options options = ng_sample_options(&sample);
    options.colour = true;
    report(&sample, &options, ng_sample_play, text);
    assert_non_null(strstr(text, "\033[1;31mFAIL\033[0m"));
    bool coloured = false;
    for (const char *at = strchr(text, '\033'); at != NULL; at = strchr(at + 1, '\033')) {
        bool reset = strncmp(at, "\033[0m", 4) == 0;
        assert_int_equal(reset, coloured);
        coloured = !coloured;
    }
    assert_false(coloured);
    ng_sample_deinit(&sample);
}

static FILE *progress_stream;

static char last_of_progress(void) {
    assert_int_equal(fseek(progress_stream, -1, SEEK_END), 0);
    int last = fgetc(progress_stream);
    assert_int_equal(fseek(progress_stream, 0, SEEK_END), 0);
    return (char)last;
}

/* Whatever is written next begins where the progress line was. */
static void tell_watching(const struct ng_sample *sample, const struct ng_listener *listener) {
    const struct ng_case *test_case = sample->cases[0].test_case;
    listener->begin(listener->context, &sample->info);
    listener->progress(listener->context, test_case, 1, 0);
    assert_int_not_equal(last_of_progress(), '\r');
    listener->case_end(listener->context, &sample->cases[0]);
    assert_int_equal(last_of_progress(), '\r');
    listener->progress(listener->context, test_case, 1, 0);
    assert_int_not_equal(last_of_progress(), '\r');
    listener->restart(listener->context, "watched");
    assert_int_equal(last_of_progress(), '\r');
    listener->progress(listener->context, test_case, 1, 0);
    listener->end(listener->context, &sample->result);
    assert_int_equal(last_of_progress(), '\r');
}

static void test_progress_gives_way(void **state) {
    (void)state;
    static char text[TEXT_MAX];
    struct ng_sample sample;
    ng_sample_init(&sample);
    struct ng_report_options options = ng_sample_options(&sample);
    progress_stream = tmpfile();
    assert_non_null(progress_stream);
    options.progress = progress_stream;
    report(&sample, &options, tell_watching, text);
    assert_int_equal(fclose(progress_stream), 0);
    ng_sample_deinit(&sample);
}

static void test_progress_is_wiped(void **state) {
    (void)state;
    static char text[TEXT_MAX];
    static char progress[TEXT_MAX];
    struct ng_sample sample;
    ng_sample_init(&sample);
    struct ng_report_options options = ng_sample_options(&sample);
    options.progress = tmpfile();
    assert_non_null(options.progress);
    report(&sample, &options, ng_sample_play, text);
    read_stream(options.progress, progress);
    assert_non_null(strstr(progress, "  ...   since-and-limit            1 request, 2 MB\r"));
    assert_null(strchr(progress, '\n'));
    size_t size = strlen(progress);
    assert_int_equal(progress[size - 1], '\r');
    assert_int_equal(progress[size - 2], ' ');
    assert_null(strstr(text, "..."));
    assert_int_equal(fclose(options.progress), 0);
    ng_sample_deinit(&sample);
}

static void test_strict(void **state) {
    (void)state;
    static char text[TEXT_MAX];
    struct ng_sample sample;
    ng_sample_init(&sample);
    sample.info.strict = true;
    struct ng_report_options options = ng_sample_options(&sample);
    report(&sample, &options, ng_sample_play, text);
    assert_non_null(strstr(text, "   strict\n"));
    assert_non_null(strstr(text, "\nwarnings, which fail a strict run\n"));
    ng_sample_deinit(&sample);
}

static void count_end(void *context, const struct ng_run_result *result) {
    (void)result;
    ++*(int *)context;
}

static void count_case(void *context, const struct ng_case_result *result) {
    (void)result;
    ++*(int *)context;
}

static void test_tee(void **state) {
    (void)state;
    int ends = 0;
    int cases = 0;
    const struct ng_listener listeners[] = {
        {.context = NULL},
        {.context = &ends, .end = count_end},
        {.context = &cases, .case_end = count_case},
    };
    struct ng_tee tee = {.listeners = listeners, .count = 3};
    struct ng_listener listener = ng_tee_listener(&tee);
    struct ng_sample sample;
    ng_sample_init(&sample);
    ng_sample_play(&sample, &listener);
    listener.restart(listener.context, "nobody listens");
    assert_int_equal(ends, 1);
    assert_int_equal(cases, NG_SAMPLE_CASES);
    ng_sample_deinit(&sample);
}

static void test_names(void **state) {
    (void)state;
    static const int statuses[] = {0, 1, 4, 3, 70, 5};
    static const char *const outcomes[] = {"conformant",  "non-conformant", "inconclusive",
                                           "unreachable", "error",          "stale-waiver"};
    for (int i = NG_CONFORMANT; i <= NG_RUN_STALE_WAIVER; i++) {
        assert_int_equal(ng_outcome_exit_status((enum ng_outcome)i), statuses[i]);
        assert_string_equal(ng_outcome_name((enum ng_outcome)i), outcomes[i]);
    }
    static const char *const verdicts[] = {"pass", "skip", "warn", "inconclusive", "fail", "error"};
    for (int i = NG_PASS; i <= NG_ERROR; i++) {
        assert_string_equal(ng_verdict_name((enum ng_verdict)i), verdicts[i]);
    }
}

static void tell_unheld(const struct ng_sample *sample, const struct ng_listener *listener) {
    struct ng_case_result unheld = {.test_case = sample->cases[0].test_case,
                                    .verdict = NG_SKIP,
                                    .reason = "the target went away"};
    listener->begin(listener->context, &sample->info);
    for (int i = 0; i < 4; i++) {
        listener->case_end(listener->context, &unheld);
    }
    (void)strcpy(unheld.reason, "another reason");
    listener->case_end(listener->context, &unheld);
    listener->case_end(listener->context, &unheld);
    listener->end(listener->context, &sample->result);
}

static void test_unheld_cases_are_folded(void **state) {
    (void)state;
    static char text[TEXT_MAX];
    struct ng_sample sample;
    ng_sample_init(&sample);
    struct ng_report_options options = ng_sample_options(&sample);
    report(&sample, &options, tell_unheld, text);
    const char *first =
        strstr(text, "the target went away\n        and 3 more cases, for the same");
    assert_non_null(first);
    assert_non_null(strstr(first, "another reason\n        and 1 more case, for the same reason"));
    ng_sample_deinit(&sample);
}

static void test_counts(void **state) {
    (void)state;
    struct ng_sample sample;
    ng_sample_init(&sample);
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(&sample.result, counts);
    static const size_t expected[NG_VERDICT_COUNT] = {2, 1, 1, 1, 2, 1};
    assert_memory_equal(counts, expected, sizeof counts);
    ng_sample_deinit(&sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_restart),
        cmocka_unit_test(test_colours_end),
        cmocka_unit_test(test_progress_is_wiped),
        cmocka_unit_test(test_strict),
        cmocka_unit_test(test_progress_gives_way),
        cmocka_unit_test(test_tee),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_unheld_cases_are_folded),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
