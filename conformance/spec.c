#include "conformance/spec.h"

#include <stdlib.h>
#include <string.h>

/* SPEC.md, made into C by nogap_embed. */
extern const unsigned char ng_spec_text[];
extern const size_t ng_spec_text_size;

struct slice {
    const char *bytes; /* NULL: not there */
    size_t size;
};

struct reader {
    const char *at;
    const char *end;
    struct slice line;  /* the last line read, white space at its end removed */
    size_t line_number; /* of it, counted from 1 */
    size_t fault_line;  /* where a function comes back with NG_MALFORMED */
};

static const char fence[] = "```";
static const char example_fence[] = "```exchange";
static const char clause_mark[] = "###";
static const char why_mark[] = "*Why:*";
static const char client_mark[] = "- **client-";
static const size_t client_id_offset = 4; /* past "- **" */
static const char id_end_mark[] = "** ";

static bool begins_with(struct slice text, const char *prefix) {
    size_t size = strlen(prefix);
    return text.size >= size && memcmp(text.bytes, prefix, size) == 0;
}

static void skip(struct slice *text, size_t size) {
    text->bytes += size;
    text->size -= size;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool read_line(struct reader *reader) {
    if (reader->at == reader->end) {
        return false;
    }
    size_t left = (size_t)(reader->end - reader->at);
    const char *newline = memchr(reader->at, '\n', left);
    reader->line.bytes = reader->at;
    reader->line.size = newline != NULL ? (size_t)(newline - reader->at) : left;
    reader->at = newline != NULL ? newline + 1 : reader->end;
    reader->line_number++;
    while (reader->line.size > 0 && is_blank(reader->line.bytes[reader->line.size - 1])) {
        reader->line.size--;
    }
    return true;
}

/* From the start of the last line read to the end of the line before `next`. */
static struct slice lines_until(struct slice first, const char *next) {
    return (struct slice){.bytes = first.bytes, .size = (size_t)(next - first.bytes)};
}

/* Reads a fenced block whose first line was just read. Errors: NG_MALFORMED where it has no end. */
static enum ng_status read_block(struct reader *reader, struct slice *content) {
    struct slice start = {.bytes = reader->at, .size = 0};
    reader->fault_line = reader->line_number;
    while (read_line(reader)) {
        if (begins_with(reader->line, fence)) {
            *content = lines_until(start, reader->line.bytes);
            return NG_OK;
        }
    }
    return NG_MALFORMED;
}

/* Reads the rest of a paragraph whose first line was just read. */
static struct slice read_paragraph(struct reader *reader) {
    struct slice first = reader->line;
    struct reader ahead = *reader;
    while (read_line(&ahead) && ahead.line.size > 0 && !begins_with(ahead.line, fence) &&
           !begins_with(ahead.line, "#") && !begins_with(ahead.line, "- ")) {
        *reader = ahead;
    }
    return lines_until(first, reader->at);
}

/* Copies a paragraph into one line: white space between words becomes one space, back quotes go. */
static char *copy_as_line(struct slice text) {
    char *line = malloc(text.size + 1);
    if (line == NULL) {
        return NULL;
    }
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        char byte = is_blank(text.bytes[i]) ? ' ' : text.bytes[i];
        bool is_repeated_space = byte == ' ' && (size == 0 || line[size - 1] == ' ');
        if (byte != '`' && !is_repeated_space) {
            line[size++] = byte;
        }
    }
    while (size > 0 && line[size - 1] == ' ') {
        size--;
    }
    line[size] = '\0';
    return line;
}

static char *copy_as_it_stands(struct slice text) {
    char *copy = malloc(text.size + 1);
    if (copy != NULL) {
        memcpy(copy, text.bytes, text.size);
        copy[text.size] = '\0';
    }
    return copy;
}

static bool read_level(const char *sentence, enum ng_level *level) {
    static const enum ng_level levels[] = {NG_MUST, NG_SHOULD, NG_MAY};
    const char *word = sentence;
    while (*word != '\0') {
        size_t size = strcspn(word, " ,.;:()");
        for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
            const char *name = ng_level_name(levels[i]);
            if (size == strlen(name) && memcmp(word, name, size) == 0) {
                *level = levels[i];
                return true;
            }
        }
        word += size + (word[size] != '\0' ? 1 : 0);
    }
    return false;
}

static bool read_id(struct slice text, char id[NG_CLAUSE_ID_MAX]) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (text.size == 0 || text.size >= NG_CLAUSE_ID_MAX) {
        return false;
    }
    for (size_t i = 0; i < text.size; i++) {
        if (memchr(allowed, text.bytes[i], sizeof allowed - 1) == NULL) {
            return false;
        }
    }
    memcpy(id, text.bytes, text.size);
    id[text.size] = '\0';
    return true;
}

static void clause_deinit(struct ng_clause *clause) {
    free(clause->sentence);
    free(clause->why);
    free(clause->example);
}

/* Takes over what the clause owns, also where it fails. */
static enum ng_status add_clause(struct ng_clause **clauses, size_t *count,
                                 struct ng_clause *clause) {
    struct ng_clause *larger = realloc(*clauses, (*count + 1) * sizeof **clauses);
    if (larger == NULL) {
        clause_deinit(clause);
        return NG_NO_MEMORY;
    }
    *clauses = larger;
    larger[*count] = *clause;
    (*count)++;
    return NG_OK;
}

struct clause_parts {
    struct slice sentence, why, example;
    size_t example_line;
};

static enum ng_status read_parts(struct reader *reader, struct clause_parts *parts) {
    struct reader ahead = *reader;
    while (read_line(&ahead) && !begins_with(ahead.line, "#")) {
        *reader = ahead;
        if (begins_with(reader->line, fence)) {
            bool is_example = begins_with(reader->line, example_fence);
            size_t start = reader->line_number;
            struct slice content;
            if (read_block(reader, &content) != NG_OK ||
                (is_example && parts->example.bytes != NULL)) {
                reader->fault_line = start;
                return NG_MALFORMED;
            }
            if (is_example) {
                parts->example = content;
                parts->example_line = start;
            }
        } else if (begins_with(reader->line, why_mark)) {
            parts->why = read_paragraph(reader);
            skip(&parts->why, sizeof why_mark - 1);
        } else if (reader->line.size > 0) {
            struct slice paragraph = read_paragraph(reader);
            parts->sentence = parts->sentence.bytes == NULL ? paragraph : parts->sentence;
        }
        ahead = *reader;
    }
    return NG_OK;
}

/* Reads the clause whose heading was just read. */
static enum ng_status read_clause(struct reader *reader, struct ng_spec *spec) {
    struct ng_clause clause = {.level = NG_MUST};
    struct slice id = reader->line;
    skip(&id, sizeof clause_mark - 1);
    bool is_id = begins_with(id, " ");
    skip(&id, is_id ? 1 : 0);
    size_t heading = reader->line_number;
    struct clause_parts parts = {.example_line = 0};
    reader->fault_line = heading;
    if (!is_id || !read_id(id, clause.id) || ng_spec_find(spec, clause.id) != NULL) {
        return NG_MALFORMED;
    }
    enum ng_status status = read_parts(reader, &parts);
    if (status != NG_OK) {
        return status;
    }
    reader->fault_line = heading;
    if (parts.sentence.bytes == NULL || parts.why.bytes == NULL || parts.example.bytes == NULL) {
        return NG_MALFORMED;
    }
    clause.sentence = copy_as_line(parts.sentence);
    clause.why = copy_as_line(parts.why);
    clause.example = copy_as_it_stands(parts.example);
    clause.example_line = parts.example_line;
    if (clause.sentence == NULL || clause.why == NULL || clause.example == NULL) {
        status = NG_NO_MEMORY;
    } else if (!read_level(clause.sentence, &clause.level)) {
        status = NG_MALFORMED;
    }
    if (status != NG_OK) {
        clause_deinit(&clause);
        return status;
    }
    return add_clause(&spec->clauses, &spec->count, &clause);
}

/* Reads the list item whose first line was just read. */
static enum ng_status read_client_clause(struct reader *reader, struct ng_spec *spec) {
    struct ng_clause clause = {.level = NG_MUST};
    reader->fault_line = reader->line_number;
    struct slice after = read_paragraph(reader);
    skip(&after, client_id_offset);
    struct slice id = after;
    while (after.size > 0 && *after.bytes != '*') {
        skip(&after, 1);
    }
    id.size -= after.size;
    if (!begins_with(after, id_end_mark) || !read_id(id, clause.id) ||
        ng_spec_find_client(spec, clause.id) != NULL) {
        return NG_MALFORMED;
    }
    skip(&after, sizeof id_end_mark - 1);
    clause.sentence = copy_as_line(after);
    if (clause.sentence == NULL) {
        return NG_NO_MEMORY;
    }
    if (!read_level(clause.sentence, &clause.level)) {
        clause_deinit(&clause);
        return NG_MALFORMED;
    }
    return add_clause(&spec->client_clauses, &spec->client_count, &clause);
}

/* Without this check a NUL would cut a sentence short, unseen. */
static bool has_nul(struct reader reader, size_t *line) {
    while (read_line(&reader)) {
        if (memchr(reader.line.bytes, '\0', reader.line.size) != NULL) {
            *line = reader.line_number;
            return true;
        }
    }
    return false;
}

enum ng_status ng_spec_parse(const char *markdown, size_t size, struct ng_spec *spec,
                             size_t *line) {
    struct ng_spec found = {.count = 0};
    struct reader reader = {.at = markdown, .end = markdown + size};
    enum ng_status status = NG_OK;
    if (has_nul(reader, line)) {
        return NG_MALFORMED;
    }
    while (status == NG_OK && read_line(&reader)) {
        struct slice ignored;
        if (begins_with(reader.line, fence)) {
            status = read_block(&reader, &ignored);
        } else if (begins_with(reader.line, clause_mark)) {
            status = read_clause(&reader, &found);
        } else if (begins_with(reader.line, client_mark)) {
            status = read_client_clause(&reader, &found);
        }
    }
    if (status != NG_OK) {
        *line = reader.fault_line;
        ng_spec_deinit(&found);
        return status;
    }
    *spec = found;
    return NG_OK;
}

static void free_clauses(struct ng_clause *clauses, size_t count) {
    for (size_t i = 0; i < count; i++) {
        clause_deinit(&clauses[i]);
    }
    free(clauses);
}

void ng_spec_deinit(struct ng_spec *spec) {
    free_clauses(spec->clauses, spec->count);
    free_clauses(spec->client_clauses, spec->client_count);
    *spec = (struct ng_spec){.count = 0};
}

static const struct ng_clause *find(const struct ng_clause *clauses, size_t count, const char *id) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(clauses[i].id, id) == 0) {
            return &clauses[i];
        }
    }
    return NULL;
}

const struct ng_clause *ng_spec_find(const struct ng_spec *spec, const char *id) {
    return find(spec->clauses, spec->count, id);
}

const struct ng_clause *ng_spec_find_client(const struct ng_spec *spec, const char *id) {
    return find(spec->client_clauses, spec->client_count, id);
}

enum ng_status ng_spec_embedded(struct ng_spec *spec) {
    size_t line = 0;
    return ng_spec_parse((const char *)ng_spec_text, ng_spec_text_size, spec, &line);
}

const char *ng_level_name(enum ng_level level) {
    switch (level) {
    case NG_MUST:
        return "MUST";
    case NG_SHOULD:
        return "SHOULD";
    case NG_MAY:
        return "MAY";
    }
    return "?";
}
