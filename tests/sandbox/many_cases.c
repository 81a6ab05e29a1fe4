/* Many cases through one runner: nothing may grow but the count. Usage: many_cases PYTHON HARNESS
 * EXTENSION PROBLEM SOLUTION CASES. Checks descriptors, children and zombies, and the memory of the
 * supervisor and its cell. */
#include "grade/bank.h"
#include "grade/buf.h"
#include "grade/mem.h"
#include "grade/run.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    GROWTH_KIB = 1024, /* of the heap, over the whole run: 50 bytes a case show in a long one */
    WARM_PART = 2,     /* the first half of the cases: until every pool has its size */
    CHILDREN_MAX = 16,
};

struct state {
    long rss_kib, descriptors, children, zombies, cell_rss_kib, cell_descriptors;
};

static long count_entries(const char *path)
{
    long count = 0;
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        count += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return dir ? count : -1;
}

static long rss_of(long pid)
{
    char path[64], line[256];
    long kib = -1;
    snprintf(path, sizeof(path), "/proc/%ld/status", pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof(line), file))
        sscanf(line, "RssAnon: %ld", &kib);
    if (file)
        fclose(file);
    return kib;
}

/* "Z" in /proc/PID/stat, behind the name in parentheses. */
static bool is_zombie(long pid)
{
    char path[64], text[512] = "";
    snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
    FILE *file = fopen(path, "re");
    size_t got = file ? fread(text, 1, sizeof(text) - 1, file) : 0;
    if (file)
        fclose(file);
    text[got] = '\0';
    const char *end = strrchr(text, ')');
    return end && end[1] == ' ' && end[2] == 'Z';
}

static size_t list_children(long pid, long out[CHILDREN_MAX])
{
    char path[96];
    size_t count = 0;
    snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", pid, pid);
    FILE *file = fopen(path, "re");
    while (file && count < CHILDREN_MAX && fscanf(file, "%ld", &out[count]) == 1)
        count++;
    if (file)
        fclose(file);
    return count;
}

/* Of this process and, where it may be looked at, of its cell: the child that is a Python. */
static struct state look(void)
{
    long children[CHILDREN_MAX], below[CHILDREN_MAX];
    struct state now = {.rss_kib = rss_of(getpid()), .descriptors = count_entries("/proc/self/fd")};
    size_t count = list_children(getpid(), children);
    now.children = (long)count;
    for (size_t i = 0; i < count; i++) {
        char path[64];
        now.zombies += is_zombie(children[i]);
        size_t cases = list_children(children[i], below);
        for (size_t k = 0; k < cases; k++)
            now.zombies += is_zombie(below[k]);
        now.children += (long)cases;
        long rss = rss_of(children[i]);
        if (rss > now.cell_rss_kib) {
            now.cell_rss_kib = rss;
            snprintf(path, sizeof(path), "/proc/%ld/fd", children[i]);
            now.cell_descriptors = count_entries(path);
        }
    }
    return now;
}

static void show(const char *when, size_t cases, const struct state *now)
{
    printf("%-6s %7zu cases: heap %ld KiB, descriptors %ld, children %ld, zombies %ld; cell %ld "
           "KiB, descriptors %ld\n",
           when, cases, now->rss_kib, now->descriptors, now->children, now->zombies,
           now->cell_rss_kib, now->cell_descriptors);
    fflush(stdout);
}

static int differs(const char *what, long before, long after, long allowed)
{
    if (after - before <= allowed)
        return 0;
    printf("FAILED: %s: %ld at first, %ld at last\n", what, before, after);
    return 1;
}

static int compare(const struct state *before, const struct state *after)
{
    return differs("heap (KiB)", before->rss_kib, after->rss_kib, GROWTH_KIB) +
           differs("descriptors", before->descriptors, after->descriptors, 0) +
           differs("children", before->children, after->children, 0) +
           differs("zombies", 0, after->zombies, 0) +
           differs("memory of the cell (KiB)", before->cell_rss_kib, after->cell_rss_kib,
                   GROWTH_KIB) +
           differs("descriptors of the cell", before->cell_descriptors, after->cell_descriptors, 0);
}

/* One solution graded: the number of its cases that ran, or negative errno. */
static long grade_once(struct grade_runner *runner, const struct grade_run_job *job,
                       struct grade_err *err)
{
    struct grade_result *result = NULL;
    int rc = grade_runner_grade(runner, job, &result, err);
    long cases = rc < 0 ? rc : (long)result->case_count;
    for (size_t i = 0; rc == 0 && i < result->case_count; i++)
        if (result->cases[i].verdict == GRADE_VERDICT_INTERNAL)
            cases = grade_fail(err, GRADE_FAULT_MACHINE, 0, "case '%s': internal",
                               result->cases[i].name);
    grade_result_free(result);
    return cases;
}

static int run(struct grade_runner *runner, const struct grade_run_job *job, size_t wanted)
{
    struct state before = {0}, now;
    struct grade_err err;
    size_t done = 0;
    while (done < wanted) {
        long cases = grade_once(runner, job, &err);
        if (cases < 0) {
            printf("FAILED: after %zu cases: %s\n", done, err.msg);
            return 1;
        }
        done += (size_t)cases;
        if (!before.descriptors && done >= wanted / WARM_PART) {
            before = look();
            show("first", done, &before);
        }
    }
    now = look();
    show("last", done, &now);
    return compare(&before, &now);
}

int main(int argc, char **argv)
{
    if (argc != 7)
        return 2;
    struct grade_err err;
    struct grade_python python;
    struct grade_problem *problem = NULL;
    struct grade_runner *runner = NULL;
    cleanup_buf struct grade_buf source = GRADE_BUF_INIT;
    signal(SIGPIPE, SIG_IGN);
    int rc = grade_python_find(&python, argv[1], &err);
    if (rc == 0)
        rc = grade_problem_load(&problem, argv[4], NULL, 0, &err);
    if (rc == 0)
        rc = grade_buf_read_file(&source, AT_FDCWD, argv[5], GRADE_SOLUTION_MAX, &err);
    const struct grade_run_config config = {.python = &python,
                                            .harness = argv[2],
                                            .extension = argv[3],
                                            .require = GRADE_LEVEL_BASELINE,
                                            .in_flight = 2,
                                            .interrupt_fd = -1};
    if (rc == 0)
        rc = grade_runner_new(&runner, &config, &err);
    const struct grade_run_job job = {.problem = problem,
                                      .solution_path = argv[5],
                                      .source = grade_buf_text(&source),
                                      .source_len = source.len};
    if (rc < 0)
        printf("FAILED: %s\n", err.msg);
    int failed = rc < 0 ? 1 : run(runner, &job, strtoul(argv[6], NULL, 10));
    grade_runner_free(runner);
    grade_problem_free(problem);
    grade_python_done(&python);
    return failed ? 1 : 0;
}
