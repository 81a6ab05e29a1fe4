/* The processors that this process may use. */
#ifndef GRADE_CPUS_H
#define GRADE_CPUS_H

/* How many there are: those of the machine that a container, `taskset` and the like leave; at least
 * 1. Asked once. */
unsigned grade_cpus(void);

/* For the `number`th of `jobs` workers, counted from 0: keeps it, and all that it starts, to a
 * processor of its own, where there are just as many. A case shares nearly all memory with its
 * cell, and much with the case before: on another processor it finds none of it in the cache. Where
 * there are fewer workers, other graders may be beside this one, and the kernel knows better. */
void grade_cpus_keep(unsigned number, unsigned jobs);

#endif
