#include "conformance/report/sample.h"

#include <stdlib.h>
#include <string.h>

static const struct ng_case cases[NG_SAMPLE_CASES] = {
    {.id = "full-dump", .class_id = NG_CLASS_CORE, .clauses = {"dump-1", "cache-1"}},
    {.id = "since-and-limit", .class_id = NG_CLASS_CORE, .clauses = {"range-1", "range-4"}},
    {.id = "since-only", .class_id = NG_CLASS_CORE, .clauses = {"range-3"}},
    {.id = "negative-since", .class_id = NG_CLASS_CORE, .clauses = {"reject-3"}},
    {.id = "limit-zero", .class_id = NG_CLASS_BOUNDARY, .clauses = {"limit-1"}},
    {.id = "empty-log", .class_id = NG_CLASS_BOUNDARY, .clauses = {"body-2"}},
    {.id = "torn-read", .class_id = NG_CLASS_LIVE, .clauses = {"instant-1"}},
    {.id = "reader-of-headers", .class_id = NG_CLASS_LIVE, .clauses = {"cache-1", "cors-1"}},
};

static const struct {
    enum ng_verdict verdict;
    const char *reason;
    uint64_t requests, events_compared, joints_crossed;
    double seconds;
} outcomes[NG_SAMPLE_CASES] = {
    {NG_WARN, "", 1, 10, 0, 0.001},
    {NG_FAIL, "", 2, 8, 0, 0.002},
    {NG_FAIL, "", 12, 1, 1, 0.003},
    {NG_PASS, "", 1, 0, 0, 0.001},
    {NG_PASS, "", 3, 1234567, 2, 2.25},
    {NG_INCONCLUSIVE, "the log is not empty and cannot be emptied; --launch starts a server on one",
     0, 0, 0, 0},
    {NG_SKIP, "needs a way to append: --launch, --append-cmd or --append-post", 0, 0, 0, 0},
    {NG_ERROR, "out of memory", 1, 0, 0, 0},
};

const struct ng_drawing ng_sample_shifted = {
    .drawable = true,
    .expected_first = 3,
    .expected_end = 7,
    .received_known = true,
    .received_first = 4,
    .received_count = 4,
    .has_cursor = true,
    .cursor = 7,
    .expected_cursor = 7,
    .asked_known = true,
    .asked_first = 3,
    .asked_limited = true,
    .asked_end = 7,
};

static const char *const header_names[] = {"Authorization"};

static char *copy(const char *text) {
    char *result = strdup(text);
    if (result == NULL) {
        abort();
    }
    return result;
}

struct ng_finding *ng_sample_add(struct ng_case_result *result, const char *clause,
                                 const char *query, const char *says) {
    struct ng_finding *finding = &result->findings.items[result->findings.count++];
    memset(finding, 0, sizeof *finding);
    finding->kind = NG_FINDING_OTHER;
    finding->clause = clause;
    finding->query = query == NULL ? NULL : copy(query);
    finding->times = 1;
    (void)snprintf(finding->says, sizeof finding->says, "%s", says);
    return finding;
}

static void set_words(struct ng_finding *finding, const char *expected, const char *received) {
    (void)snprintf(finding->expected, sizeof finding->expected, "%s", expected);
    (void)snprintf(finding->received, sizeof finding->received, "%s", received);
}

static void set_remark(struct ng_case_result *result, const char *remark) {
    (void)snprintf(result->remark, sizeof result->remark, "%s", remark);
}

static void add_request(struct ng_finding *finding, enum ng_method method, const char *query) {
    const struct ng_ask ask = {.method = method, .query = query};
    if (ng_finding_add_request(finding, &ask) != NG_OK) {
        abort();
    }
}

static void add_findings(struct ng_sample *sample) {
    struct ng_finding *finding =
        ng_sample_add(&sample->cases[0], "cache-1", NULL, "the answer has no Cache-Control");
    finding->kind = NG_FINDING_FIELD;
    set_words(finding, "Cache-Control: no-store", "no such field");
    finding->times = 3;
    finding = ng_sample_add(&sample->cases[0], "body-3", NULL, "the media type is text/html");
    finding->kind = NG_FINDING_FIELD;

    finding = ng_sample_add(&sample->cases[1], "range-1", "since=3&limit=4",
                            "the answer holds the events of another range");
    finding->kind = NG_FINDING_SHIFTED;
    set_words(finding, "e3 to e6 and the cursor 7", "e4 to e7 and the cursor 7");
    finding->drawing = ng_sample_shifted;
    finding = ng_sample_add(&sample->cases[1], "cache-1", "since=3&limit=4",
                            "the answer has no Cache-Control");
    finding->kind = NG_FINDING_FIELD;
    finding->times = 2;

    finding = ng_sample_add(&sample->cases[2], "range-1", "since=5",
                            "the answer holds the events of another range");
    finding->kind = NG_FINDING_SHIFTED;
    set_words(finding, "e3 to e6 and the cursor 7", "e4 to e7 and the cursor 7");
    finding->times = 4;
    add_request(finding, NG_GET, NULL);
    add_request(finding, NG_HEAD, "since=5");
    finding = ng_sample_add(&sample->cases[2], "range-1", "since=9&x=it's", "the answer is empty");
    finding->kind = NG_FINDING_EVENTS_MISSING;
    finding->header = copy("Origin: http://dashboard.example");
    set_words(finding, "e9", "no events");
    finding = ng_sample_add(&sample->cases[2], "range-3", "since=5", "the end is not the count");
    finding->kind = NG_FINDING_SHIFTED;
    finding->times = 5;
    sample->cases[2].findings.dropped = 2;
}

void ng_sample_init(struct ng_sample *sample) {
    memset(sample, 0, sizeof *sample);
    if (ng_spec_embedded(&sample->spec) != NG_OK) {
        abort();
    }
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        struct ng_case_result *result = &sample->cases[i];
        result->test_case = &cases[i];
        result->verdict = outcomes[i].verdict;
        (void)snprintf(result->reason, sizeof result->reason, "%s", outcomes[i].reason);
        result->requests = outcomes[i].requests;
        result->events_compared = outcomes[i].events_compared;
        result->joints_crossed = outcomes[i].joints_crossed;
        result->seconds = outcomes[i].seconds;
    }
    add_findings(sample);
    set_remark(&sample->cases[2], "the old cursor 20 came back as 3");
    set_remark(&sample->cases[4], "the oldest events are still where they were");
    sample->info = (struct ng_run_info){
        .version = "0.1.0",
        .url = "http://127.0.0.1:52415/events",
        .profile = "exo",
        .seed = UINT64_MAX,
        .case_count = NG_SAMPLE_CASES + 1,
        .header_names = header_names,
        .header_count = 1,
    };
    sample->result = (struct ng_run_result){
        .info = &sample->info,
        .cases = sample->cases,
        .case_count = NG_SAMPLE_CASES,
        .outcome = NG_RUN_ERROR,
        .reason = "the runner ran out of memory",
        .requests = 20,
        .bytes = 123456789,
        .events = UINT64_MAX,
        .seconds = 0.3125,
        .restarted = true,
    };
}

void ng_sample_deinit(struct ng_sample *sample) {
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        ng_case_result_deinit(&sample->cases[i]);
    }
    ng_spec_deinit(&sample->spec);
}

void ng_sample_fill(struct ng_sample *sample, const char *text) {
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        struct ng_case_result *result = &sample->cases[i];
        if (result->reason[0] != '\0') {
            (void)snprintf(result->reason, sizeof result->reason, "%s", text);
        }
        if (result->remark[0] != '\0') {
            set_remark(result, text);
        }
        for (size_t j = 0; j < result->findings.count; j++) {
            struct ng_finding *finding = &result->findings.items[j];
            (void)snprintf(finding->says, sizeof finding->says, "%s", text);
            set_words(finding, text, text);
            free(finding->query);
            finding->query = copy(text);
            free(finding->header);
            finding->header = copy(text);
            if (finding->sequence_count > 0) {
                add_request(finding, NG_GET, text);
            }
        }
    }
    (void)snprintf(sample->result.reason, sizeof sample->result.reason, "%s", text);
    sample->info.profile = text;
}

void ng_sample_poison(struct ng_sample *sample) {
    ng_sample_fill(sample, "a\033[2Jb\rc\nd\177e\tf\xC2\x9Bg\xE2\x80\xAEh\xFFi\001"
                           "\"quote\" 'single' \\ # - ... ok 7");
    sample->info.url = "http://127.0.0.1/\033]0;title\007";
}

void ng_sample_inject(struct ng_sample *sample) {
    ng_sample_fill(
        sample,
        "'\">]]><script>x</script><!--&lt;|```` ``\r\n::error::x%0A::add-mask::y ##[error]z "
        "\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80 @all #1 http://evil.example www.evil.example "
        "[a](javascript:x) ![b](//c) **d** :e: </details>");
    sample->info.url = "http://127.0.0.1/|`<b>@all\r\n::error::x";
}

void ng_sample_play(const struct ng_sample *sample, const struct ng_listener *listener) {
    if (listener->begin != NULL) {
        listener->begin(listener->context, &sample->info);
    }
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        if (listener->progress != NULL) {
            listener->progress(listener->context, &cases[i], i, 2000000 * i);
        }
        if (listener->case_end != NULL) {
            listener->case_end(listener->context, &sample->cases[i]);
        }
    }
    if (listener->end != NULL) {
        listener->end(listener->context, &sample->result);
    }
}

struct ng_report_options ng_sample_options(const struct ng_sample *sample) {
    return (struct ng_report_options){.spec = &sample->spec, .started = "2026-01-31T23:59:59"};
}
