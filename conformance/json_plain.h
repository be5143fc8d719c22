/*
 * Skips the plain characters of a JSON string many bytes at a time. Nothing is read outside
 * [at, end). The only place that chooses between machine instructions and portable C; both give
 * the same result.
 */
#ifndef NG_JSON_PLAIN_H
#define NG_JSON_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Where skipping ends. */
enum ng_plain {
    NG_PLAIN_STRICT, /* at a quote, a backslash, a control character or a byte over 0x7F */
    NG_PLAIN_QUOTED, /* at a quote or a backslash */
};

static inline bool ng_is_plain(unsigned char byte, enum ng_plain plain) {
    bool quoted = byte != '"' && byte != '\\';
    return plain == NG_PLAIN_STRICT ? quoted && byte >= 0x20 && byte < 0x80 : quoted;
}

/* Eight bytes, the first one lowest. */
static inline uint64_t ng_load_eight(const unsigned char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The end of the plain characters at `at`, in portable C. The arithmetic marks the highest bit of
   each byte that is looked for; bytes above the lowest mark may be marked wrongly by a borrow. */
static inline const unsigned char *
ng_plain_end_portable(const unsigned char *at, const unsigned char *end, enum ng_plain plain) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t high = UINT64_C(0x8080808080808080);
    while (end - at >= 8) {
        uint64_t word = ng_load_eight(at);
        uint64_t quote = word ^ (ones * '"');
        uint64_t backslash = word ^ (ones * '\\');
        uint64_t marks = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash);
        if (plain == NG_PLAIN_STRICT) {
            marks |= ((word - ones * 0x20) & ~word) | word;
        }
        marks &= high;
        if (marks != 0) {
            return at + (__builtin_ctzll(marks) >> 3);
        }
        at += 8;
    }
    while (at < end && ng_is_plain(*at, plain)) {
        at++;
    }
    return at;
}

/* The end of the plain characters at `at`. */
static inline const unsigned char *ng_plain_end(const unsigned char *at, const unsigned char *end,
                                                enum ng_plain plain) {
#if defined(__SSE2__)
    while (end - at >= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i stops = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        if (plain == NG_PLAIN_STRICT) {
            /* As signed numbers, bytes over 0x7F are negative. */
            stops = _mm_or_si128(stops, _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)));
        }
        unsigned marks = (unsigned)_mm_movemask_epi8(stops);
        if (marks != 0) {
            return at + __builtin_ctz(marks);
        }
        at += 16;
    }
#endif
    return ng_plain_end_portable(at, end, plain);
}

#endif
