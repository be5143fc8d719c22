/* One line for a person: what was wrong, what was expected, what to do. */
#ifndef NG_CLI_MESSAGE_H
#define NG_CLI_MESSAGE_H

#define NG_MESSAGE_MAX 512

struct ng_message {
    char text[NG_MESSAGE_MAX];
};

/* Writes the line as printf does; one that is too long is cut. */
void ng_message_write(struct ng_message *message, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
