/* A folder of the test's own, and files in it. */
#ifndef TEST_SCRATCH_H
#define TEST_SCRATCH_H

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grade/mem.h"

static char scratch[256];

static inline void scratch_make(void)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(scratch, sizeof(scratch), "%s/grade-unit-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static inline int scratch_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

/* With whatever is in it. */
static inline void scratch_drop(void)
{
    ck_assert_int_eq(nftw(scratch, scratch_remove, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* Freed by the caller. */
static inline char *scratch_at(const char *name)
{
    return grade_printf("%s/%s", scratch, name);
}

static inline void scratch_put(const char *name, const char *text, size_t len)
{
    char *path = scratch_at(name);
    FILE *file = fopen(path, "w");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_uint_eq(fwrite(text, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
    free(path);
}

#endif
