/* Whole runs, looked at from the side of a server: what a query says is what its ask means, however
 * the profile counts. */
#include "conformance/run_talk.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DECODED_MAX 8192
#define FAR (UINT64_MAX / 4)

/* Decodes what is percent-encoded in a part of a query; gives false for a part that is too long. */
static bool decode(const char *part, size_t size, char decoded[DECODED_MAX]) {
    size_t used = 0;
    for (size_t at = 0; at < size; at++) {
        if (used + 1 == DECODED_MAX)
            return false;
        char digits[] = {'0', '\0', '\0'};
        if (part[at] == '%' && at + 2 < size)
            memcpy(digits, part + at + 1, 2);
        bool is_encoded = digits[1] != '\0';
        decoded[used++] = is_encoded ? (char)strtoul(digits, NULL, 16) : part[at];
        at += is_encoded ? 2 : 0;
    }
    decoded[used] = '\0';
    return true;
}

/* Whether the index is one that the ask speaks of. Past the end of any log, one is as good as
 * another. */
static bool is_meant(const struct ng_ask *ask, uint64_t since) {
    for (size_t i = 0; i < ask->reading_count; i++)
        if (ask->readings[i].since == since || (ask->readings[i].since > FAR && since > FAR))
            return true;
    return false;
}

/* Reads every plain `since` of the query; a query without one asks for the whole log. */
static void look_at_query(struct server *server, const struct ng_ask *ask,
                          struct ng_exchange *exchange) {
    (void)server;
    (void)exchange;
    if (ask->expectation == NG_EXPECT_REFUSAL || ask->expectation == NG_EXPECT_ANYTHING)
        return;
    bool is_there = false;
    const char *part = ask->query ? ask->query : "";
    while (*part) {
        char decoded[DECODED_MAX];
        size_t size = strcspn(part, "&");
        bool is_since = decode(part, size, decoded) && strncmp(decoded, "since=", 6) == 0;
        uint64_t wire;
        is_there = is_there || is_since;
        if (is_since && !ng_cursor_parse(decoded + 6, &wire) &&
            !is_meant(ask, ng_profile_cursor(&ng_talk_profile, wire)))
            fail_msg("?%s: since %" PRIu64 " is not what is meant", ask->query, wire);
        part += size + (part[size] ? 1 : 0);
    }
    if (!is_there && !is_meant(ask, 0))
        fail_msg("?%s: the whole log is not what is meant", ask->query ? ask->query : "");
}

static void queries_say_what_is_meant(void **state) {
    (void)state;
    for (uint64_t first_index = 0; first_index < 2; first_index++) {
        for (int names_last = 0; names_last < 2; names_last++) {
            for (uint64_t count = 0; count < 12; count++) {
                struct server server = {.model = {.count = count}, .tamper = look_at_query};
                struct outcome outcome;
                ng_talk_profile.first_index = first_index;
                ng_talk_profile.cursor_names_last = names_last;
                ng_talk_hold(&server, &outcome);
                assert_true(server.requests > 0);
                ng_run_result_deinit(&outcome.result);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(queries_say_what_is_meant, ng_talk_set_up,
                                        ng_talk_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
