/* The terminal of `grade watch`: single keys, its size, and leaving it as it was found.
 *
 * Ctrl-C, Ctrl-Z and the like stay signals. Whatever ends the program, the terminal gets its modes
 * back: terminal_close, an exit, a second Ctrl-C. One terminal for the whole program. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

#include "grade/err.h"

/* Installs handlers for SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP and SIGCONT, which write the
 * signal's number as a byte to a pipe. Returns its reading end (borrowed, non-blocking), or
 * negative errno. No signal is blocked: the processes of the sandbox would inherit that. */
int terminal_signals(struct grade_err *err);

/* Keys come one at a time, unseen, from standard input; only where that is a terminal and grade is
 * in its foreground. Returns whether so. */
bool terminal_keys(void);
void terminal_close(void); /* restores the modes; again is fine */

/* Gives the terminal back, stops as SIGTSTP would, and takes it again afterwards. */
void terminal_suspend(void);

#endif
