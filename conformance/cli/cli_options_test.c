#include "conformance/cli/option_values.h"
#include "conformance/cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ARGUMENTS_MAX 32
#define LINE_MAX_BYTES 512

static struct ng_options options;
static struct ng_message message;
/* The options refer to these. */
static char line_bytes[LINE_MAX_BYTES];
static char *arguments[ARGUMENTS_MAX];

/* Reads a line whose arguments are parted by bars: "run|URL|--seed|1". */
static enum ng_status parse(const char *line) {
    int count = 0;
    arguments[count++] = strcpy(line_bytes, "nogap");
    char *at = line_bytes + sizeof "nogap";
    (void)snprintf(at, sizeof line_bytes - sizeof "nogap", "%s", line);
    while (*line != '\0') {
        arguments[count++] = at;
        at += strcspn(at, "|");
        if (*at == '\0') {
            break;
        }
        *at++ = '\0';
    }
    message.text[0] = '\0';
    return ng_options_parse(count, arguments, &options, &message);
}

static void assert_refused(const char *line, const char *says) {
    memset(&options, 0x5a, sizeof options);
    struct ng_options before = options;
    enum ng_status status = parse(line);
    if (status != NG_MALFORMED || strstr(message.text, says) == NULL) {
        fail_msg("'%s': expected a refusal with '%s', found status %d with '%s'", line, says,
                 (int)status, message.text);
    }
    assert_null(strchr(message.text, '\n'));
    assert_memory_equal(&before, &options, sizeof options);
}

static void test_no_arguments(void **state) {
    (void)state;
    assert_int_equal(parse(""), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_NONE);
}

static void test_a_url_alone_runs(void **state) {
    (void)state;
    assert_int_equal(parse("http://127.0.0.1:1/events"), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_RUN);
    assert_string_equal(options.url, "http://127.0.0.1:1/events");
    assert_true(options.classes[NG_CLASS_CORE] && options.classes[NG_CLASS_BOUNDARY]);
    assert_false(options.classes[NG_CLASS_LIVE] || options.classes[NG_CLASS_HOSTILE]);
    assert_int_equal(options.events, 10);
    assert_true(options.timeout <= 0 && options.rate <= 0);
    assert_true(options.deadline > 599 && options.deadline < 601);
    assert_int_equal(options.max_requests, 0);
    assert_int_equal(options.reports.count, 0);
    assert_false(options.plan || options.strict || options.has_seed);
    assert_null(options.profile);
    assert_int_equal(parse("run|http://127.0.0.1:1/events"), NG_OK);
    assert_string_equal(options.url, "http://127.0.0.1:1/events");
}

static void test_every_way_to_write_a_value(void **state) {
    (void)state;
    static const char *const lines[] = {
        "run|--seed|7|-H|A: b|http://h/",
        "run|--seed=7|-HA: b|http://h/",
        "http://h/|-H=A: b|--seed=7",
        "--header|A: b|http://h/|--seed|7",
        "--seed=1|--header=A: b|--seed=7|--|http://h/",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(parse(lines[i]), NG_OK);
        assert_true(options.has_seed);
        assert_int_equal(options.seed, 7);
        assert_string_equal(options.url, "http://h/");
        assert_int_equal(options.field_count, 1);
        assert_string_equal(options.fields[0].text, "A: b");
    }
}

static void test_all_options_of_a_run(void **state) {
    (void)state;
    assert_int_equal(parse("run|--launch|serve {port}|--log|a.ndjson|--timeout|0.5|--deadline|0|"
                           "--max-requests=9|--rate|2.5|--plan|--strict|--profile|p.json"),
                     NG_OK);
    assert_null(options.url);
    assert_string_equal(options.launch, "serve {port}");
    assert_string_equal(options.log, "a.ndjson");
    assert_true(options.timeout > 0.49 && options.timeout < 0.51);
    assert_true(options.deadline <= 0);
    assert_int_equal(options.max_requests, 9);
    assert_true(options.rate > 2.4 && options.rate < 2.6);
    assert_true(options.plan && options.strict);
    assert_string_equal(options.profile, "p.json");
    assert_int_equal(parse("--launch|x|--events|0|http://127.0.0.1:{port}/e"), NG_OK);
    assert_int_equal(options.events, 0);
}

static void test_repeated_options_keep_their_order(void **state) {
    (void)state;
    assert_int_equal(parse("http://h/|--case|a*|--case=b|--skip|c|--header-env|E|-H|A: b|"
                           "--header-file=f|--report|text|--report=json=out=1.json"),
                     NG_OK);
    assert_int_equal(options.cases.count, 2);
    assert_string_equal(options.cases.items[1], "b");
    assert_int_equal(options.skips.count, 1);
    assert_int_equal(options.field_count, 3);
    assert_int_equal(options.fields[0].source, NG_FIELD_ENVIRONMENT);
    assert_int_equal(options.fields[1].source, NG_FIELD_GIVEN);
    assert_int_equal(options.fields[2].source, NG_FIELD_FILE);
    assert_int_equal(options.reports.count, 2);
    assert_string_equal(options.reports.items[0], "text");
    assert_string_equal(options.reports.items[1], "json=out=1.json");
}

static void test_classes(void **state) {
    (void)state;
    assert_int_equal(parse("http://h/|--class|live,core"), NG_OK);
    assert_true(options.classes[NG_CLASS_CORE] && options.classes[NG_CLASS_LIVE]);
    assert_false(options.classes[NG_CLASS_BOUNDARY] || options.classes[NG_CLASS_HOSTILE]);
    assert_int_equal(parse("http://h/|--class|all"), NG_OK);
    assert_true(options.classes[NG_CLASS_BOUNDARY] && options.classes[NG_CLASS_HOSTILE]);
    assert_int_equal(parse("list"), NG_OK);
    assert_true(options.classes[NG_CLASS_LIVE] && options.classes[NG_CLASS_HOSTILE]);
    assert_int_equal(parse("list|--class=hostile"), NG_OK);
    assert_false(options.classes[NG_CLASS_CORE]);
    assert_refused("http://h/|--class|", "there is no class ''");
    assert_refused("http://h/|--class|core,", "there is no class ''");
    assert_refused("http://h/|--class|boundry", "did you mean 'boundary'");
}

static void test_other_commands(void **state) {
    (void)state;
    assert_int_equal(parse("list|--format|json|--case|x"), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_LIST);
    assert_true(options.json);
    assert_int_equal(parse("explain|range-1"), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_EXPLAIN);
    assert_string_equal(options.topic, "range-1");
    assert_int_equal(parse("--version"), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_VERSION);
    assert_int_equal(parse("-V"), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_VERSION);
}

static void test_help(void **state) {
    (void)state;
    static const struct {
        const char *line;
        enum ng_command of;
    } lines[] = {
        {"help", NG_COMMAND_NONE},      {"--help", NG_COMMAND_NONE},
        {"-h", NG_COMMAND_NONE},        {"help|run", NG_COMMAND_RUN},
        {"run|--help", NG_COMMAND_RUN}, {"http://h/|--help", NG_COMMAND_RUN},
        {"list|-h", NG_COMMAND_LIST},   {"help|explain", NG_COMMAND_EXPLAIN},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(parse(lines[i].line), NG_OK);
        assert_int_equal(options.command, NG_COMMAND_HELP);
        assert_int_equal(options.help_of, lines[i].of);
    }
    assert_refused("help|explian", "did you mean 'explain'?");
}

static void test_what_is_unknown(void **state) {
    (void)state;
    assert_refused("rnu|http://h/", "there is no command 'rnu', did you mean 'run'?");
    assert_refused("frobnicate", "there is no command 'frobnicate'");
    assert_refused("localhost:52415/events", "http://");
    assert_refused("http://h/|--sede=1", "there is no option '--sede', did you mean '--seed'?");
    assert_refused("http://h/|--lunch|x", "did you mean '--launch'?");
    assert_refused("http://h/|--completely-different",
                   "there is no option '--completely-different'");
    assert_refused("http://h/|-x", "there is no option '-x'");
    assert_refused("http://h/|-seed|1", "did you mean '--seed'?");
    assert_refused("tail|http://h/|--limt|3", "did you mean '--limit'?");
    assert_refused("run|http://h/|--limt|3", "there is no option '--limt'");
    assert_null(strstr(message.text, "--limit"));
    assert_refused("--limt|3|tail|http://h/", "did you mean '--limit'?");
    assert_refused("http://h/|---", "there is no option '---'");
    assert_refused("list|--launch|x", "--launch is no option of 'nogap list'");
    assert_refused("explain|a|--case|x", "--case is no option of 'nogap explain'");
    assert_refused("http://h/|--format|json", "--format is no option of 'nogap run'");
    assert_refused("list|--format|xml", "expected text or json, found 'xml'");
}

static void test_values_that_are_none(void **state) {
    (void)state;
    assert_refused("http://h/|--seed", "--seed needs a value: N");
    assert_refused("http://h/|-H", "--header needs a value");
    assert_refused("http://h/|--plan=yes", "--plan takes no value");
    assert_refused("http://h/|--seed|-1", "--seed: expected a whole number, found '-1'");
    assert_refused("http://h/|--seed=18446744073709551616", "too large");
    assert_refused("http://h/|--max-requests|0", "from 1 on");
    assert_refused("http://h/|--timeout|0", "more than 0");
    assert_refused("http://h/|--timeout|nan", "found 'nan'");
    assert_refused("http://h/|--timeout|-1", "found '-1'");
    assert_refused("http://h/|--deadline|-1", "expected a number");
    assert_refused("http://h/|--deadline|99999999999", "too large");
    assert_refused("http://h/|--rate|0", "more than 0");
}

static void test_what_does_not_go_together(void **state) {
    (void)state;
    assert_refused("run", "needs the URL");
    assert_refused("--strict", "needs the URL");
    assert_refused("explain", "needs the id");
    assert_refused("explain|a|b", "too many arguments for 'explain'; is a value with spaces");
    assert_refused("list|a", "too many arguments");
    assert_refused("run|http://h/|http://i/", "too many arguments");
    assert_refused("http://h/|--events|3", "--events needs --launch");
    assert_refused("http://h/|--log|x", "--log needs --launch");
    assert_refused("--launch|x|--log|x|--events|1", "exclude each other");
    assert_refused("--launch|{port}|--events|10000001", "10000000 at most");
    assert_refused("http://h/?since=1", "query");
    assert_refused("http://h/#top", "fragment");
    assert_refused("ftp://h/", "ftp://h/");
}

static void test_secrets_are_not_repeated(void **state) {
    (void)state;
    static const char *const lines[] = {
        "http://h/|-H|canary",          "http://h/|-H|Authorization:|Bearer|canary",
        "http://h/|a|b|canary",         "http://h/|canary",
        "ftp://user:canary@h/",         "http://h/|-H|A: canary\x01",
        "http://h/|a|b|canary|d|canary"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(parse(lines[i]), NG_MALFORMED);
        assert_true(message.text[0] != '\0');
        assert_null(strstr(message.text, "canary"));
    }
}

static void test_growth_and_repetition(void **state) {
    (void)state;
    assert_int_equal(parse("http://h/"), NG_OK);
    assert_int_equal(options.append_max, 5000);
    assert_int_equal(options.repeat, 1);
    assert_false(options.shuffle);
    assert_null(options.append_post);
    assert_null(options.append_command);
    assert_int_equal(parse("http://h/|--append-post|http://h/in|--append-max|0|--soak|2.5|"
                           "--window-probe|700|--repeat=3|--shuffle|--class|live"),
                     NG_OK);
    assert_string_equal(options.append_post, "http://h/in");
    assert_int_equal(options.append_max, 0);
    assert_true(options.soak > 2.4 && options.soak < 2.6);
    assert_int_equal(options.window_probe, 700);
    assert_int_equal(options.repeat, 3);
    assert_true(options.shuffle);
    assert_int_equal(parse("http://h/|--append-cmd|x|--soak|2|--window-probe|700|--class|all"),
                     NG_OK);
    assert_string_equal(options.append_command, "x");
    assert_int_equal(options.append_max, 5800);
    assert_int_equal(parse("http://h/|--window-probe|18446744073709551615|--case|window-probe"),
                     NG_OK);
    assert_true(options.append_max > UINT64_MAX / 8);

    assert_refused("http://h/|--append-post|http://h/|--append-cmd|x", "exclude each other");
    assert_refused("http://h/|--repeat|2|--trace|x", "exclude each other");
    assert_refused("http://h/|--repeat|2|--plan", "exclude each other");
    assert_refused("http://h/|--plan|--report|json=f", "nothing is judged");
    assert_refused("http://h/|--plan|--write-waivers|f", "nothing is judged");
    assert_refused("http://h/|--repeat|0", "from 1 on");
    assert_refused("http://h/|--soak|0", "more than 0");
    assert_refused("http://h/|--soak|1", "add --class live");
    assert_refused("http://h/|--window-probe|1|--class|core", "add --class live");
    assert_refused("http://h/|--append-max|1|--skip|full-dump", "add --class live");
    assert_refused("http://h/|--window-probe|0", "from 1 on");
    assert_refused("list|--repeat|2", "no option of 'nogap list'");
    assert_int_equal(parse("http://h/|--repeat|1|--trace|x"), NG_OK);
}

static void test_random_requests(void **state) {
    (void)state;
    assert_int_equal(parse("fuzz|http://h/"), NG_OK);
    assert_int_equal(options.command, NG_COMMAND_FUZZ);
    assert_int_equal(options.requests, NG_DEFAULT_REQUESTS);
    assert_true(options.deadline > 599 && options.deadline < 601);
    assert_true(options.classes[NG_CLASS_EXPLORE]);
    assert_false(options.classes[NG_CLASS_CORE] || options.classes[NG_CLASS_BOUNDARY]);
    assert_int_equal(parse("fuzz|http://h/|--requests=7|--seed|3"), NG_OK);
    assert_int_equal(options.requests, 7);
    assert_true(options.deadline <= 0);
    assert_int_equal(parse("fuzz|http://h/|--seconds=1.5|--deadline|9"), NG_OK);
    assert_int_equal(options.requests, 0);
    assert_true(options.seconds > 1.4 && options.seconds < 1.6);
    assert_true(options.deadline > 8);
    /* A plan has no clock that could end it. */
    assert_int_equal(parse("fuzz|http://h/|--seconds=2|--plan"), NG_OK);
    assert_int_equal(options.requests, NG_DEFAULT_REQUESTS);
    assert_int_equal(parse("list|--class|explore"), NG_OK);
    assert_true(options.classes[NG_CLASS_EXPLORE] && !options.classes[NG_CLASS_CORE]);
    assert_int_equal(parse("list"), NG_OK);
    assert_false(options.classes[NG_CLASS_EXPLORE]);
    assert_int_equal(parse("http://h/|--class|all"), NG_OK);
    assert_false(options.classes[NG_CLASS_EXPLORE]);

    assert_refused("http://h/|--class|explore", "nogap fuzz");
    assert_refused("http://h/|--requests|3", "no option of 'nogap run'");
    assert_refused("fuzz|http://h/|--requests|0", "from 1 on");
    assert_refused("fuzz|http://h/|--seconds|0", "more than 0");
    assert_refused("fuzz|http://h/|--class|core", "no option of 'nogap fuzz'");
    assert_refused("fuzz", "--launch");
}

static void test_there_is_an_end_to_repetition(void **state) {
    (void)state;
    static const char *const repeated[] = {"--case=a", "--skip=a", "-HA: b", "--header-env=a",
                                           "--report=text"};
    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
        char *many[NG_OPTION_REPEATS_MAX + 3];
        (void)snprintf(line_bytes, sizeof line_bytes, "http://h/|%s", repeated[i]);
        many[0] = many[1] = line_bytes;
        line_bytes[strlen("http://h/")] = '\0';
        for (size_t k = 2; k < sizeof many / sizeof many[0]; k++) {
            many[k] = line_bytes + sizeof "http://h/";
        }
        assert_int_equal(ng_options_parse(NG_OPTION_REPEATS_MAX + 2, many, &options, &message),
                         NG_OK);
        assert_int_equal(ng_options_parse(NG_OPTION_REPEATS_MAX + 3, many, &options, &message),
                         NG_MALFORMED);
        assert_non_null(strstr(message.text, "more than 64 times"));
    }
}

static void test_the_rows_are_in_their_order(void **state) {
    (void)state;
    for (int i = 0; i < NG_OPTION_COUNT; i++) {
        assert_int_equal(ng_option_rows()[i].id, i);
        assert_ptr_equal(
            ng_option_by_name(ng_option_rows()[i].name, strlen(ng_option_rows()[i].name)),
            &ng_option_rows()[i]);
    }
}

static void test_every_option_is_taken_up(void **state) {
    (void)state;
    static const char *const values[] = {"1", "core", "Name: value", "json"};
    for (int i = 0; i < NG_OPTION_HELP; i++) {
        bool is_taken = false;
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
            struct ng_options before;
            struct ng_options after;
            memset(&before, 0, sizeof before);
            memset(&after, 0, sizeof after);
            enum ng_status status =
                ng_option_take(&ng_option_rows()[i], values[k], &after, &message);
            is_taken = is_taken || (status == NG_OK && memcmp(&before, &after, sizeof after) != 0);
        }
        if (!is_taken) {
            fail_msg("--%s changes nothing", ng_option_rows()[i].name);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_arguments),
        cmocka_unit_test(test_a_url_alone_runs),
        cmocka_unit_test(test_every_way_to_write_a_value),
        cmocka_unit_test(test_all_options_of_a_run),
        cmocka_unit_test(test_repeated_options_keep_their_order),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_other_commands),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_what_is_unknown),
        cmocka_unit_test(test_values_that_are_none),
        cmocka_unit_test(test_what_does_not_go_together),
        cmocka_unit_test(test_secrets_are_not_repeated),
        cmocka_unit_test(test_growth_and_repetition),
        cmocka_unit_test(test_random_requests),
        cmocka_unit_test(test_there_is_an_end_to_repetition),
        cmocka_unit_test(test_the_rows_are_in_their_order),
        cmocka_unit_test(test_every_option_is_taken_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
