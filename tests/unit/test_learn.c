/* The record of a learner: what is written and read back, what two processes, a killed one and a
 * damaged file do to it, and what is proposed next. */
#include "scratch.h"

#include "learn/learn_internal.h"

#include "grade/mem.h"
#include "grade/verdict.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A literal for a field that owns its text elsewhere. */
#define TEXT(literal) ((char *)(literal))

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static char *store; /* the usual place */

static void set_up(void)
{
    scratch_make();
    setenv("XDG_STATE_HOME", scratch, 1);
    setenv("TZ", "UTC", 1);
    store = scratch_at("grade/progress.db");
}

static void tear_down(void)
{
    scratch_drop();
    free(store);
}

static struct grade_learn *open_store(void)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_learn *learn = NULL;
    struct grade_err err;
    int rc = grade_learn_open(&learn, NULL, &notes, &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    ck_assert_msg(!notes.len, "%s", grade_buf_text(&notes));
    return learn;
}

/* A run of three cases, the last hidden: `outcome` has p, f or s for each. */
static void run_problem(struct grade_learn *learn, const char *id, const char *outcome,
                        bool partial, const char *belief)
{
    struct grade_case_result cases[3] = {{.name = TEXT("first")},
                                         {.name = TEXT("second")},
                                         {.name = TEXT("secret"), .hidden = true}};
    struct grade_problem problem = {.dir = TEXT("/nowhere"), .id = TEXT(id)};
    struct grade_result result = {.problem_id = TEXT(id),
                                  .problem_digest = TEXT(ZEROS),
                                  .solution_digest = TEXT(ZEROS),
                                  .cases = cases,
                                  .case_count = 3,
                                  .misconception = TEXT(belief),
                                  .duration_ms = 12};
    for (int i = 0; i < 3; i++) {
        cases[i].verdict = outcome[i] == 'p'   ? GRADE_VERDICT_PASS
                           : outcome[i] == 'f' ? GRADE_VERDICT_WRONG
                                               : GRADE_VERDICT_SKIPPED;
        if (outcome[i] == 'f')
            result.verdict = GRADE_VERDICT_WRONG;
    }
    const struct grade_learn_run run = {&problem, &result, partial, "-"};
    struct grade_err err;
    int rc = grade_learn_add(learn, &run, &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
}

static void must_run(struct grade_learn *learn, const char *sql)
{
    struct grade_err err;
    int rc = learn_run(learn, sql, &err);
    ck_assert_msg(rc == 0, "%s: %s", sql, err.msg);
}

static long long number(struct grade_learn *learn, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    struct grade_err err;
    ck_assert_int_eq(learn_prepare(&statement, learn, sql, &err), 0);
    ck_assert_int_eq(learn_step(learn, statement, &err), 1);
    long long found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return found;
}

/* Recording --------------------------------------------------------------------------------- */

static const struct state_row {
    const char *label;
    const char *runs; /* three letters each; behind ':' partial; h a hint, b a start */
    enum grade_learn_state state;
    long long attempts, failed_before;
    int rung;
} state_rows[] = {
    {"nothing", "", GRADE_LEARN_NEW, 0, 0, 0},
    {"begun", "b", GRADE_LEARN_STARTED, 0, 0, 0},
    {"a hint", "h", GRADE_LEARN_STARTED, 0, 0, 1},
    {"failed", "pfp", GRADE_LEARN_TRIED, 1, 1, 0},
    {"failed in secret", "ppf", GRADE_LEARN_TRIED, 1, 1, 0},
    {"only a part passed", ":pss", GRADE_LEARN_TRIED, 1, 0, 0},
    {"passed", "ppp", GRADE_LEARN_SOLVED, 1, 0, 0},
    {"passed at last", "h fff pff ppf ppp", GRADE_LEARN_SOLVED, 4, 3, 1},
    {"broken again", "fff ppp fff", GRADE_LEARN_SOLVED, 3, 1, 0},
    {"two hints", "b h h", GRADE_LEARN_STARTED, 0, 0, 2},
};

START_TEST(states)
{
    const struct state_row *row = &state_rows[_i];
    struct grade_learn *learn = open_store();
    struct grade_learn_facts facts = {NULL, 0};
    struct grade_err err;
    int rung = 0;
    for (const char *at = row->runs; *at; at += *at == ' ') {
        if (*at == 'b')
            ck_assert_int_eq(grade_learn_start(learn, "t/01", NULL, &err), 0);
        else if (*at == 'h')
            ck_assert_int_eq(grade_learn_hint(learn, "t/01", ++rung, &err), 0);
        if (*at == 'b' || *at == 'h') {
            at++;
            continue;
        }
        bool partial = *at == ':';
        run_problem(learn, "t/01", at + partial, partial, NULL);
        at += 3 + partial;
        usleep(2000); /* which was first is told by milliseconds */
    }
    ck_assert_int_eq(grade_learn_facts(&facts, learn, &err), 0);
    const struct grade_learn_fact *fact = grade_learn_fact(&facts, "t/01");
    ck_assert_msg(fact->state == row->state, "%s: %s", row->label,
                  grade_learn_state_name(fact->state));
    ck_assert_msg(fact->attempts == row->attempts, "%s: %lld runs", row->label, fact->attempts);
    ck_assert_msg(fact->failed_before == row->failed_before, "%s: %lld failed", row->label,
                  fact->failed_before);
    ck_assert_msg(fact->rung == row->rung, "%s: rung %d", row->label, fact->rung);
    ck_assert_int_eq(grade_learn_fact(&facts, "t/02")->state, GRADE_LEARN_NEW);
    grade_learn_facts_done(&facts);
    grade_learn_close(learn);
}
END_TEST

/* Of hidden cases there is a count, and nowhere in the file a name. */
START_TEST(hidden_stays_hidden)
{
    struct grade_learn *learn = open_store();
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT, file = GRADE_BUF_INIT;
    struct grade_err err;
    run_problem(learn, "t/01", "ppf", false, NULL);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM outcome"), 2);
    ck_assert_int_eq(number(learn, "SELECT hidden_failed FROM attempt"), 1);
    ck_assert_int_eq(grade_learn_export(&text, learn, &err), 0);
    ck_assert_ptr_nonnull(strstr(grade_buf_text(&text), "second"));
    ck_assert_ptr_null(strstr(grade_buf_text(&text), "secret"));
    grade_learn_close(learn);
    ck_assert_int_eq(grade_buf_read_file(&file, AT_FDCWD, store, 1 << 20, &err), 0);
    ck_assert_ptr_null(memmem(file.data, file.len, "secret", 6));
}
END_TEST

static const struct attempt_row {
    const char *label;
    struct grade_result result;
    bool none_ran;
} not_attempts[] = {
    {"interrupted", {.interrupted = true, .verdict = GRADE_VERDICT_WRONG}, false},
    {"grade failed", {.verdict = GRADE_VERDICT_INTERNAL}, false},
    {"the machine lacks something", {.verdict = GRADE_VERDICT_SKIPPED}, false},
    {"no case", {.verdict = GRADE_VERDICT_PASS}, true},
};

START_TEST(not_an_attempt)
{
    struct grade_case_result c = {.name = TEXT("first")};
    struct grade_problem problem = {.dir = TEXT("/nowhere"), .id = TEXT("t/01")};
    struct grade_result result = not_attempts[_i].result;
    result.cases = &c;
    result.case_count = !not_attempts[_i].none_ran;
    const struct grade_learn_run run = {&problem, &result, false, "-"};
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_err err;
    ck_assert_int_eq(grade_learn_record(&run, NULL, &notes, &err), 0);
    ck_assert_msg(access(store, F_OK) < 0, "%s: recorded", not_attempts[_i].label);
}
END_TEST

static struct grade_case_result only_case = {.name = TEXT("first")};
static struct grade_problem some_problem = {.dir = TEXT("/nowhere"), .id = TEXT("t/01")};
static struct grade_result some_result = {.problem_id = TEXT("t/01"),
                                          .problem_digest = TEXT(ZEROS),
                                          .solution_digest = TEXT(ZEROS),
                                          .cases = &only_case,
                                          .case_count = 1};
static const struct grade_learn_run some_run = {&some_problem, &some_result, false, "-"};

/* Never made ahead, never waited for; a run goes into what was opened so. */
START_TEST(ahead)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_err err;
    ck_assert_ptr_null(grade_learn_ahead());
    ck_assert_msg(access(store, F_OK) < 0, "made");
    grade_learn_close(open_store());
    struct grade_learn *opened = grade_learn_ahead();
    ck_assert_ptr_nonnull(opened);
    ck_assert_int_eq(grade_learn_record(&some_run, opened, &notes, &err), 0);
    struct grade_learn *learn = open_store();
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 1);
    must_run(learn, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; "
                    "BEGIN EXCLUSIVE");
    long long before = learn_now_ms();
    ck_assert_ptr_null(grade_learn_ahead());
    ck_assert_int_lt(learn_now_ms() - before, LEARN_BUSY_MS);
    grade_learn_close(learn);
}
END_TEST

/* Each run opens the record anew, and would read a long log from its beginning. */
START_TEST(log_stays_short)
{
    enum { RUNS = 200, MOST = 1 << 20 };
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    cleanup_free char *log = grade_printf("%s-wal", store);
    struct grade_err err;
    struct stat st;
    for (int i = 0; i < RUNS; i++) {
        ck_assert_int_eq(grade_learn_record(&some_run, NULL, &notes, &err), 0);
        ck_assert_msg(stat(log, &st) < 0 || st.st_size < MOST, "%lld bytes after %d runs",
                      (long long)st.st_size, i + 1);
    }
    struct grade_learn *learn = open_store();
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), RUNS);
    grade_learn_close(learn);
}
END_TEST

static const struct wanted_row {
    const char *progress, *ci;
    bool wanted;
} wanted_rows[] = {
    {NULL, NULL, true},    {NULL, "true", false}, {NULL, "1", false},   {NULL, "", true},
    {NULL, "false", true}, {"off", NULL, false},  {"OFF", NULL, false}, {"0", NULL, false},
    {"on", "true", true},  {"on", NULL, true},    {"", "true", false},  {"perhaps", NULL, true},
};

START_TEST(wanted)
{
    const struct wanted_row *row = &wanted_rows[_i];
    unsetenv("GRADE_PROGRESS");
    unsetenv("CI");
    if (row->progress)
        setenv("GRADE_PROGRESS", row->progress, 1);
    if (row->ci)
        setenv("CI", row->ci, 1);
    ck_assert_msg(grade_learn_wanted() == row->wanted, "row %d", _i);
}
END_TEST

START_TEST(places)
{
    cleanup_free char *path = NULL;
    struct grade_err err;
    ck_assert_int_eq(grade_learn_path(&path, &err), 0);
    ck_assert_str_eq(path, store);
    setenv("XDG_STATE_HOME", "relative", 1);
    setenv("HOME", "/home/ada", 1);
    grade_cleanup_free(&path);
    ck_assert_int_eq(grade_learn_path(&path, &err), 0);
    ck_assert_str_eq(path, "/home/ada/.local/state/grade/progress.db");
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    ck_assert_int_lt(grade_learn_path(&path, &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "neither XDG_STATE_HOME nor HOME"));
}
END_TEST

START_TEST(for_nobody_else)
{
    struct stat st;
    grade_learn_close(open_store());
    ck_assert_int_eq(stat(store, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
}
END_TEST

/* Several at once, and ends without warning --------------------------------------------------- */

enum { WRITERS = 4, RUNS = 25 };

START_TEST(nothing_is_lost)
{
    pid_t writers[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        if (writers[i] != 0)
            continue;
        struct grade_learn *learn = NULL;
        cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
        struct grade_err err;
        for (int k = 0; k < RUNS; k++) { /* each opens anew, as each grade does */
            if (grade_learn_open(&learn, NULL, &notes, &err) < 0 || notes.len)
                _exit(1);
            run_problem(learn, "t/01", "pfp", false, NULL);
            grade_learn_close(learn);
        }
        _exit(0);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = -1;
        ck_assert_int_eq(waitpid(writers[i], &status, 0), writers[i]);
        ck_assert_int_eq(status, 0);
    }
    struct grade_learn *learn = open_store();
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), WRITERS * RUNS);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM outcome"), 2 * WRITERS * RUNS);
    grade_learn_close(learn);
}
END_TEST

/* The child says by a byte that a run is committed, then is in the middle of the next: killed
 * there, it leaves what it committed, and whole. */
START_TEST(killed)
{
    int told[2];
    char byte;
    ck_assert_int_eq(pipe(told), 0);
    pid_t child = fork();
    if (child == 0) {
        struct grade_err err;
        struct grade_learn *learn = open_store();
        for (int i = 0; i < 3; i++)
            run_problem(learn, "t/01", "pfp", false, NULL);
        if (learn_begin(learn, &err) < 0 ||
            learn_run(learn, "INSERT INTO place (problem, path) VALUES ('half', 'half')", &err) < 0)
            _exit(1);
        if (write(told[1], "x", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    ck_assert_int_eq(read(told[0], &byte, 1), 1);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ck_assert_int_eq(WTERMSIG(status), SIGKILL);
    struct grade_learn *learn = open_store();
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 3);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM place"), 0);
    run_problem(learn, "t/01", "ppp", false, NULL);
    grade_learn_close(learn);
    close(told[0]);
    close(told[1]);
}
END_TEST

/* Damage -------------------------------------------------------------------------------------- */

static int count_damaged(void)
{
    cleanup_free char *command = grade_printf("ls %s/grade | grep -c 'damaged-.*[0-9]$'", scratch);
    FILE *out = popen(command, "r");
    int count = -1;
    ck_assert_int_eq(fscanf(out, "%d", &count), 1);
    pclose(out);
    return count;
}

static void overwrite(long from, const char *bytes, size_t len)
{
    int fd = open(store, O_WRONLY | O_CREAT, 0600);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, bytes, len, from), (ssize_t)len);
    close(fd);
}

static const struct damage_row {
    const char *label;
    long from; /* -1: the whole file is this text */
    const char *bytes;
} damage_rows[] = {
    {"no database", -1,
     "this is no database, and longer than the head of one would be: a text, a "
     "text, a text, a text, a text, a text, a text"},
    {"the head", 0, "garbage!garbage!garbage!garbage!"},
    {"the schema", 100, "garbage!garbage!garbage!garbage!garbage!garbage!"},
    {"a page of rows", 4096, "garbage!garbage!garbage!garbage!garbage!garbage!"},
};

START_TEST(damaged)
{
    const struct damage_row *row = &damage_rows[_i];
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_learn *learn = open_store();
    struct grade_err err;
    for (int i = 0; i < 50; i++)
        run_problem(learn, "t/01", "pfp", false, NULL);
    must_run(learn, "PRAGMA journal_mode = DELETE"); /* all of it in the one file */
    grade_learn_close(learn);
    if (row->from < 0)
        ck_assert_int_eq(truncate(store, 0), 0);
    overwrite(row->from < 0 ? 0 : row->from, row->bytes, strlen(row->bytes));
    int rc = grade_learn_open(&learn, NULL, &notes, &err);
    ck_assert_msg(rc == 0, "%s: %s", row->label, err.msg);
    ck_assert_msg(strstr(grade_buf_text(&notes), "progress.db.damaged-"), "%s: %s", row->label,
                  grade_buf_text(&notes));
    ck_assert_int_eq(count_damaged(), 1);
    run_problem(learn, "t/01", "ppp", false, NULL);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 1);
    grade_learn_close(learn);
    grade_learn_close(open_store()); /* it is told once */
}
END_TEST

/* Two that find the damage at the same time: it is set aside once, and neither run is lost. */
START_TEST(damaged_for_two)
{
    grade_learn_close(open_store());
    ck_assert_int_eq(truncate(store, 0), 0);
    overwrite(0, damage_rows[0].bytes, strlen(damage_rows[0].bytes));
    pid_t writers[2];
    for (int i = 0; i < 2; i++) {
        writers[i] = fork();
        if (writers[i] != 0)
            continue;
        struct grade_learn *learn = NULL;
        cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
        struct grade_err err;
        if (grade_learn_open(&learn, NULL, &notes, &err) < 0)
            _exit(1);
        run_problem(learn, "t/01", "ppp", false, NULL);
        grade_learn_close(learn);
        _exit(0);
    }
    for (int i = 0; i < 2; i++) {
        int status = -1;
        waitpid(writers[i], &status, 0);
        ck_assert_int_eq(status, 0);
    }
    struct grade_learn *learn = open_store();
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 2);
    ck_assert_int_eq(count_damaged(), 1);
    grade_learn_close(learn);
}
END_TEST

/* What is not ours to set aside stays where it is, and is said. */
static const struct refused_row {
    const char *label, *sql, *message;
} refused_rows[] = {
    {"a later grade's", "PRAGMA user_version = 99", "was written by a later grade"},
    {"a folder", NULL, "is not a file"},
};

START_TEST(refused)
{
    const struct refused_row *row = &refused_rows[_i];
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_learn *learn = open_store();
    struct grade_err err;
    if (row->sql)
        must_run(learn, row->sql);
    grade_learn_close(learn);
    if (!row->sql) {
        ck_assert_int_eq(unlink(store), 0);
        ck_assert_int_eq(mkdir(store, 0700), 0);
    }
    learn = NULL;
    ck_assert_int_lt(grade_learn_open(&learn, NULL, &notes, &err), 0);
    ck_assert_msg(strstr(err.msg, row->message), "%s: %s", row->label, err.msg);
    ck_assert_ptr_null(learn);
    ck_assert_int_eq(access(store, F_OK), 0);
}
END_TEST

/* A FIFO in its place must not make anybody wait. */
START_TEST(a_fifo)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_learn *learn = NULL;
    struct grade_err err;
    grade_learn_close(open_store());
    ck_assert_int_eq(unlink(store), 0);
    ck_assert_int_eq(mkfifo(store, 0600), 0);
    ck_assert_int_lt(grade_learn_open(&learn, NULL, &notes, &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "is not a file"));
}
END_TEST

/* Moving -------------------------------------------------------------------------------------- */

static int keep_text(void *context, const struct grade_buf *text, struct grade_err *err)
{
    (void)err;
    grade_buf_add(context, text->data, text->len);
    return 0;
}

static int keep_not(void *context, const struct grade_buf *text, struct grade_err *err)
{
    (void)context;
    (void)text;
    return grade_fail(err, GRADE_FAULT_MACHINE, ENOSPC, "no room");
}

START_TEST(there_and_back)
{
    struct grade_learn *learn = open_store();
    struct grade_learn_imported imported;
    struct grade_err err;
    cleanup_buf struct grade_buf first = GRADE_BUF_INIT, again = GRADE_BUF_INIT;
    run_problem(learn, "t/01", "pfp", false, "a_belief");
    run_problem(learn, "t/01", "pss", true, NULL);
    run_problem(learn, "t/02", "ppp", false, NULL);
    ck_assert_int_eq(grade_learn_hint(learn, "t/02", 2, &err), 0);
    ck_assert_int_lt(grade_learn_reset(learn, keep_not, NULL, &err), 0);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 3);
    ck_assert_int_eq(grade_learn_reset(learn, keep_text, &first, &err), 0);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 0);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM moment"), 0);
    for (int i = 0; i < 2; i++) { /* the second time there is nothing to add */
        int rc = grade_learn_import(&imported, learn, first.data, first.len, &err);
        ck_assert_msg(rc == 0, "%s", err.msg);
        ck_assert_uint_eq(imported.read, 4);
        ck_assert_uint_eq(imported.added, i == 0 ? 4 : 0);
    }
    ck_assert_int_eq(grade_learn_export(&again, learn, &err), 0);
    ck_assert_str_eq(grade_buf_text(&again), grade_buf_text(&first));
    grade_learn_close(learn);
}
END_TEST

#define UID "00000000000000000000000000000001"
#define ATTEMPT(more)                                                                              \
    "{\"format\": 1, \"kind\": \"grade-progress\", \"moments\": [], \"attempts\": [{\"uid\": "     \
    "\"" UID "\", \"problem\": \"t/01\", \"digest\": \"" ZEROS "\", \"solution\": \"" ZEROS        \
    "\", \"duration_ms\": 1, \"hidden_passed\": 0, \"hidden_failed\": 0, \"partial\": false, "     \
    "\"passed\": [], " more "}]}"
#define WHEN "\"at\": 1, \"day\": \"2026-11-22\", "

static const struct import_row {
    const char *label, *text, *message;
} import_rows[] = {
    {"nothing", "", "line 1"},
    {"another file", "{\"name\": \"x\"}", "unknown key 'name'"},
    {"another kind", "{\"format\": 1, \"kind\": \"x\", \"attempts\": [], \"moments\": []}",
     "is this an export of progress?"},
    {"a later format",
     "{\"format\": 9, \"kind\": \"grade-progress\", \"attempts\": [], \"moments\": []}",
     "format: 9 is newer than this grade"},
    {"attempts missing", "{\"format\": 1, \"kind\": \"grade-progress\", \"moments\": []}",
     "'attempts' is missing"},
    {"a verdict", ATTEMPT(WHEN "\"verdict\": \"good\", \"failed\": []"),
     "attempts: item 1: verdict: there is no verdict 'good'"},
    {"a verdict with a NUL", ATTEMPT(WHEN "\"verdict\": \"pass\\u0000\", \"failed\": []"),
     "there is no verdict"},
    {"a day", ATTEMPT("\"at\": 1, \"day\": \"22.11.2026\", \"verdict\": \"pass\", \"failed\": []"),
     "day: '22.11.2026' is not a day"},
    {"a time",
     ATTEMPT("\"at\": -1, \"day\": \"2026-11-22\", \"verdict\": \"pass\", \"failed\": []"),
     "at: must lie between 0 and"},
    {"a time beyond time",
     ATTEMPT("\"at\": 9223372036854775808, \"day\": \"2026-11-22\", \"verdict\": \"pass\", "
             "\"failed\": []"),
     "at: must lie between"},
    {"a name", ATTEMPT(WHEN "\"verdict\": \"wrong\", \"failed\": [\"a\\u001b[2J\"]"),
     "failed: item 1:"},
    {"a number for a name", ATTEMPT(WHEN "\"verdict\": \"wrong\", \"failed\": [1]"),
     "failed: item 1: must be a string"},
    {"a slip", ATTEMPT(WHEN "\"verdict\": \"wrong\", \"failde\": []"),
     "unknown key 'failde' (did you mean 'failed'?)"},
    {"a moment",
     "{\"format\": 1, \"kind\": \"grade-progress\", \"attempts\": [], \"moments\": [{\"uid\": "
     "\"" UID "\", \"problem\": \"t/01\", \"kind\": \"hnt\", \"day\": \"2026-11-22\", \"rung\": 1, "
     "\"at\": 1}]}",
     "moments: item 1: kind: must be 'start' or 'hint', not 'hnt' (did you mean 'hint'?)"},
    {"the second",
     "{\"format\": 1, \"kind\": \"grade-progress\", \"attempts\": [], \"moments\": "
     "[{\"uid\": \"" UID "\", \"problem\": \"t/01\", \"kind\": \"hint\", \"day\": "
     "\"2026-11-22\", \"rung\": 1, \"at\": 1}, {}]}",
     "moments: item 2: the key 'uid' is missing"},
};

START_TEST(import_refuses)
{
    const struct import_row *row = &import_rows[_i];
    struct grade_learn *learn = open_store();
    struct grade_learn_imported imported;
    struct grade_err err;
    int rc = grade_learn_import(&imported, learn, row->text, strlen(row->text), &err);
    ck_assert_msg(rc < 0, "%s: taken", row->label);
    ck_assert_msg(strstr(err.msg, row->message), "%s: %s", row->label, err.msg);
    ck_assert_msg(err.fault == GRADE_FAULT_USAGE, "%s: fault %d", row->label, err.fault);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM attempt"), 0);
    ck_assert_int_eq(number(learn, "SELECT count(*) FROM moment"), 0);
    grade_learn_close(learn);
}
END_TEST

/* Habits -------------------------------------------------------------------------------------- */

/* Runs on these days of January 2030, one each unless said otherwise; today is the 20th. */
static const struct streak_row {
    const char *label;
    int days[8];
    long long streak, longest;
} streak_rows[] = {
    {"never", {0}, 0, 0},
    {"today", {20}, 1, 1},
    {"yesterday", {19}, 1, 1},
    {"the day before", {18}, 0, 1},
    {"three and today", {17, 18, 19, 20}, 4, 4},
    {"a gap", {1, 2, 3, 19, 20}, 2, 3},
    {"twice a day", {19, 19, 20, 20}, 2, 2},
    {"out of order", {20, 18, 19}, 3, 3},
};
enum { TODAY = 1895097600 /* 2030-01-20 00:00 UTC */, DAY = 86400 };

START_TEST(streaks)
{
    const struct streak_row *row = &streak_rows[_i];
    struct grade_learn *learn = open_store();
    struct grade_learn_habits habits;
    struct grade_err err;
    for (int i = 0; row->days[i]; i++) {
        cleanup_free char *sql = grade_printf(
            "UPDATE attempt SET day = '2030-01-%02d', at = %lld WHERE id = (SELECT max(id) FROM "
            "attempt)",
            row->days[i], ((long long)TODAY + (long long)(row->days[i] - 20) * DAY) * 1000);
        run_problem(learn, "t/01", "pfp", false, NULL);
        must_run(learn, sql);
    }
    ck_assert_int_eq(grade_learn_habits(&habits, learn, TODAY + 3600, &err), 0);
    ck_assert_msg(habits.streak == row->streak, "%s: streak %lld", row->label, habits.streak);
    ck_assert_msg(habits.longest == row->longest, "%s: longest %lld", row->label, habits.longest);
    grade_learn_habits_done(&habits);
    grade_learn_close(learn);
}
END_TEST

START_TEST(time_and_trouble)
{
    static const int minutes[] = {0, 10, 15, 100, 105}; /* from 15 to 100 is a pause */
    struct grade_learn *learn = open_store();
    struct grade_learn_habits habits;
    struct grade_err err;
    for (size_t i = 0; i < GRADE_COUNT(minutes); i++) {
        run_problem(learn, i < 2 ? "t/01" : "t/02", i == 4 ? "fpp" : "pfp", false,
                    i < 4 ? "off_by_one" : NULL);
        cleanup_free char *sql =
            grade_printf("UPDATE attempt SET at = %d WHERE id = (SELECT max(id) FROM attempt)",
                         minutes[i] * 60000);
        must_run(learn, sql);
    }
    ck_assert_int_eq(grade_learn_habits(&habits, learn, TODAY, &err), 0);
    ck_assert_int_eq(habits.seconds, 20 * 60);
    ck_assert_uint_eq(habits.spent_count, 2);
    ck_assert_int_eq(habits.spent[0].seconds, 10 * 60);
    ck_assert_int_eq(habits.spent[1].seconds, 10 * 60);
    /* t/01: `second` twice, and the belief; of t/02 `second` passed when it last ran. */
    ck_assert_uint_eq(habits.trouble_count, 3);
    ck_assert_str_eq(habits.troubles[0].name, "off_by_one");
    ck_assert_str_eq(habits.troubles[1].name, "second");
    ck_assert_str_eq(habits.troubles[1].problem, "t/01");
    ck_assert_int_eq(habits.troubles[1].runs, 2);
    grade_learn_habits_done(&habits);
    grade_learn_close(learn);
}
END_TEST

/* What comes next ------------------------------------------------------------------------------ */

static const char roadmap[] =
    "{\"format\": 1, \"areas\": [{\"id\": \"a\", \"title\": \"A\"}], \"skills\": [], \"topics\": ["
    "{\"id\": \"base\", \"title\": \"T\", \"area\": \"a\", \"order\": 1},"
    "{\"id\": \"bridge\", \"title\": \"T\", \"area\": \"a\", \"order\": 2, \"requires\": "
    "[\"base\"]},"
    "{\"id\": \"urgent\", \"title\": \"T\", \"area\": \"a\", \"order\": 3, \"priority\": 1, "
    "\"requires\": [\"bridge\"]},"
    "{\"id\": \"other\", \"title\": \"T\", \"area\": \"a\", \"order\": 4, \"priority\": 2}]}";

/* In the order of ids, as a catalogue has them. base/03 asks for base/02. */
static struct grade_entry entries[] = {
    {.id = TEXT("base/01"), .topic = TEXT("base"), .difficulty = 2, .hint_count = 2},
    {.id = TEXT("base/02"), .topic = TEXT("base"), .difficulty = 1, .hint_count = 2},
    {.id = TEXT("base/03"), .topic = TEXT("base"), .difficulty = 1, .hint_count = 2},
    {.id = TEXT("broken/01"), .topic = TEXT("base"), .fault = TEXT("broken")},
    {.id = TEXT("other/01"), .topic = TEXT("other"), .difficulty = 1},
    {.id = TEXT("urgent/01"), .topic = TEXT("urgent"), .difficulty = 1},
};

enum { A_DAY = 86400, NOW = 1000 * A_DAY };

#define SOLVED(name, failed, hints, days_ago)                                                      \
    {                                                                                              \
        .problem = TEXT(name), .state = GRADE_LEARN_SOLVED, .attempts = (failed) + 1, .passes = 1, \
        .pass_days = 1, .failed_before = (failed), .rung = (hints),                                \
        .last = NOW - (days_ago)*A_DAY, .last_pass = NOW - (days_ago)*A_DAY                        \
    }
#define TRIED(name, failed, hints, minutes_ago)                                                    \
    {                                                                                              \
        .problem = TEXT(name), .state = GRADE_LEARN_TRIED, .attempts = (failed),                   \
        .failed_before = (failed), .rung = (hints), .last = NOW - (minutes_ago)*60                 \
    }

static const struct plan_row {
    const char *label;
    struct grade_learn_fact facts[8]; /* by name */
    const char *plan;                 /* id and the reason's letter */
    const char *missing;              /* of the last step */
} plan_rows[] = {
    {"nothing done: what the urgent builds on",
     {{0}},
     "base/02f base/01f other/01f base/03e urgent/01e",
     "base"},
    {"one of three: not half",
     {SOLVED("base/02", 0, 0, 0)},
     "base/03f base/01f other/01f urgent/01e",
     "base"},
    {"half opens the next, across a topic without problems",
     {SOLVED("base/01", 0, 0, 0), SOLVED("base/02", 0, 0, 0)},
     "base/03f urgent/01f other/01f",
     ""},
    {"what was begun goes first, the latest before",
     {TRIED("base/01", 1, 0, 50), TRIED("other/01", 1, 0, 5)},
     "other/01g base/01g base/02f base/03e urgent/01e",
     "base"},
    {"stuck, with hints left",
     {TRIED("base/01", 6, 1, 5)},
     "base/01s base/02f other/01f base/03e urgent/01e",
     "base"},
    {"stuck without: something else first",
     {TRIED("base/01", 6, 2, 5)},
     "base/02f other/01f base/01s base/03e urgent/01e",
     "base"},
    {"solved with trouble, too early to ask again",
     {SOLVED("base/02", 4, 0, 2)},
     "base/03f base/01f other/01f urgent/01e",
     "base"},
    {"solved with trouble a while ago",
     {SOLVED("base/02", 4, 0, 3)},
     "base/02a base/03f base/01f other/01f urgent/01e",
     "base"},
    {"solved with all hints a while ago",
     {SOLVED("base/02", 0, 2, 3)},
     "base/02a base/03f base/01f other/01f urgent/01e",
     "base"},
    {"one to do again at a time, the oldest",
     {SOLVED("base/01", 9, 0, 5), SOLVED("base/02", 9, 0, 7)},
     "base/02a base/03f urgent/01f other/01f",
     ""},
    {"all solved",
     {SOLVED("base/01", 0, 0, 9), SOLVED("base/02", 0, 0, 9), SOLVED("base/03", 0, 0, 9),
      SOLVED("other/01", 0, 0, 9), SOLVED("urgent/01", 0, 0, 9)},
     "",
     ""},
};

START_TEST(plans)
{
    const struct plan_row *row = &plan_rows[_i];
    char *names[] = {TEXT("base/02")};
    entries[2].require = (struct grade_strings){names, 1};
    const struct grade_catalogue catalogue = {entries, GRADE_COUNT(entries)};
    struct grade_learn_facts facts = {(struct grade_learn_fact *)row->facts, 0};
    struct grade_topics *topics = NULL;
    struct grade_learn_plan plan;
    struct grade_err err;
    cleanup_buf struct grade_buf told = GRADE_BUF_INIT, missing = GRADE_BUF_INIT;
    while (row->facts[facts.count].problem)
        facts.count++;
    ck_assert_int_eq(grade_topics_parse(&topics, roadmap, sizeof(roadmap) - 1, &err), 0);
    grade_learn_plan(&plan, &catalogue, topics, &facts, NOW);
    for (size_t i = 0; i < plan.count; i++)
        grade_buf_addf(&told, "%s%s%c", i ? " " : "", plan.steps[i].entry->id,
                       "gsfae"[plan.steps[i].reason]);
    for (size_t i = 0; plan.count && i < plan.steps[plan.count - 1].missing.count; i++)
        grade_buf_addf(&missing, "%s%s", i ? " " : "", plan.steps[plan.count - 1].missing.items[i]);
    ck_assert_msg(!strcmp(grade_buf_text(&told), row->plan), "%s: %s", row->label,
                  grade_buf_text(&told));
    ck_assert_msg(!strcmp(grade_buf_text(&missing), row->missing), "%s: missing %s", row->label,
                  grade_buf_text(&missing));
    grade_learn_plan_done(&plan);
    grade_topics_free(topics);
}
END_TEST

/* The same from a bank and the record, for who only wants a name. */
START_TEST(next_by_name)
{
    static const char *const banks[] = {GRADE_TEST_DATA "/learn/bank", NULL};
    static const struct {
        const char *solved, *besides, *next;
    } rows[] = {
        {NULL, NULL, "basics/01"},
        {NULL, "basics/01", "elsewhere/01"},
        {"basics/01", NULL, "basics/02"},
        {"basics/02", NULL, "further/01"},
        {"further/01", NULL, "elsewhere/01"},
        {"elsewhere/01", NULL, NULL},
    };
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        cleanup_free char *next = NULL;
        struct grade_err err;
        if (rows[i].solved) {
            struct grade_learn *learn = open_store();
            run_problem(learn, rows[i].solved, "ppp", false, NULL);
            grade_learn_close(learn);
        }
        ck_assert_int_eq(grade_learn_next(&next, banks, rows[i].besides, &err), 0);
        ck_assert_pstr_eq(next, rows[i].next);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("learn");
    TCase *tcase = tcase_create("learn");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, states, 0, (int)GRADE_COUNT(state_rows));
    tcase_add_test(tcase, hidden_stays_hidden);
    tcase_add_loop_test(tcase, not_an_attempt, 0, (int)GRADE_COUNT(not_attempts));
    tcase_add_test(tcase, ahead);
    tcase_add_test(tcase, log_stays_short);
    tcase_add_loop_test(tcase, wanted, 0, (int)GRADE_COUNT(wanted_rows));
    tcase_add_test(tcase, places);
    tcase_add_test(tcase, for_nobody_else);
    tcase_add_test(tcase, nothing_is_lost);
    tcase_add_test(tcase, killed);
    tcase_add_loop_test(tcase, damaged, 0, (int)GRADE_COUNT(damage_rows));
    tcase_add_test(tcase, damaged_for_two);
    tcase_add_loop_test(tcase, refused, 0, (int)GRADE_COUNT(refused_rows));
    tcase_add_test(tcase, a_fifo);
    tcase_add_test(tcase, there_and_back);
    tcase_add_loop_test(tcase, import_refuses, 0, (int)GRADE_COUNT(import_rows));
    tcase_add_loop_test(tcase, streaks, 0, (int)GRADE_COUNT(streak_rows));
    tcase_add_test(tcase, time_and_trouble);
    tcase_add_loop_test(tcase, plans, 0, (int)GRADE_COUNT(plan_rows));
    tcase_add_test(tcase, next_by_name);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
