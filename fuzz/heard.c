#include "fuzz/heard.h"

#include "fuzz/fuzz.h"

#include <string.h>

static const char in_field[] = "{\"name\":\"field\"}";
static const char in_body[] =
    "{\"name\":\"body\",\"answer\":{\"events\":\"/results\",\"cursor\":{\"body\":\"/last_seq\"}}}";
static const char in_event[] =
    "{\"name\":\"event\",\"answer\":{\"cursor\":{\"last_event\":\"/id\",\"names\":\"last\"},"
    "\"first_index\":1}}";

static const char *const profiles[] = {in_field, in_body, in_event};

void heard_profile(struct ng_profile *profile, unsigned choice) {
    const char *text = profiles[choice % (sizeof profiles / sizeof *profiles)];
    struct ng_profile_error error;
    FUZZ_ASSERT(ng_profile_parse(text, strlen(text), profile, &error) == NG_OK);
}

static void expect_text(const char *text, size_t size) {
    FUZZ_ASSERT(memchr(text, '\0', size) != NULL);
}

static void expect_sound_cursor(const struct ng_exchange *exchange) {
    if (exchange->cursor_form != NG_CURSOR_OK)
        return;
    FUZZ_ASSERT(exchange->cursor_text[0] != '\0');
    FUZZ_ASSERT(strspn(exchange->cursor_text, "0123456789") == strlen(exchange->cursor_text));
}

void heard_expect_sound(const struct ng_exchange *exchange) {
    FUZZ_ASSERT(exchange->transport <= NG_TRANSPORT_TOO_LARGE);
    FUZZ_ASSERT(exchange->status >= 0 && exchange->status <= 999);
    FUZZ_ASSERT(exchange->transport != NG_TRANSPORT_OK || exchange->status >= 200);
    FUZZ_ASSERT(exchange->body_form <= NG_BODY_TOO_LARGE);
    FUZZ_ASSERT(exchange->body_offset <= exchange->body_bytes);
    FUZZ_ASSERT(exchange->event_count <= exchange->body_bytes);
    for (size_t i = 0; i < exchange->event_count; i++)
        FUZZ_ASSERT(exchange->digests[i] != 0);
    expect_text(exchange->cursor_text, sizeof exchange->cursor_text);
    FUZZ_ASSERT(exchange->cursor_form <= NG_CURSOR_IMPLIED);
    if (exchange->transport == NG_TRANSPORT_OK || exchange->transport == NG_TRANSPORT_TRUNCATED)
        expect_sound_cursor(exchange);
    expect_text(exchange->body_sample, sizeof exchange->body_sample);
    for (const char *at = exchange->body_sample; *at != '\0'; at++)
        FUZZ_ASSERT((unsigned char)*at >= 0x20 && *at != 0x7F);
    expect_text(exchange->media_type, sizeof exchange->media_type);
    expect_text(exchange->cache_control, sizeof exchange->cache_control);
    expect_text(exchange->allow_origin, sizeof exchange->allow_origin);
    expect_text(exchange->expose_headers, sizeof exchange->expose_headers);
    expect_text(exchange->entity_tag, sizeof exchange->entity_tag);
    expect_text(exchange->last_modified, sizeof exchange->last_modified);
    expect_text(exchange->location, sizeof exchange->location);
}

void heard_expect_same(const struct ng_exchange *a, const struct ng_exchange *b) {
    FUZZ_ASSERT(a->transport == b->transport && a->status == b->status);
    FUZZ_ASSERT(a->cursor_form == b->cursor_form && a->cursor == b->cursor);
    FUZZ_ASSERT(strcmp(a->cursor_text, b->cursor_text) == 0);
    FUZZ_ASSERT(a->body_form == b->body_form && a->body_bytes == b->body_bytes);
    FUZZ_ASSERT(a->body_offset == b->body_offset);
    FUZZ_ASSERT(strcmp(a->body_sample, b->body_sample) == 0);
    FUZZ_ASSERT(a->event_count == b->event_count);
    for (size_t i = 0; i < a->event_count; i++)
        FUZZ_ASSERT(a->digests[i] == b->digests[i]);
    FUZZ_ASSERT(strcmp(a->media_type, b->media_type) == 0);
    FUZZ_ASSERT(strcmp(a->cache_control, b->cache_control) == 0);
    FUZZ_ASSERT(strcmp(a->allow_origin, b->allow_origin) == 0);
    FUZZ_ASSERT(strcmp(a->expose_headers, b->expose_headers) == 0);
    FUZZ_ASSERT(strcmp(a->entity_tag, b->entity_tag) == 0);
    FUZZ_ASSERT(strcmp(a->last_modified, b->last_modified) == 0);
    FUZZ_ASSERT(strcmp(a->location, b->location) == 0);
}
