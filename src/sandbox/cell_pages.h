/* Transparent large pages (Documentation/admin-guide/mm/transhuge.rst), for a cell's memory. */
#ifndef GRADE_SANDBOX_CELL_PAGES_H
#define GRADE_SANDBOX_CELL_PAGES_H

#include <stdbool.h>
#include <stddef.h>

enum { LARGE = 2 << 20, SMALL = 4096 };

/* Address space for `size` bytes of large pages, none of them there yet; NULL: not to be had.
 * munmap gives it back. */
char *pages_reserve(size_t size);

/* Has the kernel put one there. It puts a small one where no large one is free: then the last part
 * of it is missing, and this is false. */
bool pages_fetch(char *page);

#endif
