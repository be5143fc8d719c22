/* Queries that are taken apart in a wrong way. */
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/families/parsers.h"

#include <string.h>

/* A limit in front of since is lost. */
static void order_matters(struct mutant_turn *turn) {
    bool since_came = false, limit_first = false;
    mutant_query(turn);
    for (size_t i = 0; i < turn->request->pair_count; i++) {
        enum mutant_parameter which = mutant_match(turn, &turn->request->pairs[i]);
        since_came = since_came || which == MUTANT_SINCE;
        limit_first = limit_first || (which == MUTANT_LIMIT && !since_came);
    }
    if (limit_first && since_came)
        turn->parameters[MUTANT_LIMIT].given = false;
}

static void http_1_0_without_query(struct mutant_turn *turn) {
    if (!turn->request->is_http_1_0)
        mutant_query(turn);
}

static bool has_unknown(const struct mutant_turn *turn) {
    for (size_t i = 0; i < turn->request->pair_count; i++)
        if (mutant_match(turn, &turn->request->pairs[i]) == MUTANT_NO_PARAMETER)
            return true;
    return false;
}

static void unknown_resets(struct mutant_turn *turn) {
    mutant_query(turn);
    if (has_unknown(turn))
        turn->parameters[MUTANT_SINCE] = (struct mutant_number){0};
}

static void unknown_drops_limit(struct mutant_turn *turn) {
    mutant_query(turn);
    if (has_unknown(turn))
        turn->parameters[MUTANT_LIMIT] = (struct mutant_number){0};
}

/* Names that begin with one that is known count as it. */
static enum mutant_parameter abbreviated(const struct mutant_turn *turn,
                                         const struct mutant_pair *pair) {
    (void)turn;
    if (pair->name_size >= 3 && pair->name_size <= 5 &&
        strncmp(pair->name, "since", pair->name_size) == 0)
        return MUTANT_SINCE;
    return mutant_match(turn, pair);
}

static enum mutant_parameter found_inside(const struct mutant_turn *turn,
                                          const struct mutant_pair *pair) {
    if (strstr(pair->name, "since"))
        return MUTANT_SINCE;
    return strstr(pair->name, "limit") ? MUTANT_LIMIT : mutant_match(turn, pair);
}

/* The last one counts; for names that are found where none was meant. */
static bool last_counts(struct mutant_turn *turn, enum mutant_parameter which,
                        const struct mutant_pair *pair, struct mutant_number *number) {
    return mutant_read(turn, which, pair, number);
}

static bool empty_part(const struct mutant_turn *turn) {
    const char *query = turn->request->query;
    size_t size = strlen(query);
    return size && (query[0] == '&' || query[size - 1] == '&' || strstr(query, "&&"));
}

static void empty_part_refused(struct mutant_turn *turn) {
    static const struct mutant_pair nothing = {.name = "", .value = ""};
    mutant_query(turn);
    if (empty_part(turn))
        turn->refused = &nothing;
}

static void unknown_fails(struct mutant_turn *turn) {
    mutant_query(turn);
    for (size_t i = 0; i < turn->request->pair_count; i++)
        if (turn->request->pairs[i].bare &&
            mutant_match(turn, &turn->request->pairs[i]) == MUTANT_NO_PARAMETER)
            turn->status = 500;
}

static bool is_encoded(const char *raw) {
    return strchr(raw, '%') != NULL;
}

/* Whether the value was encoded and is plain once it is decoded. */
static bool is_encoded_number(struct mutant_turn *turn, enum mutant_parameter which,
                              const struct mutant_pair *pair) {
    struct mutant_number number;
    return is_encoded(pair->raw_value) && mutant_read(turn, which, pair, &number);
}

static bool encoded_is_zero(struct mutant_turn *turn, enum mutant_parameter which,
                            const struct mutant_pair *pair, struct mutant_number *number) {
    if (!is_encoded_number(turn, which, pair))
        return mutant_read(turn, which, pair, number);
    *number = (struct mutant_number){.given = true};
    return true;
}

static bool encoded_refused(struct mutant_turn *turn, enum mutant_parameter which,
                            const struct mutant_pair *pair, struct mutant_number *number) {
    return !is_encoded(pair->raw_value) && mutant_read(turn, which, pair, number);
}

static enum mutant_parameter encoded_name_unknown(const struct mutant_turn *turn,
                                                  const struct mutant_pair *pair) {
    return is_encoded(pair->raw_name) ? MUTANT_NO_PARAMETER : mutant_match(turn, pair);
}

static bool summed(struct mutant_turn *turn, enum mutant_parameter which,
                   const struct mutant_pair *pair, struct mutant_number *number) {
    struct mutant_number more;
    if (!mutant_read(turn, which, pair, &more))
        return false;
    number->value += more.value;
    return true;
}

static bool joined(struct mutant_turn *turn, enum mutant_parameter which,
                   const struct mutant_pair *pair, struct mutant_number *number) {
    struct mutant_number more;
    if (!mutant_read(turn, which, pair, &more))
        return false;
    number->value = number->value * 10 + more.value;
    return true;
}

static bool dropped(struct mutant_turn *turn, enum mutant_parameter which,
                    const struct mutant_pair *pair, struct mutant_number *number) {
    (void)turn;
    (void)which;
    (void)pair;
    number->value = which == MUTANT_SINCE ? 0 : UINT64_MAX;
    return true;
}

static bool repeated_fails(struct mutant_turn *turn, enum mutant_parameter which,
                           const struct mutant_pair *pair, struct mutant_number *number) {
    (void)which;
    (void)pair;
    (void)number;
    turn->status = 500;
    return true;
}

static void malformed_escape_fails(struct mutant_turn *turn) {
    mutant_query(turn);
    for (size_t i = 0; i < turn->request->pair_count; i++) {
        const char *escape = strchr(turn->request->pairs[i].raw_value, '%');
        if (escape && (strspn(escape + 1, "0123456789abcdefABCDEF") < 2)) {
            turn->refused = NULL;
            turn->status = 500;
        }
    }
}

static void array_syntax_fails(struct mutant_turn *turn) {
    mutant_query(turn);
    for (size_t i = 0; i < turn->request->pair_count; i++)
        if (strstr(turn->request->pairs[i].name, "since["))
            turn->status = 500;
}

#define TARGET_CUT ((size_t)2000)

/* What stands behind the first 2,000 bytes of the target is lost. */
static void long_target_cut(struct mutant_turn *turn) {
    const struct mutant_request *request = turn->request;
    mutant_query(turn);
    if (request->target_size <= TARGET_CUT)
        return;
    turn->refused = NULL;
    for (size_t i = 0; i < request->pair_count; i++) {
        enum mutant_parameter which = mutant_match(turn, &request->pairs[i]);
        size_t start = (size_t)(request->pairs[i].raw_name - request->raw_copy);
        if (which != MUTANT_NO_PARAMETER && start > TARGET_CUT)
            turn->parameters[which] = (struct mutant_number){0};
    }
}

static void long_target_fails(struct mutant_turn *turn) {
    mutant_query(turn);
    if (turn->request->target_size > 8192) {
        turn->refused = NULL;
        turn->status = 500;
    }
}

static void many_parameters_fail(struct mutant_turn *turn) {
    mutant_query(turn);
    if (turn->request->pair_count > 1000) {
        turn->refused = NULL;
        turn->status = 500;
    }
}

/* A target of more than 60,000 bytes breaks the server for good. */
static void long_target_breaks(struct mutant_turn *turn) {
    struct mutant_memory *memory = &turn->server->memory;
    (void)pthread_mutex_lock(&memory->lock);
    bool broken = memory->numbers[0] != 0;
    memory->numbers[0] = broken || turn->request->target_size > 60000;
    (void)pthread_mutex_unlock(&memory->lock);
    if (broken)
        turn->status = 503;
    else
        mutant_query(turn);
}

#define STEP_QUERY(function) .steps = {.query = function}

static const struct mutant_entry entries[] = {
    {"order-matters", "param-4", "a limit that stands before since is lost",
     "a parser that goes on from where the last name was", MUTANT_BOUNDARY, .events = 5,
     STEP_QUERY(order_matters)},
    {"http-1-0-without-query", "transport-2", "a request of HTTP/1.0 is read without its query",
     "proxies that speak 1.0 to what stands behind them", MUTANT_HOSTILE, .events = 3,
     STEP_QUERY(http_1_0_without_query)},
    {"unknown-resets-since", "param-5", "an unknown parameter makes since 0",
     "a schema that fails as a whole, and defaults", MUTANT_BOUNDARY, .events = 5,
     STEP_QUERY(unknown_resets)},
    {"unknown-drops-limit", "param-5", "an unknown parameter drops the limit",
     "a route for one set of parameters, another for the rest", MUTANT_BOUNDARY, .events = 8,
     STEP_QUERY(unknown_drops_limit)},
    {"names-abbreviated", "param-5", "sin and sinc count as since, and the last one wins",
     "getopt_long and parsers like it", MUTANT_BOUNDARY, .events = 5,
     .steps = {.match = abbreviated, .again = last_counts}},
    {"names-found-inside", "param-5", "a name that contains since or limit counts as it",
     "strstr(query, \"since=\")", MUTANT_BOUNDARY, .events = 5,
     .steps = {.match = found_inside, .again = last_counts}},
    {"empty-part-refused", "param-6", "an empty part between two & is refused",
     "parsers that expect a name", MUTANT_BOUNDARY, .should = true, STEP_QUERY(empty_part_refused)},
    {"bare-unknown-fails", "param-6", "an unknown parameter without = makes the server fail",
     "name, value = part.split(\"=\")", MUTANT_BOUNDARY, .should = true, STEP_QUERY(unknown_fails)},
    {"encoded-is-zero", "param-7", "percent-encoded digits count as 0",
     "atoi of a value that is not decoded", MUTANT_BOUNDARY, .events = 5,
     .steps = {.read = encoded_is_zero}},
    {"encoded-refused", "param-7", "percent-encoded digits are refused",
     "a check of a value that is not decoded", MUTANT_BOUNDARY, .steps = {.read = encoded_refused}},
    {"encoded-name-unknown", "param-7", "a percent-encoded name is not known",
     "names compared before they are decoded", MUTANT_BOUNDARY, .events = 5,
     .steps = {.match = encoded_name_unknown}},
    {"repeated-summed", "lenient-2", "repeated parameters are added up",
     "a fold over all values of a name", MUTANT_BOUNDARY, .events = 5, .steps = {.again = summed}},
    {"repeated-joined", "lenient-2", "repeated parameters are joined: 1 and 2 are 12",
     "arrays turned to text, separators taken out", MUTANT_BOUNDARY, .events = 3,
     .steps = {.again = joined}},
    {"repeated-dropped", "lenient-2", "a repeated parameter counts as absent",
     "an array is no number; measured", MUTANT_BOUNDARY, .events = 3, .steps = {.again = dropped}},
    {"repeated-fails", "lenient-2", "a repeated parameter makes the server fail",
     "an array where a text was expected; measured", MUTANT_BOUNDARY,
     .steps = {.again = repeated_fails}},
    {"malformed-escape-fails", "reject-1",
     "a % without two hexadecimal digits makes the server fail", "decodeURIComponent throws",
     MUTANT_HOSTILE, STEP_QUERY(malformed_escape_fails)},
    {"array-syntax-fails", "transport-2", "since[a]=1 makes the server fail",
     "query parsers that make objects of brackets", MUTANT_HOSTILE, STEP_QUERY(array_syntax_fails)},
    {"long-target-cut", "transport-1", "what stands behind 2,000 bytes of a target is lost",
     "a fixed buffer and snprintf", MUTANT_BOUNDARY, .events = 2, STEP_QUERY(long_target_cut)},
    {"long-target-fails", "transport-1", "a target of more than 8 KB makes the server fail",
     "a fixed buffer behind a proxy", MUTANT_BOUNDARY, STEP_QUERY(long_target_fails)},
    {"many-parameters-fail", "transport-1", "more than 1,000 parameters make the server fail",
     "limits of form parsers that raise; measured with 10,000", MUTANT_HOSTILE,
     STEP_QUERY(many_parameters_fail)},
    {"long-target-breaks", "transport-3", "after a target of 60,000 bytes every answer is 503",
     "a worker that does not come back", MUTANT_HOSTILE, STEP_QUERY(long_target_breaks)},
};

const struct mutant_family mutant_queries =
    MUTANT_FAMILY("queries taken apart in a wrong way", MUTANT_DEFECT, entries);
