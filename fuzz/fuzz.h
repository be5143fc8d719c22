/* What every harness shares: its entry, and an assertion that is always on.
 *
 * A harness is one file fuzz_NAME.c that states a property of one part and checks it for any bytes.
 * It opens no file, no network but sockets inside the process, asks no clock, and leaves nothing
 * behind: the same input does the same every time. Bytes that the part refuses are a result to
 * check, not a reason to return early. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Runs one input. Returns 0 always: a property that does not hold ends the process. The bytes are
 * the caller's; libFuzzer, AFL++ and replay_main.c call it, one at a time. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, with the place and the expression, when `expression` is false. It is checked in
 * every build, NDEBUG or not. */
#define FUZZ_ASSERT(expression)                                                                    \
    ((expression) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #expression))

/* Prints "FILE:LINE: the property does not hold: EXPRESSION" on stderr and aborts. */
_Noreturn void fuzz_fail(const char *file, int line, const char *expression);

/* Returns a copy of `size` bytes in a block of exactly that size, so that a sanitizer sees a read
 * behind it; without memory the process ends. The caller frees it. */
void *fuzz_copy(const void *bytes, size_t size);

#endif
