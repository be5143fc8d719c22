/* The same page in other queries: another order, unknown parameters, encoded bytes, long ones. */
#include "conformance/explore/explorer_state.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum form {
    FORM_ORDER,
    FORM_UNKNOWN,
    FORM_BARE,
    FORM_EMPTY_PARTS,
    FORM_SIMILAR,
    FORM_ENCODED_DIGITS,
    FORM_ENCODED_NAMES,
    FORM_SINCE_TWICE,
    FORM_LIMIT_TWICE,
    FORM_LONG,
    FORM_MANY,
    FORM_ARRAY,
    FORM_BAD_ESCAPE,
};
#define FORM_COUNT 13

/* Bytes of one name or value. */
#define PART_MAX 24

static const char *either(struct ng_explorer *explorer, const char *one, const char *other) {
    return ng_explore_below(explorer, 2) ? one : other;
}

/* Puts a text before or behind the parameters. */
static void put_at(struct ng_explorer *explorer, const char *text, bool is_before) {
    struct ng_explore_request *request = &explorer->request;
    if (is_before)
        (void)snprintf(request->before, sizeof request->before, "%s&", text);
    else
        (void)snprintf(request->after, sizeof request->after, "&%s", text);
}

static void put_beside(struct ng_explorer *explorer, const char *text) {
    put_at(explorer, text, ng_explore_below(explorer, 2));
}

static void expect_ignored(struct ng_explorer *explorer) {
    struct ng_ask *ask = &explorer->request.ask;
    ask->expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask->clause = "param-5";
    ask->refusal_clause = "param-6";
}

static void put_unknown(struct ng_explorer *explorer) {
    static const char *const names[] = {"nogap_probe", "_", "callback", "format", "x", "cursor"};
    static const char *const values[] = {"1", "since", "0", "%20", "limit%3D2", ""};
    char text[2 * PART_MAX];
    (void)snprintf(text, sizeof text, "%s=%s",
                   names[ng_explore_below(explorer, sizeof names / sizeof *names)],
                   values[ng_explore_below(explorer, sizeof values / sizeof *values)]);
    put_beside(explorer, text);
    expect_ignored(explorer);
}

/* A name that holds a parameter's name, or begins as it does, before the parameters and behind
   them. The value is not that of the parameter: who takes one for the other answers otherwise,
   whether the first of two counts or the last. */
static void put_similar(struct ng_explorer *explorer, const struct ng_profile *profile) {
    struct ng_explore_request *request = &explorer->request;
    unsigned card = ng_deck_draw(&explorer->similar, 6, &explorer->random);
    bool is_since = card % 2;
    const char *name = is_since ? profile->since : profile->limit;
    const char *since = request->has_since ? request->since : "0";
    const char *limit = request->has_limit ? request->limit : "";
    const char *value = strcmp(is_since ? since : limit, "0") == 0 ? "9" : "0";
    size_t length = strlen(name);
    char text[4 * PART_MAX];
    if (length < 2 || length > PART_MAX || card / 2 == 0)
        (void)snprintf(text, sizeof text, "nogap_%.*s", PART_MAX, name);
    else if (card / 2 == 1)
        (void)snprintf(text, sizeof text, "%.*s", (int)length - 1, name);
    else
        (void)snprintf(text, sizeof text, "%s_", name);
    if (strcmp(text, is_since ? profile->limit : profile->since) == 0)
        (void)snprintf(text, sizeof text, "nogap_%.*s", PART_MAX, name);
    size_t used = strlen(text);
    (void)snprintf(text + used, sizeof text - used, "=%s", value);
    put_at(explorer, text, true);
    put_at(explorer, text, false);
    expect_ignored(explorer);
}

/* Writes some bytes, or all, as percent-encodings. */
static void encode(struct ng_explorer *explorer, char *text) {
    char plain[PART_MAX + 1];
    bool all = ng_explore_below(explorer, 2), lower = ng_explore_below(explorer, 2);
    (void)snprintf(plain, sizeof plain, "%s", text);
    for (const char *at = plain; *at; at++) {
        unsigned byte = (unsigned char)*at;
        if (!all && at > plain && ng_explore_below(explorer, 2)) {
            *text++ = *at;
        } else {
            (void)snprintf(text, sizeof "%00", lower ? "%%%02x" : "%%%02X", byte);
            text += 3;
        }
    }
    *text = '\0';
}

static void put_encoded_digits(struct ng_explorer *explorer) {
    struct ng_explore_request *request = &explorer->request;
    encode(explorer, request->since);
    encode(explorer, request->limit);
    request->ask.clause = request->ask.refusal_clause = "param-7";
}

/* Both parameters, with a letter of each name encoded; not where the profile's names have none. */
static void put_encoded_names(struct ng_explorer *explorer, const struct ng_profile *profile) {
    struct ng_explore_request *request = &explorer->request;
    unsigned since_first = (unsigned char)profile->since[0];
    unsigned limit_first = (unsigned char)profile->limit[0];
    if (!isalnum((int)since_first) || !isalnum((int)limit_first) || !request->has_since)
        return;
    bool lower = ng_explore_below(explorer, 2);
    (void)snprintf(request->before, sizeof request->before,
                   lower ? "%%%02x%s=%s&%%%02x%s=%s" : "%%%02X%s=%s&%%%02X%s=%s", since_first,
                   profile->since + 1, request->since, limit_first, profile->limit + 1,
                   request->limit);
    request->has_since = request->has_limit = false;
    request->ask.clause = request->ask.refusal_clause = "param-7";
}

/* One parameter twice: its first or its last value counts. */
static void put_twice(struct ng_explorer *explorer, const struct ng_explore_known *known,
                      bool as_limit) {
    struct ng_explore_request *request = &explorer->request;
    struct ng_ask *ask = &request->ask;
    uint64_t value = 1 + ng_explore_below(explorer, 9);
    const char *name = as_limit ? known->profile->limit : known->profile->since;
    (void)snprintf(request->after, sizeof request->after, "&%s=%llu", name,
                   (unsigned long long)value);
    ask->readings[1] = ask->readings[0];
    if (as_limit)
        ask->readings[1].limit = value;
    else
        ask->readings[1].since = ng_profile_cursor(known->profile, value);
    ask->reading_count = 2;
    ask->expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask->clause = "lenient-2";
}

/* A piece again and again, before or behind the parameters. */
static void put_many(struct ng_explorer *explorer, const char *piece, size_t times) {
    struct ng_explore_request *request = &explorer->request;
    bool before = ng_explore_below(explorer, 2);
    char *at = before ? request->before : request->after;
    size_t size = strlen(piece), most = (NG_EXPLORE_BESIDE_MAX - PART_MAX) / size;
    if (!before)
        *at++ = '&';
    for (size_t i = 0; i < times && i < most; i++, at += size)
        memcpy(at, piece, size);
    if (before)
        *at++ = '&';
    *at = '\0';
    request->ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    request->ask.clause = "transport-1";
    request->ask.may_close = true;
}

static void put_long(struct ng_explorer *explorer) {
    static const size_t lengths[] = {300, 1900, 2100, 4000, 8100, 9000, 16000, 65000};
    unsigned card =
        ng_deck_draw(&explorer->lengths, sizeof lengths / sizeof *lengths, &explorer->random);
    put_many(explorer, "a", lengths[card] + (size_t)ng_explore_below(explorer, 500));
}

static void put_pieces(struct ng_explorer *explorer) {
    static const size_t times[] = {20, 200, 1500};
    unsigned card =
        ng_deck_draw(&explorer->pieces, sizeof times / sizeof *times, &explorer->random);
    put_many(explorer, either(explorer, "a=1&", "b&"), times[card]);
}

/* A name that only begins as that of the contract. */
static void put_array(struct ng_explorer *explorer, const struct ng_profile *profile) {
    static const char *const ends[] = {"[]", "[0]", "[a]", "[a][b]", "%5B%5D", "[", ".length"};
    unsigned card = ng_deck_draw(&explorer->arrays, sizeof ends / sizeof *ends, &explorer->random);
    char text[4 * PART_MAX];
    (void)snprintf(text, sizeof text, "%.*s%s=1", PART_MAX,
                   either(explorer, profile->since, profile->limit), ends[card]);
    put_beside(explorer, text);
    explorer->request.ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    explorer->request.ask.clause = "param-5";
    explorer->request.ask.may_close = true;
}

/* A percent sign that encodes nothing, where it should not matter. */
static void put_bad_escape(struct ng_explorer *explorer) {
    static const char *const texts[] = {"nogap_probe=%zz", "nogap_probe=%", "%=%u",
                                        "nogap_probe=%c0%af"};
    unsigned card =
        ng_deck_draw(&explorer->escapes, sizeof texts / sizeof *texts, &explorer->random);
    put_beside(explorer, texts[card]);
    explorer->request.ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    explorer->request.ask.clause = "param-5";
    explorer->request.ask.may_close = true;
}

static void put_form(struct ng_explorer *explorer, const struct ng_explore_known *known,
                     enum form form) {
    struct ng_explore_request *request = &explorer->request;
    switch (form) {
    case FORM_ORDER:
        request->limit_first = true;
        request->ask.clause = "param-4";
        break;
    case FORM_UNKNOWN:
        put_unknown(explorer);
        break;
    case FORM_BARE:
        put_beside(explorer, "nogap_probe");
        expect_ignored(explorer);
        break;
    case FORM_EMPTY_PARTS:
        put_beside(explorer, either(explorer, "", "&"));
        expect_ignored(explorer);
        break;
    case FORM_SIMILAR:
        put_similar(explorer, known->profile);
        break;
    case FORM_ENCODED_DIGITS:
        put_encoded_digits(explorer);
        break;
    case FORM_ENCODED_NAMES:
        put_encoded_names(explorer, known->profile);
        break;
    case FORM_SINCE_TWICE:
    case FORM_LIMIT_TWICE:
        if (request->has_since)
            put_twice(explorer, known, form == FORM_LIMIT_TWICE);
        break;
    case FORM_LONG:
        put_long(explorer);
        break;
    case FORM_MANY:
        put_pieces(explorer);
        break;
    case FORM_ARRAY:
        put_array(explorer, known->profile);
        break;
    case FORM_BAD_ESCAPE:
        put_bad_escape(explorer);
        break;
    }
}

void ng_explore_make_query(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    struct ng_explore_request *request = &explorer->request;
    unsigned card = ng_deck_draw(&explorer->queries, FORM_COUNT, &explorer->random);
    /* A page that differs from a full dump, and mostly from the newest events. */
    uint64_t most = known->count > 3 ? known->count - 2 : 2;
    const struct ng_reading page = {.since = 1 + ng_explore_below(explorer, most),
                                    .limit = 1 + ng_explore_below(explorer, 4),
                                    .has_limit = true};
    ng_explore_spell(explorer, known->profile, &page);
    request->is_odd = true;
    put_form(explorer, known, (enum form)card);
}
