/* The rule of the contract: which events an answer holds. */
#ifndef REF_RANGE_H
#define REF_RANGE_H

#include <stdint.h>

/* The events with an index from `first` up to, but not including, `end`; `end` is also the cursor.
 * first <= end. */
struct ref_range {
    uint64_t first;
    uint64_t end;
};

/* Returns the range that an answer covers, for any three numbers.
 * `since` is the first index wanted, `limit` how many events at most (REF_NO_LIMIT for all),
 * `count` how many the log holds. The range lies inside the log, also for a `since` past its end,
 * and nothing wraps around. SPEC: range-1 to range-6, limit-1, cursor-3 to cursor-5. Constant time;
 * pure. */
struct ref_range ref_range_of(uint64_t since, uint64_t limit, uint64_t count);

#endif
