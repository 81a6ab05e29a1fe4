/* The memory of a cell, in large pages: see cell_memory.c. In cells, and in cases before they are
 * locked down. */
#ifndef GRADE_SANDBOX_CELL_MEMORY_H
#define GRADE_SANDBOX_CELL_MEMORY_H

#include <stdint.h>

/* From now on Python's objects lie in the block. Once, before the harness is imported; where there
 * are no large pages nothing changes. */
void memory_gather(void);

/* Puts the interpreter's program into large pages: once, for all cases to come. Takes about as long
 * as it spares four of them. */
void memory_enlarge_program(void);

/* Likewise what else every case shares: libc's program, the interpreter's own data, malloc's heap.
 * Takes as long as it spares some fifteen. Not in a process with other threads. */
void memory_enlarge_rest(void);

/* KiB at the end of the block that nothing lies in yet: resident in a case from its start, and not
 * used. */
uint32_t memory_free_kib(void);

/* In a case, straight after the fork: the block is its own from here on, and need not be copied
 * page by page as it is written to. */
void memory_own(void);

#endif
