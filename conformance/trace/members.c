#include "conformance/trace/members.h"

#include "conformance/describe.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NUMBER_MAX 999

void ng_parse_fail(struct ng_parsing *parsing, enum ng_status status, const char *format, ...) {
    if (parsing->status)
        return;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(parsing->error->message, sizeof parsing->error->message, format, arguments);
    va_end(arguments);
    parsing->status = status;
}

static void fail_member(const struct ng_members *members, const char *name, const char *expected) {
    ng_parse_fail(members->parsing, NG_MALFORMED, "'%s' of the %s: expected %s", name,
                  members->what, expected);
}

/* A member that was taken loses its name, so that ng_members_end sees those that were not. */
static cJSON *take(struct ng_members *members, const char *name, enum ng_presence presence) {
    if (members->parsing->status)
        return NULL;
    cJSON *item = cJSON_GetObjectItemCaseSensitive(members->object, name);
    if (item)
        item->string[0] = '\0';
    else if (presence == NG_REQUIRED)
        ng_parse_fail(members->parsing, NG_MALFORMED, "the %s has no member '%s'", members->what,
                      name);
    return item;
}

/* cJSON makes UTF-8 of \u00HH; this makes the one byte of it that was meant. */
static bool decode(char *text) {
    char *to = text;
    for (const char *from = text; *from; from++) {
        unsigned char byte = (unsigned char)*from;
        if (byte < 0x80) {
            *to++ = *from;
        } else if (byte == 0xC2 || byte == 0xC3) {
            from++;
            *to++ = (char)(((byte & 3) << 6) | ((unsigned char)*from & 0x3F));
        } else {
            return false;
        }
    }
    *to = '\0';
    return true;
}

char *ng_element_text(struct ng_parsing *parsing, cJSON *element) {
    if (cJSON_IsString(element) && decode(element->valuestring))
        return element->valuestring;
    ng_parse_fail(parsing, NG_MALFORMED, "expected a string of bytes, \\u0001 to \\u00ff");
    return NULL;
}

char *ng_take_text(struct ng_members *members, const char *name, enum ng_presence presence) {
    cJSON *item = take(members, name, presence);
    if (!item)
        return NULL;
    if (cJSON_IsString(item) && decode(item->valuestring))
        return item->valuestring;
    fail_member(members, name, "a string of bytes, \\u0001 to \\u00ff");
    return NULL;
}

void ng_take_words(struct ng_members *members, const char *name, char *into, size_t size) {
    const char *text = ng_take_text(members, name, NG_OPTIONAL);
    size_t length = text ? strlen(text) : 0;
    if (length >= size) {
        ng_parse_fail(members->parsing, NG_TOO_LARGE, "'%s' of the %s: expected %zu bytes at most",
                      name, members->what, size - 1);
        return;
    }
    if (length)
        memcpy(into, text, length);
    into[length] = '\0';
}

uint64_t ng_take_count(struct ng_members *members, const char *name, enum ng_presence presence) {
    const char *text = ng_take_text(members, name, presence);
    uint64_t count = 0;
    if (!text)
        return 0;
    bool right = *text != '\0';
    for (; *text && right; text++) {
        uint64_t digit = (uint64_t)(unsigned char)*text - '0';
        right = digit <= 9 && count <= (UINT64_MAX - digit) / 10;
        count = right ? count * 10 + digit : 0;
    }
    if (!right)
        fail_member(members, name, "a string of decimal digits, at most 2^64-1");
    return count;
}

int ng_element_number(struct ng_parsing *parsing, const cJSON *element) {
    double number = cJSON_IsNumber(element) ? element->valuedouble : -1;
    if (number >= 0 && number <= NUMBER_MAX && number == (double)(int)number)
        return (int)number;
    ng_parse_fail(parsing, NG_MALFORMED, "expected a whole number from 0 to %d", NUMBER_MAX);
    return 0;
}

int ng_take_number(struct ng_members *members, const char *name) {
    const cJSON *item = take(members, name, NG_OPTIONAL);
    return item ? ng_element_number(members->parsing, item) : 0;
}

double ng_take_seconds(struct ng_members *members) {
    const cJSON *item = take(members, "seconds", NG_REQUIRED);
    if (!item)
        return 0;
    if (cJSON_IsNumber(item) && item->valuedouble >= 0)
        return item->valuedouble;
    fail_member(members, "seconds", "a number that is not negative");
    return 0;
}

bool ng_take_flag(struct ng_members *members, const char *name) {
    const cJSON *item = take(members, name, NG_OPTIONAL);
    if (item && !cJSON_IsBool(item))
        fail_member(members, name, "true or false");
    return cJSON_IsTrue(item);
}

unsigned ng_take_name(struct ng_members *members, const char *name, const struct ng_names *names,
                      enum ng_presence presence) {
    const char *text = ng_take_text(members, name, presence);
    if (!text)
        return 0;
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], text) == 0)
            return (unsigned)i;
    char quoted[NG_QUOTE_MAX];
    ng_quote(quoted, sizeof quoted, text);
    ng_parse_fail(members->parsing, NG_MALFORMED,
                  "'%s' of the %s: '%s' is not known; expected %s%s", name, members->what, quoted,
                  names->items[0], names->count > 1 ? ", ..." : "");
    return 0;
}

const char *ng_take_clause(struct ng_members *members, const char *name,
                           enum ng_presence presence) {
    const char *text = ng_take_text(members, name, presence);
    if (!text)
        return NULL;
    const struct ng_clause *clause = ng_spec_find(members->parsing->spec, text);
    if (clause)
        return clause->id;
    char quoted[NG_QUOTE_MAX];
    ng_quote(quoted, sizeof quoted, text);
    ng_parse_fail(members->parsing, NG_NOT_FOUND,
                  "this version of nogap has no clause '%s'; judge the trace with the version that "
                  "wrote it",
                  quoted);
    return NULL;
}

const struct ng_case *ng_find_case(struct ng_parsing *parsing, const char *id) {
    const struct ng_case *found = ng_case_find(id);
    if (found)
        return found;
    char quoted[NG_QUOTE_MAX];
    ng_quote(quoted, sizeof quoted, id);
    ng_parse_fail(parsing, NG_NOT_FOUND,
                  "this version of nogap has no case '%s'; judge the trace with the version that "
                  "wrote it",
                  quoted);
    return NULL;
}

const struct ng_case *ng_take_case(struct ng_members *members) {
    const char *id = ng_take_text(members, "case", NG_REQUIRED);
    return id ? ng_find_case(members->parsing, id) : NULL;
}

cJSON *ng_take_array(struct ng_members *members, const char *name, size_t most,
                     enum ng_presence presence) {
    cJSON *item = take(members, name, presence);
    if (!item)
        return NULL;
    if (!cJSON_IsArray(item)) {
        fail_member(members, name, "an array");
        return NULL;
    }
    if ((size_t)cJSON_GetArraySize(item) > most) {
        ng_parse_fail(members->parsing, NG_TOO_LARGE,
                      "'%s' of the %s: expected %zu elements at most", name, members->what, most);
        return NULL;
    }
    return item;
}

struct ng_members ng_take_object(struct ng_members *members, const char *name) {
    struct ng_members taken = {.parsing = members->parsing, .what = name};
    taken.object = take(members, name, NG_REQUIRED);
    if (taken.object && !cJSON_IsObject(taken.object))
        fail_member(members, name, "an object");
    return taken;
}

void ng_members_end(struct ng_members *members) {
    if (members->parsing->status)
        return;
    const cJSON *item;
    cJSON_ArrayForEach(item, members->object) {
        if (item->string[0]) {
            char quoted[NG_QUOTE_MAX];
            ng_quote(quoted, sizeof quoted, item->string);
            ng_parse_fail(members->parsing, NG_MALFORMED,
                          "the %s has a member '%s', which this version of nogap does not know, "
                          "or has it twice",
                          members->what, quoted);
        }
    }
}
