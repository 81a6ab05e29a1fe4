/* Large pages of a cell's: see cell_pages.h. */
#include "cell_pages.h"

#include <stdint.h>
#include <sys/mman.h>

char *pages_reserve(size_t size)
{
    size_t more = size + LARGE;
    char *start = mmap(NULL, more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return NULL;
    char *pages = start + (LARGE - (uintptr_t)start % LARGE) % LARGE;
    munmap(start, (size_t)(pages - start));
    munmap(pages + size, (size_t)(start + more - pages - size));
    if (madvise(pages, size, MADV_HUGEPAGE) == 0)
        return pages;
    munmap(pages, size);
    return NULL;
}

bool pages_fetch(char *page)
{
    unsigned char there = 0;
    *(volatile char *)page = 0;
    return mincore(page + LARGE - SMALL, SMALL, &there) == 0 && (there & 1);
}
