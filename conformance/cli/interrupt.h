/*
 * Ctrl-C and its relatives: the first one asks the run to end, so that reports are written and
 * launched servers end; the second one ends everything at once.
 */
#ifndef NG_CLI_INTERRUPT_H
#define NG_CLI_INTERRUPT_H

#include <stdbool.h>

/* Listens to SIGINT, SIGTERM, SIGHUP and SIGQUIT, for a command that asks ng_interrupt_seen from
   then on; any other one would only be deaf to them. One that is ignored already stays so (nohup).
 */
void ng_interrupt_listen(void);

/* Whether one came. */
bool ng_interrupt_seen(void);

#endif
