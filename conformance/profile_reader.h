/*
 * Reads the members of a JSON object into a profile by a table, and says where a wrong one stands.
 * Inside of profile_parse.c.
 */
#ifndef NG_PROFILE_READER_H
#define NG_PROFILE_READER_H

#include "conformance/profile.h"

#include <cjson/cJSON.h>

#define NG_READER_DEPTH_MAX 4

struct ng_reader {
    const char *json;
    size_t size;
    size_t path[NG_READER_DEPTH_MAX]; /* of the member that is being read (ng_json_offset) */
    size_t depth;
    struct ng_profile *profile;
    struct ng_profile_error *error;
};

struct ng_member {
    const char *name;
    enum ng_status (*read)(struct ng_reader *reader, const cJSON *value);
};

/* Write the error and give NG_MALFORMED: at an offset, at the member that is being read, and there
   as `"NAME": what`. */
NG_MUST_CHECK enum ng_status ng_reader_fail_at(struct ng_reader *reader, size_t offset,
                                               const char *message);
NG_MUST_CHECK enum ng_status ng_reader_fail(struct ng_reader *reader, const char *message);
NG_MUST_CHECK enum ng_status ng_reader_fail_named(struct ng_reader *reader, const char *name,
                                                  const char *what);

/* Reads each member of an object by the table. Errors: NG_MALFORMED for a value that is no object,
   and for a member that is unknown or stands there twice; what the table's functions give. */
NG_MUST_CHECK enum ng_status ng_reader_object(struct ng_reader *reader, const cJSON *object,
                                              const struct ng_member *members, size_t count);

/* Replaces *into by a copy of a string that `is_good`. Errors: NG_MALFORMED with the expectation,
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_reader_text(struct ng_reader *reader, const cJSON *value,
                                            bool (*is_good)(const char *text), const char *expected,
                                            char **into);

/* Reads one of two words. Errors: NG_MALFORMED. */
NG_MUST_CHECK enum ng_status ng_reader_choice(struct ng_reader *reader, const cJSON *value,
                                              const char *no, const char *yes, bool *into);

#endif
