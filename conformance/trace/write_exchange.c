#include "conformance/trace/write_exchange.h"

#include "conformance/trace/names.h"

static void emit_name(struct ng_emitter *emitter, const char *name, const struct ng_names *names,
                      unsigned value) {
    if (value)
        ng_emit_text(emitter, name, names->items[value]);
}

static void emit_nonzero(struct ng_emitter *emitter, const char *name, uint64_t count) {
    if (count)
        ng_emit_count(emitter, name, count);
}

static void emit_readings(struct ng_emitter *emitter, const struct ng_ask *ask) {
    if (!ask->reading_count)
        return;
    ng_emit_open(emitter, "readings", '[');
    for (size_t i = 0; i < ask->reading_count; i++) {
        const struct ng_reading *reading = &ask->readings[i];
        ng_emit_open(emitter, NULL, '{');
        ng_emit_count(emitter, "since", reading->since);
        if (reading->has_limit)
            ng_emit_count(emitter, "limit", reading->limit);
        ng_emit_close(emitter, '}');
    }
    ng_emit_close(emitter, ']');
}

void ng_emit_ask(struct ng_emitter *emitter, const struct ng_ask *ask) {
    emit_name(emitter, "method", &ng_method_names, ask->method);
    ng_emit_text(emitter, "query", ask->query);
    ng_emit_text(emitter, "header_name", ask->header_name);
    ng_emit_text(emitter, "header_value", ask->header_name ? ask->header_value : NULL);
    emit_name(emitter, "expects", &ng_expectation_names, ask->expectation);
    emit_readings(emitter, ask);
    emit_name(emitter, "context", &ng_context_names, ask->context);
    ng_emit_text(emitter, "clause", ask->clause);
    ng_emit_text(emitter, "refusal_clause", ask->refusal_clause);
    ng_emit_flag(emitter, "may_close", ask->may_close);
    ng_emit_text(emitter, "silence_clause", ask->silence_clause);
    ng_emit_flag(emitter, "may_lack_support", ask->may_lack_support);
    ng_emit_text(emitter, "raw", ask->raw);
    ng_emit_flag(emitter, "raw_first", ask->raw_first);
}

void ng_emit_exchange(struct ng_emitter *emitter, const struct ng_exchange *exchange) {
    ng_emit_ask(emitter, &exchange->ask);
    ng_emit_count(emitter, "sent", exchange->sent);
    ng_emit_count(emitter, "answered", exchange->answered);
    emit_name(emitter, "transport", &ng_transport_names, exchange->transport);
    if (exchange->status)
        ng_emit_number(emitter, "status", exchange->status);
    emit_name(emitter, "cursor_form", &ng_cursor_form_names, exchange->cursor_form);
    emit_nonzero(emitter, "cursor", exchange->cursor);
    ng_emit_words(emitter, "cursor_text", exchange->cursor_text);
    emit_name(emitter, "body_form", &ng_body_form_names, exchange->body_form);
    emit_nonzero(emitter, "body_bytes", exchange->body_bytes);
    emit_nonzero(emitter, "body_offset", exchange->body_offset);
    ng_emit_words(emitter, "body_sample", exchange->body_sample);
    ng_emit_words(emitter, "media_type", exchange->media_type);
    ng_emit_words(emitter, "cache_control", exchange->cache_control);
    ng_emit_words(emitter, "allow_origin", exchange->allow_origin);
    ng_emit_words(emitter, "expose_headers", exchange->expose_headers);
    ng_emit_words(emitter, "location", exchange->location);
    ng_emit_seconds(emitter, exchange->seconds);
    ng_emit_digests(emitter, "digests", exchange->digests, exchange->event_count);
}
