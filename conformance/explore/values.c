/* Values of parameters that are no plain numbers. */
#include "conformance/explore/explorer_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MAX 160

/* What stands around a number. */
struct around {
    const char *before;
    const char *after;
};

static void put_around(char *text, const struct around *around, uint64_t number) {
    (void)snprintf(text, TEXT_MAX, "%s%" PRIu64 "%s", around->before, number, around->after);
}

/* Puts a text in the place of a parameter, alone or beside the other one. Gives the reading of the
   other one. */
static struct ng_reading put_value(struct ng_explorer *explorer,
                                   const struct ng_explore_known *known, bool as_limit,
                                   const char *text) {
    struct ng_explore_request *request = &explorer->request;
    struct ng_reading other = {.since = ng_explore_tail(explorer, known->count)};
    bool is_alone = ng_explore_below(explorer, 2) == 0;
    if (is_alone)
        other.since = 0;
    other.has_limit = !as_limit && !is_alone;
    other.limit = ng_explore_below(explorer, 9);
    ng_explore_spell(explorer, known->profile, &other);
    request->has_since = !as_limit || (request->has_since && !is_alone);
    request->has_limit = as_limit || other.has_limit;
    (void)snprintf(as_limit ? request->limit : request->since, NG_EXPLORE_VALUE_MAX, "%s", text);
    request->is_odd = true;
    return other;
}

/* ---- one conventional reading, which not every parser shares ---- */

static const struct around oddly[] = {{"+", ""},   {"%2B", ""}, {"%20", ""},
                                      {"", "%20"}, {"", ".0"},  {"", ".00"}};
#define ODDLY_COUNT (sizeof oddly / sizeof *oddly)
#define FORM_COUNT 7

/* Writes the spelling number `form` of a number, and gives the number. */
static uint64_t put_form(struct ng_explorer *explorer, unsigned form, uint64_t any, char *text) {
    uint64_t octal = ng_explore_below(explorer, 8); /* the same number in octal and in decimal */
    uint64_t first = 1 + ng_explore_below(explorer, 9);
    uint64_t second = ng_explore_below(explorer, 10);
    unsigned exponent = (unsigned)ng_explore_below(explorer, 5);
    switch (form) {
    case 0:
        (void)snprintf(text, TEXT_MAX, "0%" PRIu64, octal);
        return octal;
    case 1:
        (void)snprintf(text, TEXT_MAX, "000%" PRIu64, octal);
        return octal;
    case 2:
        (void)snprintf(text, TEXT_MAX, "%" PRIu64 "e%u", first, exponent);
        for (; exponent > 0; exponent--)
            first *= 10;
        return first;
    case 3:
        (void)snprintf(text, TEXT_MAX, "0x%" PRIx64, any);
        return any;
    case 4:
        (void)snprintf(text, TEXT_MAX, "%" PRIu64 "_%" PRIu64, first, second);
        return first * 10 + second;
    case 5: /* a digit of another script, in UTF-8 */
        (void)snprintf(text, TEXT_MAX, "%%D9%%A%" PRIu64, second);
        return second;
    default:
        (void)snprintf(text, TEXT_MAX, "-0");
        return 0;
    }
}

void ng_explore_make_odd(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    const unsigned forms = FORM_COUNT + (unsigned)ODDLY_COUNT;
    unsigned card = ng_deck_draw(&explorer->odd, 2 * forms, &explorer->random);
    unsigned form = card / 2;
    bool as_limit = card % 2 != 0;
    char text[TEXT_MAX];
    uint64_t value = ng_explore_below(explorer, known->count < 1000 ? known->count + 4 : 1000);
    if (form < FORM_COUNT)
        value = put_form(explorer, form, value, text);
    else
        put_around(text, &oddly[form - FORM_COUNT], value);
    struct ng_reading reading = put_value(explorer, known, as_limit, text);
    if (as_limit) {
        reading.has_limit = true;
        reading.limit = value;
    } else {
        reading.since = ng_profile_cursor(known->profile, value);
    }
    if (ng_explore_is_costly(&reading, known->count)) {
        reading.has_limit = explorer->request.has_limit = true;
        reading.limit = 1;
        (void)snprintf(explorer->request.limit, NG_EXPLORE_VALUE_MAX, "1");
    }
    explorer->request.ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    explorer->request.ask.clause = "lenient-1";
    explorer->request.ask.readings[0] = reading;
}

/* ---- what must be refused ---- */

/* No integer by any convention, whatever number stands in the middle. */
static const struct around broken[] = {
    {"", "abc"},  {"", ".5"},  {"", ":"},   {"", "/"},  {"", "%202"},   {"x", ""},     {"", "%00"},
    {"%00", ""},  {"", "%01"}, {"%7f", ""}, {"", "%"},  {"%ff%fe", ""}, {"%u003", ""}, {"", "%zz"},
    {"1e", "e1"}, {"", "-1"},  {"", ",,"},  {"--", ""}, {"0x%20", "g"},
};
#define BROKEN_COUNT (sizeof broken / sizeof *broken)

static const char *const words[] = {
    "abc",      "1.5", "",          "%20",     "null",  "undefined", "None",     "NaN",
    "Infinity", "0.5", "-Infinity", "%zz",     "%",     "%gg",       "e3",       "x1",
    "_",        ".",   "-",         "[]",      "%5B1]", "true",      "now",      "all",
    "1k",       "1/2", "3,5",       "%223%22", "%2533", "%C2%B2",    "%E2%91%A3"};
#define WORD_COUNT (sizeof words / sizeof *words)

static const struct around negative[] = {{"-", ""}, {"%2D", ""}, {"-922337203685477", ""}};
#define NEGATIVE_COUNT (sizeof negative / sizeof *negative)

/* The forms, in the order of the deck's cards. */
#define FIRST_WORD BROKEN_COUNT
#define FIRST_NEGATIVE (FIRST_WORD + WORD_COUNT)
#define LETTERS (FIRST_NEGATIVE + NEGATIVE_COUNT)
#define BARE (LETTERS + 1)
#define REFUSED_COUNT (BARE + 1)
_Static_assert(2 * REFUSED_COUNT <= NG_DECK_MAX, "more forms than a deck has cards");

/* A word of letters that no notation of numbers uses. */
static void put_letters(struct ng_explorer *explorer, char *text) {
    static const char letters[] = "ghjkmqrwz";
    uint64_t length = 1 + ng_explore_below(explorer, TEXT_MAX - 1);
    for (uint64_t i = 0; i < length; i++)
        text[i] = letters[ng_explore_below(explorer, sizeof letters - 1)];
    text[length] = '\0';
}

/* The parameter's name alone, without `=`. */
static void put_bare(struct ng_explorer *explorer, const struct ng_profile *profile,
                     bool as_limit) {
    struct ng_explore_request *request = &explorer->request;
    (void)snprintf(request->before, sizeof request->before, "%s",
                   as_limit ? profile->limit : profile->since);
    request->has_since = request->has_limit = false;
}

void ng_explore_make_no_number(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    unsigned card = ng_deck_draw(&explorer->no_numbers, 2 * REFUSED_COUNT, &explorer->random);
    size_t form = card / 2;
    bool as_limit = card % 2 != 0, is_negative = form >= FIRST_NEGATIVE && form < LETTERS;
    char text[TEXT_MAX] = "";
    uint64_t number = ng_explore_below(explorer, 13);
    if (form < FIRST_WORD)
        put_around(text, &broken[form], number);
    else if (form < FIRST_NEGATIVE)
        (void)snprintf(text, sizeof text, "%s", words[form - FIRST_WORD]);
    else if (is_negative)
        put_around(text, &negative[form - FIRST_NEGATIVE], number + 1);
    else if (form == LETTERS)
        put_letters(explorer, text);
    (void)put_value(explorer, known, as_limit, text);
    if (form == BARE)
        put_bare(explorer, known->profile, as_limit);
    struct ng_ask *ask = &explorer->request.ask;
    ask->expectation = NG_EXPECT_REFUSAL;
    ask->reading_count = 0;
    ask->clause = as_limit ? "reject-2" : "reject-1";
    if (is_negative)
        ask->clause = as_limit ? "reject-4" : "reject-3";
    /* Whoever cannot decode a query may refuse it as a whole, and in another way. */
    ask->may_close = strchr(text, '%') != NULL && !is_negative;
}
