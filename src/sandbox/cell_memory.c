/* The memory of a cell, in large pages.
 *
 * What costs a case most is memory that it shares with the cell and writes to: every count of
 * references that changes, in nearly every object that it uses, has the kernel copy a page of 4
 * KiB, some 200 of them at 2 us each. So all that the harness is made of lies in one block, a
 * single large page, and a case copies that at once, in a quarter of the time; what it makes itself
 * lies there, too. Likewise the interpreter's program, which no one writes to: of its file every
 * case would map some fifty pieces anew, and unmap them at its end. */
#include "cell_memory.h"

#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22 /* Linux 5.14 */
#endif

enum {
    LARGE = 2 << 20,
    SMALL = 4096,
    STEP = 16, /* between the sizes of objects that Python keeps in arenas */
    LARGEST = 512,
    FILLERS = 1 << 16, /* of one size, at most */
};

/* As in CPython's headers since 3.4; not of its stable ABI, hence weak. */
struct arena_allocator {
    void *context;
    void *(*alloc)(void *context, size_t size);
    void (*free)(void *context, void *arena, size_t size);
};
extern void PyObject_SetArenaAllocator(struct arena_allocator *allocator) __attribute__((weak));
extern void *PyObject_Malloc(size_t size);

static struct {
    char *block; /* where objects lie; NULL: nowhere in particular */
    char *room;  /* of the same size, for a copy */
    size_t used; /* bytes of the block that arenas were made of */
} memory;

/* Address space for `size` bytes of large pages, none of them there yet; NULL: not to be had. */
static char *large_pages(size_t size)
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

/* Has the kernel put one there. It puts a small one where no large one is free: then the last part
 * of it is missing. */
static bool fetch(char *page)
{
    unsigned char there = 0;
    *(volatile char *)page = 0;
    return mincore(page + LARGE - SMALL, SMALL, &there) == 0 && (there & 1);
}

static bool in_block(const void *place)
{
    const char *at = place;
    return at >= memory.block && at < memory.block + LARGE;
}

static void *new_arena(void *context, size_t size)
{
    (void)context;
    if (size <= LARGE - memory.used) {
        memory.used += size;
        return memory.block + memory.used - size;
    }
    void *arena = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return arena == MAP_FAILED ? NULL : arena;
}

static void free_arena(void *context, void *arena, size_t size)
{
    (void)context;
    if (!in_block(arena)) /* what is of the block stays unused */
        munmap(arena, size);
}

/* Gives back the pages that hold nothing but fillers, which lie there one behind the other. */
static void drop(char *first, char *end)
{
    char *start = first + (SMALL - (uintptr_t)first % SMALL) % SMALL;
    end -= (uintptr_t)end % SMALL;
    if (first && start < end)
        madvise(start, (size_t)(end - start), MADV_DONTNEED);
}

/* Uses up what is free in the arenas of the interpreter's start: nobody will look into that. */
static void fill_arenas(void)
{
    for (size_t size = LARGEST; size >= STEP; size -= STEP) {
        char *first = NULL, *end = NULL;
        for (int i = 0; i < FILLERS; i++) {
            char *filler = PyObject_Malloc(size);
            if (!filler || in_block(filler))
                break;
            if (filler != end) {
                drop(first, end);
                first = filler;
            }
            end = filler + size;
        }
        drop(first, end);
    }
}

/* Puts a large page with the same content in the place of a part of the program. */
static void enlarge(char *part)
{
    char *page = large_pages(LARGE);
    if (!page)
        return;
    madvise(part, LARGE, MADV_POPULATE_READ); /* faster than piece by piece, where there is that */
    if (fetch(page)) {
        memcpy(page, part, LARGE);
        if (mprotect(page, LARGE, PROT_READ | PROT_EXEC) == 0 &&
            mremap(page, LARGE, LARGE, MREMAP_MAYMOVE | MREMAP_FIXED, part) != MAP_FAILED)
            return;
    }
    munmap(page, LARGE);
}

/* The end of the part of the file that holds this address and is not for writing; 0: there is none.
 */
static uintptr_t readable_until(const struct dl_phdr_info *info, uintptr_t at)
{
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        uintptr_t start = info->dlpi_addr + part->p_vaddr, end = start + part->p_memsz;
        start -= start % SMALL;
        end += (SMALL - end % SMALL) % SMALL;
        if (part->p_type == PT_LOAD && !(part->p_flags & PF_W) && at >= start && at < end)
            return end;
    }
    return 0;
}

/* For dl_iterate_phdr: of the file that holds the interpreter, each large page that it fills. */
static int enlarge_interpreter(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    uintptr_t start = (uintptr_t)PyObject_Malloc;
    if (!readable_until(info, start))
        return 0;
    start -= start % SMALL;
    while (readable_until(info, start - SMALL))
        start -= SMALL;
    uintptr_t end = start, next;
    while ((next = readable_until(info, end)))
        end = next;
    for (start += (LARGE - start % LARGE) % LARGE; start + LARGE <= end; start += LARGE)
        enlarge((char *)start); /* NOLINT(performance-no-int-to-ptr): the linker's addresses */
    return 1;
}

void memory_gather(void)
{
    char *pages = PyObject_SetArenaAllocator ? large_pages(2 * (size_t)LARGE) : NULL;
    if (!pages)
        return;
    if (!fetch(pages)) {
        munmap(pages, 2 * (size_t)LARGE);
        return;
    }
    memory.block = pages;
    memory.room = pages + LARGE;
    struct arena_allocator ours = {NULL, new_arena, free_arena};
    PyObject_SetArenaAllocator(&ours);
    fill_arenas();
}

void memory_enlarge_program(void)
{
    dl_iterate_phdr(enlarge_interpreter, NULL);
}

void memory_own(void)
{
    if (!memory.block)
        return;
    if (!fetch(memory.room)) { /* then they are copied one by one, as any memory */
        madvise(memory.room, LARGE, MADV_DONTNEED);
        return;
    }
    memcpy(memory.room, memory.block, memory.used);
    mremap(memory.room, LARGE, LARGE, MREMAP_MAYMOVE | MREMAP_FIXED, memory.block);
}
