#include "reference/range.h"

struct ref_range ref_range_of(uint64_t since, uint64_t limit, uint64_t count) {
    uint64_t first = since < count ? since : count;
    uint64_t left = count - first;
    return (struct ref_range){first, first + (limit < left ? limit : left)};
}
