/* SIGINT, SIGTERM and SIGHUP during a run: told through a descriptor for the poll loop and a flag.
 *
 * No signal is blocked, so that nothing is inherited by the processes that are started meanwhile
 * (handlers end at exec). The first signal asks for an end with partial results; a second one ends
 * the program at once. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include "grade/err.h"

/* Installs the handlers. Returns a descriptor that becomes readable with the first signal and
 * stays so (borrowed; close-on-exec), or negative errno. */
int cli_interrupt_init(struct grade_err *err);

/* The same for SIGUSR1, which asks how it stands: an eventfd, which the reader empties. */
int cli_snapshot_init(struct grade_err *err);

/* The signal that came, or 0. */
int cli_interrupted(void);

#endif
