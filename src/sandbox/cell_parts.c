/* What every case shares with its cell and never or seldom writes to, moved into large pages.
 *
 * Of the program of the interpreter and of libc every case would map some sixty pieces of their
 * files anew, at 4 us each, and unmap them at its end. And of what lies in small pages (the
 * interpreter's own objects, malloc's) each costs a fork and an end 0.1 us, of a large page's parts
 * half of that, though they be mapped one by one. */
#include "cell_memory.h"
#include "cell_pages.h"

#include <link.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ  22 /* Linux 5.14 */
#define MADV_POPULATE_WRITE 23
#endif

enum {
    PARTS_MAX = 16,
    HEAP_MAX = 8 << 20, /* of the break: more than that would take long to move */
};

extern void *PyObject_Malloc(size_t size);

struct part {
    uintptr_t start;
    size_t size;
    bool program;
};
static struct {
    struct part list[PARTS_MAX];
    size_t count;
} parts;

static void add_part(uintptr_t start, uintptr_t end, bool program)
{
    if (start < end && parts.count < PARTS_MAX)
        parts.list[parts.count++] = (struct part){start, end - start, program};
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

/* Of the file that holds the interpreter, each large page that it fills. */
static void add_pages(const struct dl_phdr_info *info)
{
    uintptr_t start = (uintptr_t)PyObject_Malloc;
    start -= start % SMALL;
    while (readable_until(info, start - SMALL))
        start -= SMALL;
    uintptr_t end = start, next;
    while ((next = readable_until(info, end)))
        end = next;
    for (start += (LARGE - start % LARGE) % LARGE; start + LARGE <= end; start += LARGE)
        add_part(start, start + LARGE, true);
}

/* What of the file is program, or what of it is for writing. */
static void add_segment(const struct dl_phdr_info *info, bool program)
{
    uintptr_t start = 0, end = 0, fixed = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        uintptr_t first = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_GNU_RELRO) /* at the start of the one for writing, and not so */
            fixed = first + part->p_memsz;
        if (part->p_type != PT_LOAD || !(part->p_flags & (program ? PF_X : PF_W)))
            continue;
        start = first;
        end = first + part->p_memsz;
    }
    if (!program && fixed > start)
        start = fixed + (SMALL - fixed % SMALL) % SMALL;
    add_part(start - start % SMALL, end + (SMALL - end % SMALL) % SMALL, program);
}

static bool holds(const struct dl_phdr_info *info, uintptr_t function)
{
    return readable_until(info, function) != 0;
}

/* These are for dl_iterate_phdr. */
static int add_interpreter(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    if (holds(info, (uintptr_t)PyObject_Malloc))
        add_pages(info);
    return 0;
}

static int add_rest(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    if (holds(info, (uintptr_t)PyObject_Malloc))
        add_segment(info, false);
    else if (holds(info, (uintptr_t)fork) || holds(info, (uintptr_t)memory_own))
        add_segment(info, true);
    return 0;
}

static bool is_mapped(const char *start, size_t size)
{
    unsigned char there[HEAP_MAX / SMALL];
    return mincore((void *)(uintptr_t)start, size, there) == 0;
}

/* What malloc made of the break. Below it nothing is mapped. */
static void add_heap(void)
{
    char *end = sbrk(0);
    end -= (uintptr_t)end % SMALL;
    size_t size = 0;
    for (size_t step = HEAP_MAX / 2; step >= SMALL; step /= 2)
        if (is_mapped(end - size - step, size + step))
            size += step;
    if (size + SMALL < HEAP_MAX && madvise(end - size, size, MADV_POPULATE_WRITE) == 0)
        add_part((uintptr_t)end - size, (uintptr_t)end, false);
}

/* Puts `pages`, which hold the same, in the place of a part. */
static bool replace(const struct part *part, char *pages)
{
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): the linker's addresses */
    char *to = (char *)part->start;
    if (part->program) {
        __builtin___clear_cache(pages, pages + part->size);
        if (mprotect(pages, part->size, PROT_READ | PROT_EXEC) < 0)
            return false;
    }
    return mremap(pages, part->size, part->size, MREMAP_MAYMOVE | MREMAP_FIXED, to) != MAP_FAILED;
}

static void move_parts(void)
{
    size_t whole = 0, at = 0;
    for (size_t i = 0; i < parts.count; i++)
        whole += parts.list[i].size;
    whole += (LARGE - whole % LARGE) % LARGE;
    char *pages = whole ? pages_reserve(whole) : NULL;
    if (!pages)
        return;
    bool large = true;
    for (size_t page = 0; large && page < whole; page += LARGE)
        large = pages_fetch(pages + page);
    for (size_t i = 0; large && i < parts.count; i++) {
        const struct part *part = &parts.list[i];
        if (part->program) /* faster than piece by piece, where there is that */
            madvise((void *)part->start, part->size, MADV_POPULATE_READ);
        memcpy(pages + at, (void *)part->start, part->size);
        if (!replace(part, pages + at))
            munmap(pages + at, part->size);
        at += part->size;
    }
    munmap(pages + at, whole - at);
    parts.count = 0;
}

void memory_enlarge_program(void)
{
    dl_iterate_phdr(add_interpreter, NULL);
    move_parts();
}

void memory_enlarge_rest(void)
{
    /* What a thread of a library's wrote between the copy and the exchange would be lost. For a
     * process with one thread this does nothing (unshare(2)). */
    if (unshare(CLONE_THREAD) < 0)
        return;
    dl_iterate_phdr(add_rest, NULL);
    add_heap();
    move_parts();
}
