/* The log where memory ends: after each number of allocations, at the last block, at the longest
 * line. */
#include "reference/failing_memory.h"
#include "reference/log_follow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A text, and behind it as many bytes of no line end as its size says. */
struct text_source {
    const char *text;
    uint64_t size;
};

static enum ref_status look(void *context, struct ref_stamp *stamp) {
    const struct text_source *source = context;
    *stamp = (struct ref_stamp){.size = source->size, .settled = true};
    return REF_OK;
}

/* What is behind the text stays as the memory is, zeros, but for the start of it: that may have
 * been written to. */
static enum ref_status read_text(void *context, uint64_t offset, char *bytes, size_t size,
                                 size_t *got) {
    const struct text_source *source = context;
    uint64_t left = source->size - offset;
    size_t text_size = strlen(source->text);
    *got = left < size ? (size_t)left : size;
    memset(bytes, 0, *got < text_size ? *got : text_size);
    if (offset < text_size) {
        size_t known = text_size - (size_t)offset;
        memcpy(bytes, source->text + offset, known < *got ? known : *got);
    }
    return REF_OK;
}

static struct ref_source source_of(struct text_source *source) {
    return (struct ref_source){source, look, read_text};
}

static int tear_down(void **state) {
    (void)state;
    ref_memory_never_fail();
    ref_memory_make_small_blocks(false);
    return 0;
}

static void a_store_needs_memory(void **state) {
    struct ref_store *store = NULL;
    (void)state;
    ref_memory_fail_after(0);
    assert_int_equal(ref_store_new(&store), REF_ERROR_MEMORY);
    assert_null(store);
    struct text_source text = {"", 0};
    struct ref_follow follow;
    assert_int_equal(ref_follow_init(&follow, source_of(&text)), REF_ERROR_MEMORY);
}

/* The store is one allocation, a block the second, the positions of events the third. */
static void a_look_goes_on_when_there_is_memory_again(void **state) {
    (void)state;
    for (unsigned allocations = 0; allocations < 2; allocations++) {
        struct text_source text = {"1\n2\n", 4};
        struct ref_follow follow;
        ref_memory_never_fail();
        assert_int_equal(ref_follow_init(&follow, source_of(&text)), REF_OK);
        ref_memory_fail_after(allocations);
        ref_follow_look(&follow);
        assert_int_equal(follow.problem.status, REF_ERROR_MEMORY);
        assert_int_equal(ref_store_count(follow.store), 0);
        ref_follow_look(&follow);
        assert_int_equal(follow.problem.status, REF_ERROR_MEMORY);
        ref_memory_never_fail();
        ref_follow_look(&follow);
        assert_int_equal(follow.problem.status, REF_OK);
        assert_int_equal(ref_store_count(follow.store), 2);
        ref_follow_deinit(&follow);
        assert_null(follow.store);
    }
}

static void an_old_log_stays_while_a_new_one_has_no_memory(void **state) {
    struct text_source text = {"1\n2\n", 4};
    struct ref_follow follow;
    (void)state;
    assert_int_equal(ref_follow_init(&follow, source_of(&text)), REF_OK);
    ref_follow_look(&follow);
    text = (struct text_source){"3\n", 2};
    ref_memory_fail_after(0);
    ref_follow_look(&follow);
    assert_int_equal(follow.problem.status, REF_ERROR_MEMORY);
    assert_int_equal(ref_store_count(follow.store), 2);
    assert_int_equal(follow.logs, 1);
    ref_memory_never_fail();
    ref_follow_look(&follow);
    assert_int_equal(follow.problem.status, REF_OK);
    assert_int_equal(ref_store_count(follow.store), 1);
    ref_follow_deinit(&follow);
}

static void adds_say_that_memory_ended(void **state) {
    struct ref_store *store = NULL;
    char *room = NULL;
    size_t size = 0;
    (void)state;
    assert_int_equal(ref_store_new(&store), REF_OK);
    ref_memory_fail_after(0);
    assert_int_equal(ref_store_room(store, 1, &room, &size), REF_ERROR_MEMORY);
    assert_null(room);
    ref_memory_fail_after(1);
    assert_int_equal(ref_store_room(store, 1, &room, &size), REF_OK);
    assert_int_equal(ref_store_add(store, 2), REF_ERROR_MEMORY);
    assert_int_equal(ref_store_count(store), 0);
    ref_store_release(store);
}

static void blocks_double_until_the_last(void **state) {
    struct ref_store *store = NULL;
    char *room = NULL;
    size_t size = 0;
    size_t expected = REF_FIRST_BLOCK_SIZE;
    (void)state;
    ref_memory_make_small_blocks(true);
    assert_int_equal(ref_store_new(&store), REF_OK);
    for (size_t block = 0; block < REF_BLOCKS; block++) {
        assert_int_equal(ref_store_room(store, block == 0 ? 1 : size + 1, &room, &size), REF_OK);
        assert_int_equal(size, expected);
        expected *= 2;
    }
    assert_int_equal(ref_store_room(store, size + 1, &room, &size), REF_ERROR_MEMORY);
    ref_store_release(store);
}

static void a_line_can_be_too_long(void **state) {
    struct text_source text = {"1\n\n", REF_EVENT_SIZE + 10};
    struct ref_follow follow;
    (void)state;
    assert_int_equal(ref_follow_init(&follow, source_of(&text)), REF_OK);
    ref_follow_look(&follow);
    assert_int_equal(ref_store_count(follow.store), 1);
    assert_int_equal(follow.problem.status, REF_ERROR_LINE_TOO_LONG);
    assert_int_equal(follow.problem.line, 3);
    assert_int_equal(follow.problem.column, REF_EVENT_SIZE + 1);
    ref_follow_deinit(&follow);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_store_needs_memory),
        TEST(a_look_goes_on_when_there_is_memory_again),
        TEST(an_old_log_stays_while_a_new_one_has_no_memory),
        TEST(adds_say_that_memory_ended),
        TEST(blocks_double_until_the_last),
        TEST(a_line_can_be_too_long),
    };
    return cmocka_run_group_tests_name("log_memory", tests, NULL, NULL);
}
