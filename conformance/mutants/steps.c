/* The right steps: from the pairs of a query to the events and the cursor, as SPEC.md says. */
#include "conformance/mutants/entry.h"

#include <stdlib.h>
#include <string.h>

enum mutant_parameter mutant_match(const struct mutant_turn *turn, const struct mutant_pair *pair) {
    (void)turn;
    if (mutant_pair_is(pair, "since"))
        return MUTANT_SINCE;
    return mutant_pair_is(pair, "limit") ? MUTANT_LIMIT : MUTANT_NO_PARAMETER;
}

/* Digits only; a number that does not fit stands for itself by being greater than every index. */
bool mutant_read(struct mutant_turn *turn, enum mutant_parameter which,
                 const struct mutant_pair *pair, struct mutant_number *number) {
    (void)turn;
    (void)which;
    uint64_t value = 0;
    if (!pair->value_size)
        return false;
    for (size_t i = 0; i < pair->value_size; i++) {
        if (pair->value[i] < '0' || pair->value[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(pair->value[i] - '0');
        value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
    }
    *number = (struct mutant_number){.given = true, .value = value};
    return true;
}

static bool take(struct mutant_turn *turn, enum mutant_parameter which,
                 const struct mutant_pair *pair) {
    const struct mutant_steps *steps = &turn->entry->steps;
    struct mutant_number *number = &turn->parameters[which];
    if (number->given)
        return steps->again && steps->again(turn, which, pair, number);
    return (steps->read ? steps->read : mutant_read)(turn, which, pair, number);
}

void mutant_query(struct mutant_turn *turn) {
    const struct mutant_steps *steps = &turn->entry->steps;
    for (size_t i = 0; i < turn->request->pair_count && !turn->refused; i++) {
        const struct mutant_pair *pair = &turn->request->pairs[i];
        enum mutant_parameter which = (steps->match ? steps->match : mutant_match)(turn, pair);
        if (which != MUTANT_NO_PARAMETER && !take(turn, which, pair))
            turn->refused = pair;
    }
}

void mutant_refuse(struct mutant_turn *turn) {
    turn->status = 422;
    turn->no_cursor = true;
    mutant_buffer_text(&turn->body, "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"query\"],"
                                    "\"msg\":\"expected a whole number from 0\"}]}");
}

void mutant_count(struct mutant_turn *turn) {
    turn->count = mutant_store_count(turn->server->store);
}

void mutant_range(struct mutant_turn *turn) {
    const struct mutant_number *limit = &turn->parameters[MUTANT_LIMIT];
    turn->since = turn->parameters[MUTANT_SINCE].value;
    turn->page_end = UINT64_MAX;
    if (limit->given && limit->value < UINT64_MAX - turn->since)
        turn->page_end = turn->since + limit->value;
    turn->cursor = mutant_smaller(turn->page_end, turn->count);
    turn->first = turn->since;
    turn->last = turn->cursor;
}

void mutant_select(struct mutant_turn *turn) {
    if (turn->first >= turn->last)
        return;
    uint64_t count = turn->last - turn->first;
    if (count > SIZE_MAX / sizeof *turn->indexes) {
        turn->body.failed = true;
        return;
    }
    turn->indexes = malloc((size_t)count * sizeof *turn->indexes);
    if (!turn->indexes) {
        turn->body.failed = true;
        return;
    }
    for (uint64_t i = 0; i < count; i++)
        turn->indexes[turn->index_count++] = turn->first + i;
}

void mutant_event(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    struct mutant_event_view event = mutant_store_get(turn->server->store, index);
    mutant_buffer_add(into, event.text, event.size);
}

void mutant_body(struct mutant_turn *turn) {
    const struct mutant_steps *steps = &turn->entry->steps;
    mutant_buffer_byte(&turn->body, '[');
    for (size_t i = 0; i < turn->index_count; i++) {
        if (i)
            mutant_buffer_byte(&turn->body, ',');
        if (turn->indexes[i] == MUTANT_HOLE)
            mutant_buffer_text(&turn->body, "null");
        else
            (steps->event ? steps->event : mutant_event)(turn, turn->indexes[i], &turn->body);
    }
    mutant_buffer_byte(&turn->body, ']');
}

bool mutant_is_dump(const struct mutant_turn *turn) {
    return !mutant_has_since(turn) && !mutant_has_limit(turn);
}

bool mutant_is_cut(const struct mutant_turn *turn) {
    return turn->page_end < turn->count;
}

bool mutant_is_past(const struct mutant_turn *turn) {
    return turn->since > turn->count;
}

bool mutant_has_limit(const struct mutant_turn *turn) {
    return turn->parameters[MUTANT_LIMIT].given;
}

bool mutant_has_since(const struct mutant_turn *turn) {
    return turn->parameters[MUTANT_SINCE].given;
}

uint64_t mutant_smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

uint64_t mutant_one_less(uint64_t number) {
    return number ? number - 1 : 0;
}

uint64_t mutant_mix(uint64_t number) {
    number += UINT64_C(0x9e3779b97f4a7c15);
    number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
    return number ^ (number >> 31);
}
