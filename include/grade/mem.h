/* Allocation that cannot fail, and release bound to scope.
 *
 * Memory that runs out ends the program with status 4 and one line: every size that
 * somebody else chooses is bounded before it gets here. Not for use after clone. */
#ifndef GRADE_MEM_H
#define GRADE_MEM_H

#include <stddef.h>

void *grade_alloc(size_t size);                     /* zeroed; never NULL */
void *grade_alloc_array(size_t count, size_t size); /* zeroed; checks the product */
void *grade_realloc_array(void *old, size_t count, size_t size);
char *grade_strdup(const char *text);
char *grade_strndup(const char *text, size_t len); /* copies len bytes and adds a NUL */
char *grade_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

void grade_cleanup_free(void *pointer_to_pointer);
void grade_cleanup_fd(int *fd);

#define cleanup_free __attribute__((cleanup(grade_cleanup_free)))
#define cleanup_fd   __attribute__((cleanup(grade_cleanup_fd)))

/* Gives up ownership of a scope-bound pointer or descriptor. */
#define grade_take(ptr)                                                                            \
    (__extension__({                                                                               \
        __typeof__(ptr) taken_ = (ptr);                                                            \
        (ptr) = NULL;                                                                              \
        taken_;                                                                                    \
    }))
static inline int grade_take_fd(int *fd)
{
    int taken = *fd;
    *fd = -1;
    return taken;
}

#define GRADE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
