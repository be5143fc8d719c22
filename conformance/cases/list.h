/* The cases, by the file that holds them; for cases/registry.c. */
#ifndef NG_CASES_LIST_H
#define NG_CASES_LIST_H

#include "conformance/case.h"

extern const struct ng_case ng_case_full_dump, ng_case_since_and_limit, ng_case_since_only,
    ng_case_since_past_end, ng_case_limit_past_end, ng_case_negative_since, ng_case_chained_reads;

extern const struct ng_case ng_case_limit_zero, ng_case_since_at_end, ng_case_since_last,
    ng_case_since_zero, ng_case_limit_only, ng_case_limit_one_walk, ng_case_equal_answers,
    ng_case_index_digits;

extern const struct ng_case ng_case_long_log, ng_case_equal_neighbours;

extern const struct ng_case ng_case_big_limit, ng_case_big_since, ng_case_over_64_bits;

extern const struct ng_case ng_case_reject_since, ng_case_reject_limit, ng_case_negative_limit,
    ng_case_lenient_since, ng_case_lenient_limit, ng_case_repeated_parameters;

extern const struct ng_case ng_case_parameter_order, ng_case_unknown_parameters,
    ng_case_encoded_digits, ng_case_long_query;

extern const struct ng_case ng_case_cursor_form, ng_case_media_type, ng_case_caching,
    ng_case_cross_origin, ng_case_packed_answers, ng_case_head, ng_case_options, ng_case_same_log,
    ng_case_empty_log;

extern const struct ng_case ng_case_appended_events, ng_case_unchanged_ranges,
    ng_case_conditional_reads, ng_case_growing_head, ng_case_growing_dump, ng_case_growing_pages,
    ng_case_readers_agree, ng_case_soak, ng_case_window_probe, ng_case_shorter_log;

extern const struct ng_case ng_case_bad_escapes, ng_case_odd_bytes, ng_case_huge_queries,
    ng_case_many_parameters, ng_case_deep_arrays, ng_case_injected_fields;

extern const struct ng_case ng_case_conflicting_fields, ng_case_malformed_fields,
    ng_case_odd_request_lines, ng_case_no_requests;

extern const struct ng_case ng_case_half_sent_requests, ng_case_reset_answers,
    ng_case_pipelined_requests;

extern const struct ng_case ng_case_random_requests; /* explore/ */

#endif
