#include "reference/log_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state) {
    struct ref_store *store = NULL;
    enum ref_status status = ref_store_new(&store);
    *state = store;
    return status == REF_OK ? 0 : -1;
}

static int tear_down(void **state) {
    ref_store_release(*state);
    return 0;
}

/* Adds an event of `size` bytes with its comma, all of them the letter. */
static void add(struct ref_store *store, char letter, size_t size) {
    char *room = NULL;
    size_t room_size = 0;
    assert_int_equal(ref_store_room(store, size, &room, &room_size), REF_OK);
    assert_true(room_size >= size);
    memset(room, letter, size - 1);
    room[size - 1] = ',';
    assert_int_equal(ref_store_add(store, size), REF_OK);
}

static void lends_what_is_left_to_the_last_byte(void **state) {
    struct ref_store *store = *state;
    char *first = NULL;
    char *next = NULL;
    size_t size = 0;
    assert_int_equal(ref_store_room(store, 1, &first, &size), REF_OK);
    assert_int_equal(size, REF_FIRST_BLOCK_SIZE);
    add(store, 'a', 100);
    assert_int_equal(ref_store_room(store, REF_FIRST_BLOCK_SIZE - 100, &next, &size), REF_OK);
    assert_ptr_equal(next, first + 100);
    assert_int_equal(size, REF_FIRST_BLOCK_SIZE - 100);
}

static void lends_as_much_as_is_asked_for(void **state) {
    struct ref_store *store = *state;
    char *room = NULL;
    size_t size = 0;
    assert_int_equal(ref_store_room(store, 5 * REF_FIRST_BLOCK_SIZE, &room, &size), REF_OK);
    assert_int_equal(size, 5 * REF_FIRST_BLOCK_SIZE);
}

/* Two events fill the first block but for one byte; the third stands in the second block. */
static void cuts_no_empty_slice(void **state) {
    static const struct {
        struct ref_range range;
        size_t slices;
        const char *bytes;
    } cuts[] = {
        {{0, 1}, 1, "a"},   {{0, 2}, 1, "a,b"},   {{1, 2}, 1, "b"}, {{2, 3}, 1, "c"},
        {{1, 3}, 2, "b,c"}, {{0, 3}, 2, "a,b,c"}, {{2, 2}, 0, ""},  {{3, 3}, 0, ""},
    };
    struct ref_store *store = *state;
    add(store, 'a', 2);
    add(store, 'b', REF_FIRST_BLOCK_SIZE - 3);
    add(store, 'c', 2);
    struct ref_snapshot snapshot = ref_store_snapshot(store);
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        struct ref_bytes slices[REF_BLOCKS];
        size_t count = ref_snapshot_slices(&snapshot, cuts[i].range, slices);
        assert_int_equal(count, cuts[i].slices);
        char seen[8] = "";
        size_t size = 0;
        for (size_t slice = 0; slice < count; slice++) {
            assert_true(slices[slice].size > 0);
            for (size_t at = 0; at < slices[slice].size; at++) {
                if (size == 0 || seen[size - 1] != slices[slice].data[at]) {
                    assert_in_range(size, 0, sizeof seen - 2);
                    seen[size++] = slices[slice].data[at];
                }
            }
        }
        assert_string_equal(seen, cuts[i].bytes);
    }
    ref_snapshot_release(&snapshot);
    assert_null(snapshot.store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(lends_what_is_left_to_the_last_byte),
        TEST(lends_as_much_as_is_asked_for),
        TEST(cuts_no_empty_slice),
    };
    return cmocka_run_group_tests_name("log_store", tests, NULL, NULL);
}
