#include "conformance/model.h"

#include "conformance/chance.h"
#include "conformance/equal_events.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void grow(struct ng_model *model) {
    if (model->growth_max)
        model->count += ng_chance_below(&model->random, model->growth_max + 1);
}

uint64_t ng_model_digest(const struct ng_model *model, uint64_t index) {
    return ng_mix(ng_equal_event(index) * 2 + 1 + model->log * NG_MIX_STEP) | 1;
}

static enum ng_status answer_range(const struct ng_model *model, const struct ng_ask *ask,
                                   const struct ng_reading *reading, struct ng_exchange *exchange) {
    uint64_t end = ng_reading_end(reading, model->count);
    exchange->status = 200;
    exchange->cursor_form = NG_CURSOR_OK;
    exchange->cursor = end;
    (void)snprintf(exchange->cursor_text, sizeof exchange->cursor_text, "%" PRIu64, end);
    (void)snprintf(exchange->media_type, sizeof exchange->media_type, "application/json");
    (void)snprintf(exchange->cache_control, sizeof exchange->cache_control, "no-store");
    if (ask->method != NG_GET)
        return NG_OK;
    exchange->body_form = NG_BODY_ARRAY;
    exchange->body_bytes = 2;
    for (uint64_t index = reading->since; index < end; index++) {
        enum ng_status status = ng_exchange_add_event(exchange, ng_model_digest(model, index));
        if (status)
            return status;
    }
    return NG_OK;
}

static void refuse(struct ng_exchange *exchange) {
    exchange->status = 422;
    exchange->cursor_form = NG_CURSOR_MISSING;
    exchange->body_form = NG_BODY_OTHER;
}

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct ng_model *model = context;
    enum ng_status status = NG_OK;
    exchange->transport = NG_TRANSPORT_OK;
    grow(model);
    bool refuses = ask->expectation == NG_EXPECT_REFUSAL ||
                   (ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL && model->refuses_what_it_may &&
                    !ask->refusal_clause);
    if (refuses || !ask->reading_count)
        refuse(exchange);
    else
        status = answer_range(model, ask,
                              &ask->readings[ng_chance_below(&model->random, ask->reading_count)],
                              exchange);
    grow(model);
    return status;
}

struct ng_transport_ops ng_model_transport(struct ng_model *model) {
    return (struct ng_transport_ops){.context = model, .send = send};
}
