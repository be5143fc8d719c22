/* Every combination of items, whether a truthful log explains it or not. */
#include "conformance/small_worlds/families.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void name_and_add(struct item *choice, unsigned kinds, struct item *choices,
                         size_t *choice_count, size_t choices_max) {
    unsigned logs = kinds == 2 ? 1u << choice->shown : 1;
    for (unsigned log = 0; log < logs; log++) {
        for (size_t i = 0; i < choice->shown; i++)
            choice->events[i] = log >> i & 1 ? 'b' : 'a';
        assert_true(*choice_count < choices_max);
        choices[(*choice_count)++] = *choice;
    }
}

size_t answers_within(const struct item *request, const struct answer_bounds *bounds,
                      struct item *choices, size_t choice_count, size_t choices_max) {
    size_t shown_max = request->kind == ITEM_HEAD ? 0 : bounds->shown_max;
    for (size_t shown = 0; shown <= shown_max; shown++) {
        struct item choice = *request;
        choice.shown = shown;
        choice.has_cursor = shown > 0 || !bounds->implied;
        uint64_t cursor_max = choice.has_cursor ? bounds->cursor_max : 0;
        for (choice.cursor = 0; choice.cursor <= cursor_max; choice.cursor++)
            name_and_add(&choice, bounds->kinds, choices, &choice_count, choices_max);
    }
    return choice_count;
}

/* Whether the world is told apart from its twin, in which the two kinds of events have changed
   their names. */
static bool is_first_of_twins(const struct world *world) {
    for (size_t i = 0; i < world->count; i++)
        if (world->items[i].shown)
            return world->items[i].events[0] == 'a';
    return true;
}

static void choose(const struct any_family *family, struct world *world, size_t at,
                   world_visit *visit, void *context) {
    if (at == family->items) {
        if (is_first_of_twins(world))
            visit(context, world);
        return;
    }
    for (size_t c = 0; c < family->choice_count; c++) {
        world->items[at] = family->choices[c];
        for (size_t after = 0; after <= at; after++) {
            world->items[at].after = after;
            choose(family, world, at + 1, visit, context);
        }
    }
}

void any_worlds(const struct any_family *family, world_visit *visit, void *context) {
    struct world world = {.count = family->items, .echo = family->echo};
    choose(family, &world, 0, visit, context);
}
