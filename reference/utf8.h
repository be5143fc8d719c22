/* What is one character of UTF-8. */
#ifndef REF_UTF8_H
#define REF_UTF8_H

#include <stddef.h>

/* Returns how many bytes the character at the front of `bytes` takes, 1 to 4, or 0 when the front
 * is no character: an overlong form, a surrogate, a value above U+10FFFF, a stray or a missing
 * continuation byte (RFC 3629). `size` is how many bytes there are; at 0 the answer is 0. Constant
 * time; pure. */
size_t ref_utf8_length(const unsigned char *bytes, size_t size);

#endif
