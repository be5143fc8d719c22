#include "reference/follow_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static enum ref_status look(void *context, struct ref_stamp *stamp) {
    const struct ref_memory_source *source = context;
    *stamp = source->stamp;
    return source->look_status;
}

static enum ref_status read_text(void *context, uint64_t offset, char *bytes, size_t size,
                                 size_t *got) {
    struct ref_memory_source *source = context;
    size_t left = offset < source->text_size ? source->text_size - (size_t)offset : 0;
    if (source->reads < REF_FIXTURE_READS) {
        source->wanted[source->reads] = size;
    }
    source->reads++;
    *got = left < size ? left : size;
    memcpy(bytes, source->text + source->text_size - left, *got);
    return source->read_status;
}

int ref_fixture_set_up(void **state) {
    struct ref_fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL) {
        return -1;
    }
    fixture->source.stamp = (struct ref_stamp){.device = 3, .file = 4, .settled = true};
    struct ref_source source = {&fixture->source, look, read_text};
    *state = fixture;
    return ref_follow_init(&fixture->follow, source) == REF_OK ? 0 : -1;
}

int ref_fixture_tear_down(void **state) {
    struct ref_fixture *fixture = *state;
    ref_follow_deinit(&fixture->follow);
    free(fixture->source.text);
    free(fixture);
    return 0;
}

void ref_fixture_put_bytes(struct ref_fixture *fixture, const char *bytes, size_t size) {
    struct ref_memory_source *source = &fixture->source;
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    free(source->text);
    source->text = copy;
    source->text_size = size;
    source->stamp.size = size;
    source->stamp.nanoseconds++;
    source->reads = 0;
    ref_follow_look(&fixture->follow);
}

void ref_fixture_put(struct ref_fixture *fixture, const char *text) {
    ref_fixture_put_bytes(fixture, text, strlen(text));
}
