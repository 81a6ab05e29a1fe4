/* What everything stands on: errors, buffers and reading files, near misses, limits, the loop,
 * verdicts. */
#include "scratch.h"

#include "grade/buf.h"
#include "grade/cpus.h"
#include "grade/err.h"
#include "grade/limits.h"
#include "grade/loop.h"
#include "grade/mem.h"
#include "grade/nearest.h"
#include "grade/strings.h"
#include "grade/verdict.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

/* Errors -------------------------------------------------------------------------------------- */

START_TEST(errors)
{
    struct grade_err err;
    ck_assert_int_eq(grade_fail(&err, GRADE_FAULT_USAGE, ENOENT, "no %s", "file"), -ENOENT);
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
    ck_assert_int_eq(err.errnum, ENOENT);
    ck_assert_str_eq(err.msg, "no file");
    ck_assert_int_eq(grade_err_wrap(&err, -7, "case %d", 3), -7);
    ck_assert_str_eq(err.msg, "case 3: no file");
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
    ck_assert_int_eq(grade_fail(&err, GRADE_FAULT_PACKAGE, 0, "x"), -EINVAL);
    ck_assert_int_eq(grade_fail_errno(&err, GRADE_FAULT_MACHINE, EACCES, "a"), -EACCES);
    ck_assert_str_eq(err.msg, "a: Permission denied");
    ck_assert_int_eq(grade_fail(NULL, GRADE_FAULT_USAGE, ENOENT, "x"), -ENOENT);
    ck_assert_int_eq(grade_err_wrap(NULL, -3, "x"), -3);
}
END_TEST

/* A message is cut, never overrun, whatever its parts. */
START_TEST(long_errors)
{
    struct grade_err err;
    char text[3000];
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    for (size_t cut = 0; cut < 40; cut++) {
        grade_fail(&err, GRADE_FAULT_USAGE, 0, "%s",
                   text + sizeof(text) - sizeof(err.msg) - 20 + cut);
        ck_assert_uint_lt(strlen(err.msg), sizeof(err.msg));
        grade_err_wrap(&err, -1, "%s", text + sizeof(text) - sizeof(err.msg) - 20 + cut);
        ck_assert_uint_lt(strlen(err.msg), sizeof(err.msg));
        grade_fail_errno(&err, GRADE_FAULT_USAGE, ENOENT, "%s",
                         text + sizeof(text) - sizeof(err.msg) + cut);
        ck_assert_uint_lt(strlen(err.msg), sizeof(err.msg));
    }
}
END_TEST

/* Buffers ------------------------------------------------------------------------------------- */

START_TEST(buffers)
{
    cleanup_buf struct grade_buf buf = GRADE_BUF_INIT;
    ck_assert_str_eq(grade_buf_text(&buf), "");
    grade_buf_adds(&buf, "ab");
    grade_buf_addc(&buf, '\0');
    grade_buf_addf(&buf, "%d%%", 7);
    grade_buf_add(&buf, NULL, 0);
    ck_assert_mem_eq(buf.data, "ab\0007%", 6);
    ck_assert_uint_eq(buf.len, 5);
    grade_buf_drop_front(&buf, 3);
    ck_assert_str_eq(buf.data, "7%");
    grade_buf_drop_front(&buf, 99);
    ck_assert_str_eq(buf.data, "");
    grade_buf_clear(&buf);
    for (int i = 0; i < 100000; i++)
        grade_buf_addc(&buf, 'x');
    ck_assert_uint_eq(buf.len, 100000);
    ck_assert_int_eq(buf.data[100000], '\0');
    cleanup_free char *taken = grade_buf_take(&buf);
    ck_assert_uint_eq(strlen(taken), 100000);
    ck_assert_uint_eq(buf.len, 0);
    cleanup_free char *empty = grade_buf_take(&buf);
    ck_assert_str_eq(empty, "");
    grade_buf_done(&buf);
    grade_buf_done(&buf);
}
END_TEST

/* Every way that a buffer can grow, against the same bytes. */
START_TEST(buffers_grow)
{
    for (size_t len = 0; len < 300; len++) {
        cleanup_buf struct grade_buf buf = GRADE_BUF_INIT;
        char text[300];
        memset(text, 'y', len);
        text[len] = '\0';
        grade_buf_add(&buf, text, len);
        grade_buf_addf(&buf, "%s", text);
        grade_buf_adds(&buf, text);
        ck_assert_uint_eq(buf.len, 3 * len);
        ck_assert_uint_eq(strlen(grade_buf_text(&buf)), 3 * len);
    }
}
END_TEST

/* Files --------------------------------------------------------------------------------------- */

static void make_folder(void)
{
    scratch_make();
    ck_assert_int_eq(chdir(scratch), 0);
    scratch_put("ten", "0123456789", 10);
    ck_assert_int_eq(close(open("empty", O_CREAT | O_WRONLY, 0600)), 0);
    ck_assert_int_eq(mkdir("folder", 0700) | mkfifo("fifo", 0600) | symlink("ten", "link") |
                         symlink("loop", "loop"),
                     0);
}

static void remove_folder(void)
{
    ck_assert_int_eq(chdir("/"), 0);
    scratch_drop();
}

static const struct {
    const char *label, *path;
    size_t max;
    int rc;
    const char *says; /* on failure part of the message, else what is read */
} file_rows[] = {
    {"a file", "ten", 100, 0, "0123456789"},
    {"just large enough", "ten", 10, 0, "0123456789"},
    {"too large", "ten", 9, -EFBIG, "10 bytes, larger than 9"},
    {"an empty file", "empty", 0, 0, ""},
    {"through a link", "link", 100, 0, "0123456789"},
    {"a link to itself", "loop", 100, -ELOOP, "loop"},
    {"no file", "none", 100, -ENOENT, "none: no such file"},
    {"below a file", "ten/x", 100, -ENOTDIR, "ten/x"},
    {"a folder", "folder", 100, -EINVAL, "is a folder, not a regular file"},
    {"a FIFO", "fifo", 100, -EINVAL, "is a FIFO, not a regular file"},
    {"a device", "/dev/zero", 100, -EINVAL, "is a device, not a regular file"},
    {"a file without a size", "/proc/self/status", 1 << 20, 0, NULL},
    {"such a file, too large", "/proc/self/status", 10, -EFBIG, "larger than 10 bytes"},
    {"no name", "", 100, -ENOENT, "no such file"},
};

START_TEST(files)
{
    cleanup_buf struct grade_buf buf = GRADE_BUF_INIT;
    struct grade_err err = {.msg = ""};
    int rc = grade_buf_read_file(&buf, AT_FDCWD, file_rows[_i].path, file_rows[_i].max, &err);
    ck_assert_msg(rc == file_rows[_i].rc, "%s: %d %s", file_rows[_i].label, rc, err.msg);
    if (rc == 0 && file_rows[_i].says)
        ck_assert_str_eq(grade_buf_text(&buf), file_rows[_i].says);
    else if (rc < 0)
        ck_assert_msg(strstr(err.msg, file_rows[_i].says), "%s: %s", file_rows[_i].label, err.msg);
}
END_TEST

/* Near misses --------------------------------------------------------------------------------- */

static const struct {
    const char *word, *near; /* NULL: none */
} near_rows[] = {
    {"reprot", "report"},
    {"repor", "report"},
    {"reporrt", "report"},
    {"rapart", "report"},
    {"xyzzy", NULL},
    {"sed", "seed"},
    {"c", NULL},
    {"", NULL},
    {"cass", "case"},
    {"cases", "cases"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
};

START_TEST(nearest)
{
    static const char *const names[] = {"report", "seed", "case", "cases", "limit"};
    const char *near = grade_nearest(near_rows[_i].word, names, GRADE_COUNT(names));
    const char *want = near_rows[_i].near;
    ck_assert_msg(want ? near && !strcmp(near, want) : !near, "%s: %s", near_rows[_i].word,
                  near ? near : "none");
}
END_TEST

/* Limits -------------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    enum grade_limit limit;
    long long value;  /* where it is set */
    const char *says; /* else part of the message */
} limit_rows[] = {
    {"cpu_ms=500", GRADE_LIMIT_CPU_MS, 500, NULL},
    {"cpu_ms=10", GRADE_LIMIT_CPU_MS, 10, NULL},
    {"cpu_ms=600000", GRADE_LIMIT_CPU_MS, 600000, NULL},
    {"processes=0", GRADE_LIMIT_PROCESSES, 0, NULL},
    {"cpu_ms=9", 0, 0, "between 10 and 600000, not 9"},
    {"cpu_ms=600001", 0, 0, "between 10 and 600000"},
    {"cpu_ms=-1", 0, 0, "between 10"},
    {"cpu_ms=99999999999999999999", 0, 0, "not a whole number"},
    {"cpu_ms=1e3", 0, 0, "'1e3' is not a whole number"},
    {"cpu_ms=", 0, 0, "write NAME=VALUE"},
    {"cpu_ms", 0, 0, "write NAME=VALUE"},
    {"=5", 0, 0, "write NAME=VALUE"},
    {"", 0, 0, "write NAME=VALUE"},
    {"cpu_sm=5", 0, 0, "unknown limit 'cpu_sm' (did you mean 'cpu_ms'?)"},
    {"nonsense=5", 0, 0, "unknown limit 'nonsense'"},
};

START_TEST(limits)
{
    struct grade_limits set, before;
    grade_limits_init(&set);
    before = set;
    struct grade_err err = {.msg = ""};
    int rc = grade_limits_parse(&set, limit_rows[_i].text, &err);
    ck_assert_msg((rc == 0) == !limit_rows[_i].says, "%s: %s", limit_rows[_i].text, err.msg);
    if (rc == 0)
        before.value[limit_rows[_i].limit] = limit_rows[_i].value;
    else
        ck_assert_msg(strstr(err.msg, limit_rows[_i].says), "%s: %s", limit_rows[_i].text, err.msg);
    ck_assert_mem_eq(&set, &before, sizeof(set));
}
END_TEST

START_TEST(limit_table)
{
    const struct grade_limit_row *row = &grade_limit_rows[_i];
    ck_assert_ptr_nonnull(row->name);
    ck_assert_msg(row->min <= row->preset && row->preset <= row->max, "%s", row->name);
    ck_assert_ptr_nonnull(row->unit);
    ck_assert_ptr_nonnull(row->what);
}
END_TEST

/* Verdicts ------------------------------------------------------------------------------------ */

/* Where two apply, the first is told. */
static const struct {
    const char *label;
    enum grade_verdict told, other;
} rank_rows[] = {
    {"grade's own failure hides everything", GRADE_VERDICT_INTERNAL, GRADE_VERDICT_VIOLATION},
    {"a violation explains the process that was refused", GRADE_VERDICT_VIOLATION,
     GRADE_VERDICT_PROCESS_LIMIT},
    {"a violation explains the exception", GRADE_VERDICT_VIOLATION, GRADE_VERDICT_ERROR},
    {"a violation explains the crash", GRADE_VERDICT_VIOLATION, GRADE_VERDICT_CRASHED},
    {"a refused thread explains the error", GRADE_VERDICT_PROCESS_LIMIT, GRADE_VERDICT_ERROR},
    {"memory explains the time that it took", GRADE_VERDICT_MEMORY_LIMIT, GRADE_VERDICT_CPU_LIMIT},
    {"memory explains the crash", GRADE_VERDICT_MEMORY_LIMIT, GRADE_VERDICT_CRASHED},
    {"CPU time explains the elapsed time", GRADE_VERDICT_CPU_LIMIT, GRADE_VERDICT_WALL_LIMIT},
    {"CPU time explains the missing answer", GRADE_VERDICT_CPU_LIMIT, GRADE_VERDICT_EXITED},
    {"output explains the elapsed time", GRADE_VERDICT_OUTPUT_LIMIT, GRADE_VERDICT_WALL_LIMIT},
    {"elapsed time explains the missing answer", GRADE_VERDICT_WALL_LIMIT, GRADE_VERDICT_EXITED},
    {"a deadlock explains the missing value", GRADE_VERDICT_DEADLOCK, GRADE_VERDICT_WRONG},
    {"busy waiting explains the missing value", GRADE_VERDICT_BUSY_WAIT, GRADE_VERDICT_WRONG},
    {"a crash explains the missing answer", GRADE_VERDICT_CRASHED, GRADE_VERDICT_EXITED},
    {"an early exit explains the wrong output", GRADE_VERDICT_EXITED, GRADE_VERDICT_WRONG},
    {"an exception explains the wrong output", GRADE_VERDICT_ERROR, GRADE_VERDICT_WRONG},
    {"behaviour before style", GRADE_VERDICT_WRONG, GRADE_VERDICT_RULE},
    {"anything before nothing", GRADE_VERDICT_RULE, GRADE_VERDICT_SKIPPED},
    {"a pass only where nothing else is", GRADE_VERDICT_SKIPPED, GRADE_VERDICT_PASS},
};

START_TEST(ranks)
{
    ck_assert_msg(grade_verdict_rank(rank_rows[_i].told) < grade_verdict_rank(rank_rows[_i].other),
                  "%s", rank_rows[_i].label);
}
END_TEST

/* The names are part of the product. */
static const char *const verdict_names[GRADE_VERDICT_COUNT] = {
    "pass",         "wrong",         "error",     "cpu-limit", "wall-limit", "memory-limit",
    "output-limit", "process-limit", "violation", "exited",    "crashed",    "deadlock",
    "busy-wait",    "rule",          "skipped",   "internal",
};

START_TEST(verdicts)
{
    enum grade_verdict verdict = (enum grade_verdict)_i;
    ck_assert_str_eq(grade_verdict_name(verdict), verdict_names[_i]);
    ck_assert_int_eq(grade_verdict_find(verdict_names[_i]), _i);
    ck_assert_ptr_nonnull(grade_verdict_words(verdict));
    for (int other = 0; other < GRADE_VERDICT_COUNT; other++)
        ck_assert_msg(other == _i || grade_verdict_rank((enum grade_verdict)other) !=
                                         grade_verdict_rank(verdict),
                      "%s and %s: one of them must go first", verdict_names[other],
                      verdict_names[_i]);
    ck_assert_int_eq(grade_verdict_find("passed"), -1);
}
END_TEST

/* The loop ------------------------------------------------------------------------------------ */

struct party { /* two watches on pipes that are both readable */
    struct grade_loop *loop;
    struct grade_watch watches[2];
    int calls[2], ends[2][2];
    bool removes_other;
};

static void called(struct grade_watch *watch, uint32_t events)
{
    struct party *party = watch->owner;
    int which = watch == &party->watches[1];
    ck_assert(events & EPOLLIN);
    party->calls[which]++;
    if (party->removes_other)
        grade_loop_remove(party->loop, &party->watches[!which]);
}

static void open_party(struct party *party)
{
    struct grade_err err;
    memset(party, 0, sizeof(*party));
    party->loop = grade_loop_new(&err);
    ck_assert_ptr_nonnull(party->loop);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(pipe(party->ends[i]), 0);
        ck_assert_int_eq(write(party->ends[i][1], "x", 1), 1);
        party->watches[i] = (struct grade_watch){party->ends[i][0], called, party};
        ck_assert_int_eq(grade_loop_add(party->loop, &party->watches[i], EPOLLIN, &err), 0);
    }
}

static void close_party(struct party *party)
{
    for (int i = 0; i < 4; i++)
        close(party->ends[i / 2][i % 2]);
    grade_loop_free(party->loop);
}

START_TEST(loop_calls)
{
    struct party party;
    struct grade_err err;
    open_party(&party);
    ck_assert_int_eq(grade_loop_step(party.loop, 1000, &err), 0);
    ck_assert_int_eq(party.calls[0], 1);
    ck_assert_int_eq(party.calls[1], 1);
    grade_loop_change(party.loop, &party.watches[0], 0);
    grade_loop_remove(party.loop, &party.watches[1]);
    ck_assert_int_eq(grade_loop_step(party.loop, 0, &err), 0);
    ck_assert_int_eq(party.calls[0] + party.calls[1], 2);
    close_party(&party);
}
END_TEST

/* A watch that is removed in the round in which it is ready is not called: its owner may be gone.
 */
START_TEST(loop_forgets_within_a_round)
{
    struct party party;
    struct grade_err err;
    open_party(&party);
    party.removes_other = true;
    ck_assert_int_eq(grade_loop_step(party.loop, 1000, &err), 0);
    ck_assert_int_eq(party.calls[0] + party.calls[1], 1);
    close_party(&party);
}
END_TEST

START_TEST(loop_waits_and_refuses)
{
    struct grade_err err = {.msg = ""};
    struct grade_loop *loop = grade_loop_new(&err);
    uint64_t before = grade_now_ns();
    ck_assert_int_eq(grade_loop_step(loop, 20, &err), 0);
    ck_assert_uint_ge(grade_now_ns() - before, 19000000);
    struct grade_watch none = {-1, called, NULL};
    ck_assert_int_eq(grade_loop_add(loop, &none, EPOLLIN, &err), -EBADF);
    ck_assert_int_eq(err.fault, GRADE_FAULT_MACHINE);
    grade_loop_remove(loop, &none);
    grade_loop_free(loop);
    grade_loop_free(NULL);
}
END_TEST

/* Memory and strings -------------------------------------------------------------------------- */

START_TEST(memory)
{
    cleanup_free char *copy = grade_strndup("a\0bc", 4);
    ck_assert_mem_eq(copy, "a\0bc", 5);
    cleanup_free char *text = grade_printf("%d-%s", 3, "x");
    ck_assert_str_eq(text, "3-x");
    cleanup_free int *zeros = grade_alloc_array(10, sizeof(int));
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(zeros[i], 0);
    cleanup_free void *nothing = grade_alloc(0);
    ck_assert_ptr_nonnull(nothing);
    struct grade_strings list = {NULL, 0};
    grade_strings_add(&list, "one");
    grade_strings_add(&list, "two");
    ck_assert_uint_eq(list.count, 2);
    ck_assert_str_eq(list.items[1], "two");
    grade_strings_done(&list);
    grade_strings_done(&list);
    ck_assert_uint_eq(list.count, 0);
}
END_TEST

/* AddressSanitizer would end the program itself. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

/* What cannot be had ends the program with its own status, at once. */
/* Only as many workers as processors are told apart; in a process of Check's own. */
START_TEST(processors)
{
    cpu_set_t before, after, seen;
    unsigned count = grade_cpus();
    ck_assert_int_eq(sched_getaffinity(0, sizeof(before), &before), 0);
    ck_assert_uint_eq(count, (unsigned)CPU_COUNT(&before));
    grade_cpus_keep(0, count + 1);
    grade_cpus_keep(count, count);
    grade_cpus_keep(0, 1);
    ck_assert_int_eq(sched_getaffinity(0, sizeof(after), &after), 0);
    ck_assert(CPU_EQUAL(&before, &after));
    CPU_ZERO(&seen);
    for (unsigned i = 0; i < count; i++) {
        grade_cpus_keep(i, count);
        ck_assert_int_eq(sched_getaffinity(0, sizeof(after), &after), 0);
        ck_assert_int_eq(CPU_COUNT(&after), 1);
        CPU_OR(&seen, &seen, &after);
        ck_assert_int_eq(sched_setaffinity(0, sizeof(before), &before), 0);
    }
    ck_assert(CPU_EQUAL(&before, &seen));
    ck_assert_uint_eq(grade_cpus(), count);
}
END_TEST

START_TEST(memory_overflow)
{
    grade_alloc_array(SIZE_MAX / 4, 8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("core");
    TCase *tc = tcase_create("core"), *fs = tcase_create("files");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, errors);
    tcase_add_test(tc, long_errors);
    tcase_add_test(tc, buffers);
    tcase_add_test(tc, buffers_grow);
    tcase_add_loop_test(tc, nearest, 0, (int)GRADE_COUNT(near_rows));
    tcase_add_loop_test(tc, limits, 0, (int)GRADE_COUNT(limit_rows));
    tcase_add_loop_test(tc, limit_table, 0, GRADE_LIMIT_COUNT);
    tcase_add_loop_test(tc, ranks, 0, (int)GRADE_COUNT(rank_rows));
    tcase_add_loop_test(tc, verdicts, 0, GRADE_VERDICT_COUNT);
    tcase_add_test(tc, loop_calls);
    tcase_add_test(tc, loop_forgets_within_a_round);
    tcase_add_test(tc, loop_waits_and_refuses);
    tcase_add_test(tc, memory);
    tcase_add_test(tc, processors);
    tcase_add_exit_test(tc, memory_overflow, GRADE_FAULT_MACHINE);
    suite_add_tcase(suite, tc);
    tcase_add_checked_fixture(fs, make_folder, remove_folder);
    tcase_set_timeout(fs, 30);
    tcase_add_loop_test(fs, files, 0, (int)GRADE_COUNT(file_rows));
    suite_add_tcase(suite, fs);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
