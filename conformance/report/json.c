#include "conformance/report/json.h"

#include "conformance/report/escape.h"
#include "conformance/report/evidence.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdlib.h>

/* Digits after the point of a duration: microseconds. */
#define SECONDS_DECIMALS 6

/* What the tree is made from. A part that could not be added leaves `failed`. */
struct making {
    const struct ng_run_result *result;
    const struct ng_report_options *options;
    bool failed;
};

static void check(struct making *making, const void *added) {
    making->failed = making->failed || added == NULL;
}

static void add_words(struct making *making, cJSON *object, const char *name, const char *text) {
    struct ng_buffer safe;
    ng_buffer_init(&safe);
    ng_escape_text(&safe, text, true);
    check(making, cJSON_AddStringToObject(object, name, ng_buffer_string(&safe)));
    making->failed = making->failed || safe.failed;
    ng_buffer_deinit(&safe);
}

/* cJSON's own numbers are doubles; the digits are written as they are. */
static void add_count(struct making *making, cJSON *object, const char *name, uint64_t count) {
    char digits[32];
    (void)snprintf(digits, sizeof digits, "%" PRIu64, count);
    check(making, cJSON_AddRawToObject(object, name, digits));
}

static void add_seconds(struct making *making, cJSON *object, double seconds) {
    struct ng_buffer digits;
    ng_buffer_init(&digits);
    ng_buffer_seconds(&digits, seconds, SECONDS_DECIMALS);
    check(making, cJSON_AddRawToObject(object, "seconds", ng_buffer_string(&digits)));
    making->failed = making->failed || digits.failed;
    ng_buffer_deinit(&digits);
}

/* The members of a request and the command that sends it. */
static void add_request(struct making *making, cJSON *object,
                        const struct ng_shown_request *request) {
    struct ng_buffer command;
    add_words(making, object, "method", ng_evidence_method(request->method));
    if (request->query != NULL) {
        add_words(making, object, "query", request->query);
    }
    if (request->header != NULL) {
        add_words(making, object, "header", request->header);
    }
    if (request->raw != NULL) {
        add_words(making, object, request->raw_first ? "raw_first" : "raw", request->raw);
    }
    ng_buffer_init(&command);
    ng_evidence_request(&command, making->result->info, request);
    check(making, cJSON_AddStringToObject(object, "curl", ng_buffer_string(&command)));
    making->failed = making->failed || command.failed;
    ng_buffer_deinit(&command);
}

/* Gives a new element of an array, or NULL. */
static cJSON *add_element(struct making *making, cJSON *array) {
    cJSON *element = cJSON_CreateObject();
    if (array == NULL || element == NULL || !cJSON_AddItemToArray(array, element)) {
        cJSON_Delete(element);
        making->failed = true;
        return NULL;
    }
    return element;
}

static void add_sequence(struct making *making, cJSON *object, const struct ng_finding *finding) {
    if (finding->sequence_count == 0) {
        return;
    }
    cJSON *sequence = cJSON_AddArrayToObject(object, "sequence");
    check(making, sequence);
    for (size_t i = 0; i < finding->sequence_count; i++) {
        cJSON *element = add_element(making, sequence);
        if (element != NULL) {
            add_request(making, element, &finding->sequence[i]);
        }
    }
}

static void add_finding(struct making *making, cJSON *array, const struct ng_finding *finding) {
    cJSON *object = add_element(making, array);
    if (object == NULL) {
        return;
    }
    enum ng_level level = ng_evidence_level(making->options->spec, finding->clause);
    add_words(making, object, "clause", finding->clause);
    add_words(making, object, "level", ng_level_name(level));
    add_words(making, object, "kind", ng_finding_kind_name(finding->kind));
    add_words(making, object, "says", finding->says);
    add_words(making, object, "expected", finding->expected);
    add_words(making, object, "received", finding->received);
    add_count(making, object, "times", finding->times);
    const struct ng_shown_request request = ng_finding_request(finding);
    add_request(making, object, &request);
    add_sequence(making, object, finding);
}

static void add_clauses(struct making *making, cJSON *object, const struct ng_case *test_case) {
    cJSON *clauses = cJSON_AddArrayToObject(object, "clauses");
    check(making, clauses);
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        cJSON *id = cJSON_CreateString(test_case->clauses[i]);
        if (clauses == NULL || id == NULL || !cJSON_AddItemToArray(clauses, id)) {
            cJSON_Delete(id);
            making->failed = true;
        }
    }
}

static void add_case(struct making *making, cJSON *array, const struct ng_case_result *result) {
    const struct ng_case *test_case = result->test_case;
    cJSON *object = add_element(making, array);
    if (object == NULL) {
        return;
    }
    enum ng_level level = ng_evidence_case_level(making->options->spec, test_case);
    add_words(making, object, "id", test_case->id);
    add_words(making, object, "class", ng_class_name(test_case->class_id));
    add_words(making, object, "level", ng_level_name(level));
    add_clauses(making, object, test_case);
    add_words(making, object, "verdict", ng_verdict_name(result->verdict));
    check(making, cJSON_AddBoolToObject(object, "unstable", result->unstable));
    add_words(making, object, "reason", result->reason);
    if (result->remark[0] != '\0') {
        add_words(making, object, "remark", result->remark);
    }
    check(making, cJSON_AddBoolToObject(object, "waived", result->waived));
    if (result->waiver != NULL) {
        add_words(making, object, "waiver", result->waiver);
        check(making, cJSON_AddBoolToObject(object, "waiver_stale", result->stale));
    }
    add_count(making, object, "requests", result->requests);
    add_count(making, object, "events_compared", result->events_compared);
    add_count(making, object, "joints_crossed", result->joints_crossed);
    add_seconds(making, object, result->seconds);
    cJSON *findings = cJSON_AddArrayToObject(object, "findings");
    check(making, findings);
    for (size_t i = 0; i < result->findings.count; i++) {
        add_finding(making, findings, &result->findings.items[i]);
    }
    add_count(making, object, "findings_dropped", result->findings.dropped);
}

static void add_counts(struct making *making, cJSON *object) {
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(making->result, counts);
    cJSON *member = cJSON_AddObjectToObject(object, "counts");
    check(making, member);
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        add_count(making, member, ng_verdict_name((enum ng_verdict)i), counts[i]);
    }
}

static void add_run(struct making *making, cJSON *object) {
    const struct ng_run_result *result = making->result;
    const struct ng_run_info *info = result->info;
    char seed[32];
    (void)snprintf(seed, sizeof seed, "%" PRIu64, info->seed);
    add_words(making, object, "nogap", info->version);
    add_words(making, object, "target", info->url);
    add_words(making, object, "profile", info->profile);
    add_words(making, object, "seed", seed);
    check(making, cJSON_AddBoolToObject(object, "strict", info->strict));
    add_count(making, object, "repetitions", info->repetitions > 0 ? info->repetitions : 1);
    add_words(making, object, "verdict", ng_outcome_name(result->outcome));
    add_words(making, object, "reason", result->reason);
    add_count(making, object, "exit_status", (uint64_t)ng_outcome_exit_status(result->outcome));
    check(making, cJSON_AddBoolToObject(object, "restarted", result->restarted));
    add_count(making, object, "events", result->events);
    add_count(making, object, "requests", result->requests);
    add_count(making, object, "bytes", result->bytes);
    add_seconds(making, object, result->seconds);
    add_count(making, object, "cases_chosen", info->case_count);
    add_counts(making, object);
    add_count(making, object, "waived", ng_count_waived(result));
    add_count(making, object, "stale_waivers", ng_count_stale(result));
    cJSON *cases = cJSON_AddArrayToObject(object, "cases");
    check(making, cases);
    for (size_t i = 0; i < result->case_count; i++) {
        add_case(making, cases, &result->cases[i]);
    }
}

void ng_json_report(const struct ng_run_result *result, const struct ng_report_options *options,
                    struct ng_buffer *buffer) {
    struct making making = {.result = result, .options = options};
    cJSON *object = cJSON_CreateObject();
    check(&making, object);
    add_run(&making, object);
    char *text = making.failed ? NULL : cJSON_Print(object);
    if (text == NULL) {
        buffer->failed = true;
    } else {
        ng_buffer_text(buffer, text);
        ng_buffer_byte(buffer, '\n');
    }
    cJSON_free(text);
    cJSON_Delete(object);
}
