/* The memory of a cell, in large pages.
 *
 * What costs a case most is memory that it shares with the cell and writes to: every count of
 * references that changes, in nearly every object that it uses, has the kernel copy a page of 4
 * KiB, some 200 of them at 2 us each. So all that the harness is made of lies in one block, a
 * single large page, and a case copies that at once, in a quarter of the time; what it makes itself
 * lies there, too. */
#include "cell_memory.h"

#include "cell_pages.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum {
    ROOM_FOR_PIECES = 512 << 10, /* at the start of the block: for what is too large for arenas */
    PIECE_STEP = 64,             /* between the sizes of pieces */
    PIECE_MAX = 4096,            /* what is larger than that lies elsewhere */
    PIECE_HEAD = 16,
    STEP = 16, /* between the sizes of objects that Python keeps in arenas */
    LARGEST = 512,
    FILLERS = 1 << 16, /* of one size, at most */
    POOL = 16384,      /* 4 KiB before 3.10 */
    POOL_HEAD = 64,    /* at most */
};

/* As in CPython's headers since 3.4; not of its stable ABI, hence weak. */
struct arena_allocator {
    void *context;
    void *(*alloc)(void *context, size_t size);
    void (*free)(void *context, void *arena, size_t size);
};
struct allocator { /* since 3.5 */
    void *context;
    void *(*malloc)(void *context, size_t size);
    void *(*calloc)(void *context, size_t count, size_t size);
    void *(*realloc)(void *context, void *old, size_t size);
    void (*free)(void *context, void *old);
};
enum { DOMAIN_RAW = 0 };
extern void PyObject_SetArenaAllocator(struct arena_allocator *allocator) __attribute__((weak));
extern void PyMem_GetAllocator(int domain, struct allocator *allocator) __attribute__((weak));
extern void PyMem_SetAllocator(int domain, struct allocator *allocator) __attribute__((weak));
extern void *PyObject_Malloc(size_t size);

struct piece { /* one that was given back; its size lies in the head before it */
    struct piece *next;
};

static struct {
    char *block; /* where objects lie; NULL: nowhere in particular */
    char *room;  /* of the same size, for a copy */
    size_t made; /* bytes of the block that pieces, then arenas were made of; may be more than it */
    size_t used; /* bytes of it that a case copies: behind them nothing has been written yet */
    size_t pieces;                                  /* likewise, of ROOM_FOR_PIECES */
    struct piece *back[PIECE_MAX / PIECE_STEP + 1]; /* by size */
    struct allocator plain;
    pthread_t owner; /* the only thread that is given pieces: they have no lock */
} memory;

static bool in_block(const void *place)
{
    const char *at = place;
    return at >= memory.block && at < memory.block + memory.made;
}

/* Arenas ------------------------------------------------------------------------------------- */

static void *new_arena(void *context, size_t size)
{
    (void)context;
    if (memory.made < LARGE && size <= LARGE) { /* the last one ends in the small pages behind it */
        memory.made += size;
        return memory.block + memory.made - size;
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

/* Pieces ------------------------------------------------------------------------------------- */

static size_t *size_of(void *piece)
{
    return (size_t *)((char *)piece - PIECE_HEAD);
}

static void *new_piece(size_t wanted)
{
    size_t size = (wanted + PIECE_HEAD + PIECE_STEP - 1) / PIECE_STEP * PIECE_STEP;
    struct piece **back = &memory.back[size / PIECE_STEP];
    if (*back) {
        struct piece *piece = *back;
        *back = piece->next;
        return piece;
    }
    if (size > ROOM_FOR_PIECES - memory.pieces)
        return NULL;
    char *piece = memory.block + memory.pieces + PIECE_HEAD;
    memory.pieces += size;
    *size_of(piece) = size;
    return piece;
}

static void *raw_malloc(void *context, size_t size)
{
    (void)context;
    void *piece = NULL;
    if (size <= PIECE_MAX - PIECE_HEAD && pthread_equal(pthread_self(), memory.owner))
        piece = new_piece(size);
    return piece ? piece : memory.plain.malloc(memory.plain.context, size);
}

static void *raw_calloc(void *context, size_t count, size_t size)
{
    if (size != 0 && count > PIECE_MAX / size)
        return memory.plain.calloc(memory.plain.context, count, size);
    void *piece = raw_malloc(context, count * size);
    return piece ? memset(piece, 0, count * size) : NULL;
}

static void raw_free(void *context, void *old)
{
    (void)context;
    if (!in_block(old)) {
        memory.plain.free(memory.plain.context, old);
    } else if (pthread_equal(pthread_self(), memory.owner)) {
        struct piece *piece = old, **back = &memory.back[*size_of(old) / PIECE_STEP];
        piece->next = *back;
        *back = piece;
    }
}

static void *raw_realloc(void *context, void *old, size_t size)
{
    if (!old)
        return raw_malloc(context, size);
    if (!in_block(old))
        return memory.plain.realloc(memory.plain.context, old, size);
    size_t held = *size_of(old) - PIECE_HEAD;
    if (size <= held)
        return old;
    void *piece = raw_malloc(context, size);
    if (!piece)
        return NULL;
    memcpy(piece, old, held);
    raw_free(context, old);
    return piece;
}

/* What of the start's arenas is free --------------------------------------------------------- */

/* Gives back the pages that hold nothing but fillers and heads of pools, which nobody reads while
 * a pool is full. */
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
            if (filler < end || filler > end + size + POOL_HEAD) { /* of another run of pools */
                drop(first, end);
                first = filler;
            }
            end = filler + size;
        }
        drop(first, end);
    }
}

void memory_gather(void)
{
    if (!PyObject_SetArenaAllocator || !PyMem_GetAllocator || !PyMem_SetAllocator)
        return;
    /* The block, small pages behind it where its last arena ends, and room for the copy. */
    char *pages = pages_reserve(3 * (size_t)LARGE);
    if (!pages)
        return;
    madvise(pages + LARGE, LARGE, MADV_NOHUGEPAGE);
    if (!pages_fetch(pages)) {
        munmap(pages, 3 * (size_t)LARGE);
        return;
    }
    memory.block = pages;
    memory.room = pages + 2 * (size_t)LARGE;
    memory.made = ROOM_FOR_PIECES;
    memory.owner = pthread_self();
    struct arena_allocator arenas = {NULL, new_arena, free_arena};
    struct allocator pieces = {NULL, raw_malloc, raw_calloc, raw_realloc, raw_free};
    PyObject_SetArenaAllocator(&arenas);
    PyMem_GetAllocator(DOMAIN_RAW, &memory.plain);
    PyMem_SetAllocator(DOMAIN_RAW, &pieces);
    fill_arenas();
}

/* What Python takes of an arena next is a pool, behind all that it took before. */
static bool pool_taken(size_t at)
{
    for (size_t i = at; i < LARGE && i < at + POOL; i += sizeof(uint64_t))
        if (*(const uint64_t *)(memory.block + i))
            return true;
    return false;
}

uint32_t memory_free_kib(void)
{
    if (!memory.block)
        return 0;
    memory.used = LARGE;
    while (memory.used > ROOM_FOR_PIECES && !pool_taken(memory.used - POOL))
        memory.used -= POOL;
    return (uint32_t)((LARGE - memory.used + ROOM_FOR_PIECES - memory.pieces) / 1024);
}

void memory_own(void)
{
    if (!memory.block)
        return;
    if (!pages_fetch(memory.room)) { /* then they are copied one by one, as any memory */
        madvise(memory.room, LARGE, MADV_DONTNEED);
        return;
    }
    while (pool_taken(memory.used)) /* by what a library does at a fork */
        memory.used += POOL;
    memcpy(memory.room, memory.block, memory.pieces);
    memcpy(memory.room + ROOM_FOR_PIECES, memory.block + ROOM_FOR_PIECES,
           memory.used - ROOM_FOR_PIECES);
    mremap(memory.room, LARGE, LARGE, MREMAP_MAYMOVE | MREMAP_FIXED, memory.block);
}
