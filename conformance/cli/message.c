#include "conformance/cli/message.h"

#include <stdarg.h>
#include <stdio.h>

void ng_message_write(struct ng_message *message, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message->text, sizeof message->text, format, arguments);
    va_end(arguments);
}
