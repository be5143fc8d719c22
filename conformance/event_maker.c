#include "conformance/event_maker.h"

#include <inttypes.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define UUID_SIZE 37

/* The finalizer of SplitMix64: neighbouring inputs give unrelated outputs. */
static uint64_t mixed(uint64_t value) {
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31);
}

/* A random UUID (version 4) but for its last part. */
static void write_uuid(uint64_t random, uint64_t last, char uuid[UUID_SIZE]) {
    (void)snprintf(uuid, UUID_SIZE, "%08x-%04x-4%03x-8%03x-%012" PRIx64,
                   (unsigned)(random & 0xffffffffU), (unsigned)(random >> 32 & 0xffffU),
                   (unsigned)(random >> 48 & 0xfffU), (unsigned)(random >> 52 & 0xfffU),
                   last & 0xffffffffffffU);
}

static int write_failure(char *line, const char *event, const char *task, uint64_t random) {
    static const char *const messages[] = {
        "out of memory",
        "expected \\\"[\\\", got \\\"{\\\"",
        "line 1\\nline 2\\ttabbed \\\\ \\/",
        "gr\xc3\xbcn \xe2\x89\xa0 0 \xf0\x9f\x90\x8d",
        "\\u00e9\\u4e16\\ud83d\\ude00",
        "],[{}",
        /* e and a combining accent, which is not the same text as the letter with its accent. */
        "re\xcc\x81sume\xcc\x81",
        "<b>1 &lt; 2</b> &amp; '",
        "",
    };
    return snprintf(line, NG_MADE_EVENT_MAX,
                    "{\"TaskFailed\":{\"eventId\":\"%s\",\"taskId\":\"%s\",\"errorType\":"
                    "\"RuntimeError\",\"errorMessage\":\"%s\"}}\n",
                    event, task, messages[random % COUNT(messages)]);
}

static int write_traces(char *line, const char *event, const char *task, uint64_t random) {
    unsigned start = (unsigned)(random & 0xffffff);
    unsigned duration = (unsigned)(random >> 24 & 0xffff);
    return snprintf(
        line, NG_MADE_EVENT_MAX,
        "{\"TracesCollected\":{\"eventId\":\"%s\",\"taskId\":\"%s\",\"rank\":%u,"
        "\"traces\":[{\"name\":\"prefill\",\"startUs\":%u,\"durationUs\":%u,\"rank\":0,"
        "\"category\":\"compute\"},{\"name\":\"decode\",\"startUs\":%u.5,\"durationUs\":"
        "1e%u,\"rank\":-1,\"category\":null}]}}\n",
        event, task, (unsigned)(random >> 60), start, duration, start + duration, duration % 9);
}

static int write_status(char *line, const char *event, const char *runner, uint64_t random) {
    static const char *const statuses[] = {"RunnerIdle", "RunnerLoading", "RunnerReady",
                                           "RunnerRunning", "RunnerShutdown"};
    return snprintf(line, NG_MADE_EVENT_MAX,
                    "{\"RunnerStatusUpdated\":{\"eventId\":\"%s\",\"runnerId\":\"%s\","
                    "\"runnerStatus\":{\"%s\":{}}}}\n",
                    event, runner, statuses[random % COUNT(statuses)]);
}

static int write_chunk(char *line, const char *event, const char *command, uint64_t random) {
    static const char *const texts[] = {" the", "\\n\\n", " \xe4\xb8\x96\xe7\x95\x8c", "\\\"", "0"};
    return snprintf(line, NG_MADE_EVENT_MAX,
                    "{\"ChunkGenerated\":{\"eventId\":\"%s\",\"commandId\":\"%s\",\"chunk\":{"
                    "\"TokenChunk\":{\"text\":\"%s\",\"tokenId\":%u,\"finishReason\":null,"
                    "\"isLast\":%s}}}}\n",
                    event, command, texts[random % COUNT(texts)], (unsigned)(random >> 40),
                    (random >> 33 & 1) != 0 ? "true" : "false");
}

/* A number that no double holds, and a time that some libraries write in another way. */
static int write_deletion(char *line, const char *event, const char *task, uint64_t random) {
    uint64_t revision = (UINT64_C(1) << 53) + (random >> 40) * 2 + 1;
    return snprintf(line, NG_MADE_EVENT_MAX,
                    "{\"TaskDeleted\":{\"eventId\":\"%s\",\"taskId\":\"%s\",\"revision\":%" PRIu64
                    ",\"at\":\"2024-05-06T07:08:%02u.120%s\"}}\n",
                    event, task, revision, (unsigned)(random % 60),
                    random % 2 == 0 ? "Z" : "+00:00");
}

size_t ng_make_event(uint64_t seed, uint64_t index, char line[NG_MADE_EVENT_MAX]) {
    uint64_t random = mixed(mixed(seed) ^ index);
    uint64_t more = mixed(random);
    char event[UUID_SIZE];
    char other[UUID_SIZE];
    int size = 0;
    write_uuid(random, index, event);
    write_uuid(more, more >> 16, other);
    switch (random % 6) {
    case 0:
        size = write_failure(line, event, other, more);
        break;
    case 1:
        size = write_traces(line, event, other, more);
        break;
    case 2:
        size = write_status(line, event, other, more);
        break;
    case 3:
        size = write_chunk(line, event, other, more);
        break;
    case 4:
        size = write_deletion(line, event, other, more);
        break;
    default:
        size = snprintf(line, NG_MADE_EVENT_MAX, "{\"TestEvent\":{\"eventId\":\"%s\"}}\n", event);
        break;
    }
    return (size_t)size;
}
