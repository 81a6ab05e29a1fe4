/* The limits of a case as a table: see grade/limits.h. */
#include "grade/limits.h"

#include "grade/buf.h"
#include "grade/mem.h"
#include "grade/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const struct grade_limit_row grade_limit_rows[GRADE_LIMIT_COUNT] = {
    [GRADE_LIMIT_CPU_MS] = {"cpu_ms", "ms", 2000, 10, 600000, GRADE_VERDICT_CPU_LIMIT,
                            "CPU time of a case, all its threads and processes together"},
    [GRADE_LIMIT_WALL_MS] = {"wall_ms", "ms", 20000, 10, 3600000, GRADE_VERDICT_WALL_LIMIT,
                             "elapsed time of a case"},
    [GRADE_LIMIT_MEMORY_MIB] = {"memory_mib", "MiB", 256, 1, 65536, GRADE_VERDICT_MEMORY_LIMIT,
                                "memory that a case may add to the interpreter's own"},
    [GRADE_LIMIT_OUTPUT_KIB] = {"output_kib", "KiB", 1024, 1, 65536, GRADE_VERDICT_OUTPUT_LIMIT,
                                "output of a case, for each of stdout and stderr"},
    [GRADE_LIMIT_PROCESSES] = {"processes", "", 0, 0, 256, GRADE_VERDICT_PROCESS_LIMIT,
                               "threads and processes that a case may have beside the first"},
    [GRADE_LIMIT_OPEN_FILES] = {"open_files", "", 64, 16, 512, GRADE_VERDICT_PASS,
                                "files that a case may hold open at once"},
    [GRADE_LIMIT_DISK_MIB] = {"disk_mib", "MiB", 16, 1, 4096, GRADE_VERDICT_PASS,
                              "size of the case's own temporary file system"},
};

void grade_limits_init(struct grade_limits *limits)
{
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++)
        limits->value[i] = grade_limit_rows[i].preset;
}

static int find_row(const char *name)
{
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++)
        if (!strcmp(grade_limit_rows[i].name, name))
            return i;
    return -1;
}

static int fail_unknown(const char *name, struct grade_err *err)
{
    const char *names[GRADE_LIMIT_COUNT];
    cleanup_buf struct grade_buf all = GRADE_BUF_INIT;
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++) {
        names[i] = grade_limit_rows[i].name;
        grade_buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    const char *near = grade_nearest(name, names, GRADE_LIMIT_COUNT);
    if (near)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown limit '%s' (did you mean '%s'?)",
                          name, near);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown limit '%s': there are %s", name,
                      grade_buf_text(&all));
}

int grade_limits_set(struct grade_limits *limits, const char *name, long long value,
                     struct grade_err *err)
{
    int i = find_row(name);
    if (i < 0)
        return fail_unknown(name, err);
    const struct grade_limit_row *row = &grade_limit_rows[i];
    if (value < row->min || value > row->max)
        return grade_fail(err, GRADE_FAULT_USAGE, ERANGE,
                          "limit %s must lie between %lld and %lld, not %lld", name, row->min,
                          row->max, value);
    limits->value[i] = value;
    return 0;
}

int grade_limits_parse(struct grade_limits *limits, const char *assignment, struct grade_err *err)
{
    const char *equals = strchr(assignment, '=');
    if (!equals || equals == assignment || !equals[1])
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "limit '%s': write NAME=VALUE, as in cpu_ms=500", assignment);
    cleanup_free char *name = grade_strndup(assignment, (size_t)(equals - assignment));
    char *end;
    errno = 0;
    long long value = strtoll(equals + 1, &end, 10);
    if (errno || *end)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "limit %s: '%s' is not a whole number", name,
                          equals + 1);
    return grade_limits_set(limits, name, value, err);
}
