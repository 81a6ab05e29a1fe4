/* The loader of problem packages: what it makes of good ones, where it looks for them, and what a
 * hostile folder cannot do. */
#include "scratch.h"

#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PACKAGES GRADE_TEST_DATA "/packages"

static int parse_cases(struct grade_problem *problem, const char *text, struct grade_err *err)
{
    return bank_parse_cases(problem, text, strlen(text), err);
}

/* Shapes of steps --------------------------------------------------------------------------- */

/* The steps of one case in short: number[row], action, source, and what is expected. */
static void describe(struct grade_buf *out, const struct grade_case *c)
{
    static const char *const actions[] = {"none", "exec", "eval", "call"};
    for (size_t i = 0; i < c->step_count; i++) {
        const struct grade_step *s = &c->steps[i];
        grade_buf_addf(out, "%s%zu", i ? "; " : "", s->number);
        if (s->row)
            grade_buf_addf(out, "[%zu]", s->row);
        grade_buf_addf(out, " %s", actions[s->action]);
        if (s->source)
            grade_buf_addf(out, " %s", s->source);
        if (s->advance_ns)
            grade_buf_addf(out, " +%lld", s->advance_ns);
        const struct {
            const char *name;
            const struct grade_value *value;
        } values[] = {{"args", s->args},
                      {"kwargs", s->kwargs},
                      {"returns", s->returns},
                      {"stdout", s->out ? s->out->want : NULL},
                      {"stderr", s->errout ? s->errout->want : NULL},
                      {"warns", s->warns}};
        for (size_t k = 0; k < GRADE_COUNT(values); k++) {
            if (!values[k].value)
                continue;
            grade_buf_addf(out, " %s=", values[k].name);
            grade_value_to_json(out, values[k].value);
        }
        if (s->raises)
            grade_buf_addf(out, " raises=%s", s->raises->type);
        for (size_t k = 0; k < s->then_count; k++)
            grade_buf_addf(out, " then=%s", s->then[k].evidence);
    }
}

static const struct {
    const char *label, *keys, *steps;
} shapes[] = {
    {"call", "\"call\": \"a.f\", \"args\": [1], \"returns\": null",
     "1 call a.f args=[1] returns=null"},
    {"exec in lines", "\"exec\": [\"a\", \"b\"]", "1 exec a\nb"},
    {"exec that raises", "\"exec\": \"a\", \"raises\": \"E\"", "1 exec a raises=E"},
    {"set-up and eval", "\"exec\": \"a\", \"eval\": \"b\", \"stdout\": \"\", \"advance\": 2",
     "0 exec a; 1 eval b +2000000000 stdout=\"\""},
    {"set-up and call", "\"exec\": \"a\", \"call\": \"f\"", "0 exec a; 1 call f"},
    {"only expectations", "\"stdout\": \"\", \"then\": {\"events\": []}",
     "1 none stdout=\"\" then=events"},
    {"steps", "\"steps\": [{\"exec\": \"a\"}, {\"eval\": \"b\", \"returns\": 1}]",
     "1 exec a; 2 eval b returns=1"},
    {"set-up and steps", "\"exec\": \"a\", \"steps\": [{\"eval\": \"b\"}]", "0 exec a; 1 eval b"},
    {"both in a step",
     "\"steps\": [{\"advance\": 0.125, \"exec\": \"a\", \"eval\": \"b\", \"returns\": 1}, "
     "{\"eval\": \"c\"}]",
     "1 exec a +125000000; 1 eval b returns=1; 2 eval c"},
    {"then joins the last step",
     "\"given\": {\"x\": {\"$function\": {}}, \"y\": 2}, "
     "\"steps\": [{\"exec\": \"a\"}, {\"exec\": \"b\", \"then\": {\"x.calls\": 1}}], "
     "\"then\": {\"clock.sleeps\": [], \"y\": 2}",
     "1 exec a; 2 exec b then=x.calls then=clock.sleeps then=y"},
    {"advance alone", "\"steps\": [{\"advance\": 1}]", "1 none +1000000000"},
    {"rows",
     "\"call\": \"f\", \"table\": [[[1], 2], {\"args\": [3], \"kwargs\": {\"k\": 1}, "
     "\"raises\": \"E\"}]",
     "1[1] call f args=[1] returns=2; 2[2] call f args=[3] kwargs={\"k\": 1} raises=E"},
    {"rows of eval", "\"exec\": \"s\", \"eval\": \"f(*args)\", \"table\": [[[1], 2]]",
     "0 exec s; 1[1] eval f(*args) args=[1] returns=2"},
    {"rows take over",
     "\"call\": \"f\", \"args\": [0], \"returns\": 5, \"stdout\": \"o\", \"table\": "
     "[{}, {\"args\": [1]}, {\"raises\": \"E\"}, {\"returns\": null, \"stdout\": \"p\"}]",
     "1[1] call f args=[0] returns=5 stdout=\"o\"; 2[2] call f args=[1] returns=5 stdout=\"o\"; "
     "3[3] call f args=[0] stdout=\"o\" raises=E; 4[4] call f args=[0] returns=null stdout=\"p\""},
    {"a value replaces an exception", "\"call\": \"f\", \"raises\": \"E\", \"table\": [[[1], 2]]",
     "1[1] call f args=[1] returns=2"},
    {"then behind the rows",
     "\"given\": {\"x\": 1, \"y\": 1}, "
     "\"call\": \"f\", \"table\": [{\"args\": [], \"then\": {\"x\": 1}}], \"then\": {\"y\": 1}",
     "1[1] call f args=[] then=x; 2 none then=y"},
    {"program", "\"stdin\": \"1\", \"stdout\": \"2\"", "1 none stdout=\"2\""},
    {"program by argv", "\"argv\": [], \"then\": {\"events\": []}", "1 none then=events"},
};

START_TEST(shape)
{
    cleanup_free char *text = grade_printf("{\"cases\": [{\"name\": \"x\", %s}]}", shapes[_i].keys);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    ck_assert_msg(parse_cases(problem, text, &err) == 0, "%s: %s", shapes[_i].label, err.msg);
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    describe(&got, &problem->cases[0]);
    ck_assert_msg(!strcmp(got.data, shapes[_i].steps), "%s: '%s'", shapes[_i].label, got.data);
    grade_problem_free(problem);
}
END_TEST

START_TEST(raises_in_full)
{
    static const char text[] =
        "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"raises\": {\"type\": \"a.E\", "
        "\"exact\": true, \"match\": \"^n\", \"args\": [1, {\"$any\": \"int\"}], "
        "\"attrs\": {\"value\": 3}, \"notes\": [], \"cause\": null, "
        "\"context\": {\"type\": \"F\", \"cause\": \"G\"}, \"groups\": [\"H\", \"I\"]}}]}";
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    ck_assert_msg(parse_cases(problem, text, &err) == 0, "%s", err.msg);
    const struct grade_raises *raises = problem->cases[0].steps[0].raises;
    ck_assert_str_eq(raises->type, "a.E");
    ck_assert(raises->exact);
    ck_assert_str_eq(raises->match, "^n");
    ck_assert_uint_eq(raises->args->count, 2);
    ck_assert_int_eq(raises->args->items[1]->kind, GRADE_KIND_MATCHER);
    ck_assert_int_eq(grade_value_number(grade_value_get(raises->attrs, "value"), 0), 3);
    ck_assert_uint_eq(raises->notes->count, 0);
    ck_assert(raises->no_cause && !raises->cause && !raises->no_context);
    ck_assert_str_eq(raises->context->type, "F");
    ck_assert_str_eq(raises->context->cause->type, "G");
    ck_assert_uint_eq(raises->group_count, 2);
    ck_assert_str_eq(raises->groups[1]->type, "I");
    grade_problem_free(problem);
}
END_TEST

/* Whole packages ---------------------------------------------------------------------------- */

static struct grade_problem *load(const char *dir, const char *extra)
{
    struct grade_problem *problem = NULL;
    struct grade_err err = {.msg = ""};
    const char *const files[] = {extra};
    int rc = grade_problem_load(&problem, dir, files, extra ? 1 : 0, &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    return problem;
}

START_TEST(loads_every_key)
{
    struct grade_problem *p = load(PACKAGES "/loader/01/", NULL);
    ck_assert_str_eq(p->id, "loader/01");
    ck_assert_str_eq(p->dir, PACKAGES "/loader/01/");
    ck_assert_str_eq(p->title, "Every key \xe2\x86\x92 of a problem");
    ck_assert_str_eq(p->topic, "loader");
    ck_assert_uint_eq(p->concepts.count, 2);
    ck_assert_str_eq(p->concepts.items[1], "exceptions");
    ck_assert_str_eq(p->requires.items[0], "loader/02");
    ck_assert_int_eq(p->difficulty, 2);
    ck_assert_int_eq(p->minutes, 15);
    ck_assert_str_eq(p->solution_kind, "python");
    ck_assert_str_eq(p->solution_file, "answer.py");
    ck_assert_str_eq(p->names.items[1], "gr\xc3\xb6\xc3\x9f"
                                        "e");
    ck_assert_str_eq(p->python_versions, ">=3.9, <3.14");
    ck_assert_str_eq(p->python_modules.items[0], "asyncio");
    ck_assert_str_eq(p->python_preload.items[0], "os.path");
    ck_assert_int_eq(p->limits.value[GRADE_LIMIT_CPU_MS], 500);
    ck_assert_int_eq(p->limits.value[GRADE_LIMIT_WALL_MS], 20000);
    ck_assert_uint_eq(p->hints.count, 2);
    ck_assert_uint_eq(p->misconception_count, 1);
    ck_assert_uint_eq(p->misconceptions[0].passes.count, 2);
    ck_assert_uint_eq(p->misconceptions[0].saw->count, 2);
    ck_assert_str_eq(p->licence, "CC0-1.0");
    ck_assert_str_eq(p->helpers, "def helper(): return 1\n");
    ck_assert_uint_eq(p->helpers_len, 23);
    ck_assert_uint_eq(strlen(p->digest), 64);
    ck_assert_uint_eq(p->case_count, 6);
    grade_problem_free(p);
}
END_TEST

START_TEST(loads_every_case)
{
    struct grade_problem *p = load(PACKAGES "/loader/01", NULL);
    const struct grade_case *prints = &p->cases[1], *program = &p->cases[4],
                            *threads = &p->cases[5];
    ck_assert_uint_eq(p->cases[0].step_count, 4); /* three rows, then `then` */
    ck_assert_str_eq(p->cases[0].steps[2].raises->match, "^unsupported");
    ck_assert_uint_eq(prints->number, 2);
    ck_assert(prints->hidden);
    ck_assert_double_eq(prints->points, 2.5);
    ck_assert_str_eq(prints->why, "Output counts.");
    ck_assert_str_eq(prints->hint, "print()");
    ck_assert_str_eq(prints->needs.items[0], "greatest common divisor");
    ck_assert_int_eq(prints->steps[0].errout->mode, GRADE_TEXT_LINES);
    ck_assert_uint_eq(prints->steps[0].errout->want->len, 0);
    ck_assert_int_eq(p->cases[2].steps[1].advance_ns, 1500000000);
    ck_assert_int_eq(p->cases[3].steps[4].returns->kind, GRADE_KIND_NONE);
    ck_assert_int_eq(program->kind, GRADE_CASE_PROGRAM);
    ck_assert_uint_eq(program->input_len, 4);
    ck_assert(program->has_exit && program->exit_status == 0 && !program->argv.count);
    ck_assert_str_eq(program->env.items[0], "LANG=C");
    ck_assert_uint_eq(program->file_count, 2);
    ck_assert_str_eq(program->files[0].path, "in/a.txt");
    ck_assert_mem_eq(program->files[1].data, "\0\1", 3);
    ck_assert(threads->threads && threads->real_clock && !program->real_clock);
    ck_assert_int_eq(threads->limits.value[GRADE_LIMIT_CPU_MS], 900);
    ck_assert_int_eq(threads->limits.value[GRADE_LIMIT_MEMORY_MIB], 64);
    ck_assert_int_eq(threads->limits.value[GRADE_LIMIT_PROCESSES], 16);
    grade_problem_free(p);
}
END_TEST

START_TEST(extra_cases_follow)
{
    struct grade_problem *plain = load(PACKAGES "/loader/02", NULL);
    struct grade_problem *more = load(PACKAGES "/loader/02", PACKAGES "/loader/more.json");
    ck_assert_uint_eq(plain->case_count, 1);
    ck_assert_uint_eq(more->case_count, 2);
    ck_assert_uint_eq(more->cases[1].number, 2);
    ck_assert_int_eq(more->cases[0].steps[0].out->mode, GRADE_TEXT_WORDS);
    ck_assert_str_ne(plain->digest, more->digest);
    grade_problem_free(plain);
    grade_problem_free(more);
}
END_TEST

/* Faulty packages, made in a folder of their own -------------------------------------------- */

static void put(const char *path, const char *text)
{
    scratch_put(path, text, strlen(text));
}

static void make_dir(const char *path)
{
    cleanup_free char *full = scratch_at(path);
    ck_assert_int_eq(mkdir(full, 0777), 0);
}

static const char good_problem[] = "{\"format\": 1, \"title\": \"T\"}";
static const char good_cases[] = "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\"}]}";

static void put_package(const char *dir)
{
    cleanup_free char *problem = grade_printf("%s/problem.json", dir);
    cleanup_free char *cases = grade_printf("%s/cases.json", dir);
    make_dir(dir);
    put(problem, good_problem);
    put(cases, good_cases);
}

static void spoil_missing(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
}

static void spoil_link(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(symlink("/etc/passwd", path), 0);
}

static void spoil_link_new(const char *path)
{
    ck_assert_int_eq(symlink("nowhere", path), 0);
}

static void spoil_fifo(const char *path)
{
    unlink(path);
    ck_assert_int_eq(mkfifo(path, 0666), 0);
}

static void spoil_folder(const char *path)
{
    unlink(path);
    ck_assert_int_eq(mkdir(path, 0777), 0);
}

static void spoil_size(const char *path)
{
    ck_assert_int_eq(truncate(path, (off_t)GRADE_FILE_MAX + 1), 0);
}

static void spoil_text(const char *path)
{
    int fd = open(path, O_WRONLY | O_TRUNC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, "{\"bad\": 1}", 10), 10);
    close(fd);
}

static const struct {
    const char *label;
    void (*spoil)(const char *path);
    const char *file, *message; /* behind "topic/01: " */
    enum grade_fault fault;
} hostile[] = {
    {"no problem.json", spoil_missing, "problem.json", "problem.json: no such file",
     GRADE_FAULT_PACKAGE},
    {"helpers.py leads nowhere", spoil_link_new, "helpers.py",
     "helpers.py: is a symbolic link; a package holds its files itself", GRADE_FAULT_PACKAGE},
    {"no cases.json", spoil_missing, "cases.json", "cases.json: no such file", GRADE_FAULT_PACKAGE},
    {"cases.json leads outside", spoil_link, "cases.json",
     "cases.json: is a symbolic link; a package holds its files itself", GRADE_FAULT_PACKAGE},
    {"cases.json is a FIFO", spoil_fifo, "cases.json", "cases.json: is a FIFO, not a regular file",
     GRADE_FAULT_PACKAGE},
    {"problem.json is a folder", spoil_folder, "problem.json",
     "problem.json: is a folder, not a regular file", GRADE_FAULT_PACKAGE},
    {"cases.json is huge", spoil_size, "cases.json",
     "cases.json: 16777217 bytes, larger than 16777216", GRADE_FAULT_PACKAGE},
    {"bad problem.json", spoil_text, "problem.json", "problem.json: unknown key 'bad'",
     GRADE_FAULT_PACKAGE},
    {"bad cases.json", spoil_text, "cases.json", "cases.json: unknown key 'bad'",
     GRADE_FAULT_PACKAGE},
    {"helpers.py is a FIFO", spoil_fifo, "helpers.py", "helpers.py: is a FIFO, not a regular file",
     GRADE_FAULT_PACKAGE},
};

START_TEST(hostile_package)
{
    make_dir("topic");
    put_package("topic/01");
    cleanup_free char *name = grade_printf("topic/01/%s", hostile[_i].file);
    cleanup_free char *path = scratch_at(name);
    hostile[_i].spoil(path);
    cleanup_free char *dir = scratch_at("topic/01");
    struct grade_problem *problem = NULL;
    struct grade_err err = {.msg = ""};
    ck_assert_int_lt(grade_problem_load(&problem, dir, NULL, 0, &err), 0);
    cleanup_free char *message = grade_printf("topic/01: %s", hostile[_i].message);
    ck_assert_msg(!strcmp(err.msg, message), "%s: '%s'", hostile[_i].label, err.msg);
    ck_assert_int_eq(err.fault, hostile[_i].fault);
    ck_assert_ptr_null(problem);
}
END_TEST

START_TEST(no_folder)
{
    cleanup_free char *dir = scratch_at("none"),
                      *message = grade_printf("%s: cannot open the folder: "
                                              "No such file or directory",
                                              dir);
    struct grade_problem *problem = NULL;
    struct grade_err err;
    ck_assert_int_lt(grade_problem_load(&problem, dir, NULL, 0, &err), 0);
    ck_assert_str_eq(err.msg, message);
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
}
END_TEST

START_TEST(extra_cases_fail)
{
    put_package("one");
    put("same.json", good_cases);
    cleanup_free char *dir = scratch_at("one"), *same = scratch_at("same.json"),
                      *none = scratch_at("none.json");
    struct grade_problem *problem = NULL;
    struct grade_err err;
    const char *base = strrchr(scratch, '/') + 1;
    ck_assert_int_lt(grade_problem_load(&problem, dir, (const char *[]){same}, 1, &err), 0);
    cleanup_free char *twice =
        grade_printf("%s/one: %s: case 1 'x': case 1 has the same name", base, same);
    ck_assert_str_eq(err.msg, twice);
    ck_assert_int_eq(err.fault, GRADE_FAULT_PACKAGE);
    ck_assert_int_lt(grade_problem_load(&problem, dir, (const char *[]){none}, 1, &err), 0);
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
}
END_TEST

START_TEST(digest_follows_content)
{
    put_package("one");
    put_package("two");
    cleanup_free char *one = scratch_at("one"), *two = scratch_at("two");
    struct grade_problem *a = load(one, NULL), *b = load(two, NULL);
    ck_assert_str_eq(a->digest, b->digest);
    grade_problem_free(b);
    put("two/helpers.py", "");
    b = load(two, NULL);
    ck_assert_str_ne(a->digest, b->digest);
    ck_assert_ptr_nonnull(b->helpers);
    grade_problem_free(b);
    grade_problem_free(a);
}
END_TEST

/* A path may be long, and all of it counts. */
START_TEST(digest_of_long_names)
{
    struct bank_digest digest;
    char name[1000], hex[2][65];
    memset(name, 'n', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    for (int i = 0; i < 2; i++) {
        name[sizeof(name) - 2] = (char)('a' + i);
        bank_digest_init(&digest);
        bank_digest_add(&digest, name, "x", 1);
        bank_digest_done(&digest, hex[i]);
    }
    ck_assert_str_ne(hex[0], hex[1]);
}
END_TEST

START_TEST(digest_is_sha256)
{
    struct bank_digest digest;
    char hex[65];
    bank_digest_init(&digest);
    bank_digest_done(&digest, hex);
    ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

/* Finding ----------------------------------------------------------------------------------- */

/* %s in names and messages: the scratch folder; found NULL: message. */
static const struct {
    const char *label, *name, *found, *message;
} lookups[] = {
    {"folder", "%s/bank/loops/01", "%s/bank/loops/01", NULL},
    {"folder with slashes", "%s/bank/loops/01//", "%s/bank/loops/01", NULL},
    {"name", "loops/01", "%s/bank/loops/01", NULL},
    {"name with a slash", "loops/01/", "%s/bank/loops/01", NULL},
    {"first bank wins", "loops/02", "%s/bank/loops/02", NULL},
    {"second bank", "sets/01", "%s/more/sets/01", NULL},
    {"empty", "", NULL, "the name of the problem is empty"},
    {"folder without a problem", "%s/bank/loops", NULL,
     "%s/bank/loops: the folder holds no problem.json"},
    {"file", "%s/bank/loops/01/problem.json", NULL,
     "%s/bank/loops/01/problem.json: is a file; name the folder of a problem, the one with "
     "problem.json"},
    {"other number", "loops/09", NULL,
     "problem 'loops/09' not found: no such folder, and none in %s/bank, %s/more; that topic has "
     "loops/01, loops/02, loops/02"},
    {"topic alone", "sets", NULL,
     "problem 'sets' not found: no such folder, and none in %s/bank, %s/more; that topic has "
     "sets/01"},
    {"near", "loop/01", NULL,
     "problem 'loop/01' not found: no such folder, and none in %s/bank, %s/more (did you mean "
     "'loops/01'?)"},
    {"out of the bank", "../more/sets/01", NULL,
     "problem '../more/sets/01' not found: no such folder, and none in %s/bank, %s/more"},
    {"control characters", "\x1b[2J", NULL,
     "problem '\\u001b[2J' not found: no such folder, and none in %s/bank, %s/more"},
};

static char *with_scratch(const char *text)
{
    struct grade_buf out = GRADE_BUF_INIT;
    for (const char *at; (at = strstr(text, "%s")); text = at + 2) {
        grade_buf_add(&out, text, (size_t)(at - text));
        grade_buf_adds(&out, scratch);
    }
    grade_buf_adds(&out, text);
    return grade_buf_take(&out);
}

START_TEST(lookup)
{
    static const char *const dirs[] = {"bank", "bank/loops", "more", "more/sets", "more/loops"};
    for (size_t i = 0; i < GRADE_COUNT(dirs); i++)
        make_dir(dirs[i]);
    put_package("bank/loops/01");
    put_package("bank/loops/02");
    put_package("more/sets/01");
    put_package("more/loops/02");
    cleanup_free char *bank = scratch_at("bank"), *more = scratch_at("more");
    const char *const banks[] = {bank, more, NULL};
    cleanup_free char *name = with_scratch(lookups[_i].name), *dir = NULL;
    struct grade_err err = {.msg = ""};
    int rc = grade_bank_find(&dir, name, banks, &err);
    const char *want = lookups[_i].found ? lookups[_i].found : lookups[_i].message;
    cleanup_free char *expected = with_scratch(want);
    ck_assert_msg(!strcmp(rc < 0 ? err.msg : dir, expected), "%s: '%s'", lookups[_i].label,
                  rc < 0 ? err.msg : dir);
    ck_assert_int_eq(rc < 0, lookups[_i].found == NULL);
    ck_assert_int_eq(rc < 0 ? err.fault : GRADE_FAULT_USAGE, GRADE_FAULT_USAGE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bank");
    TCase *documents = tcase_create("documents");
    tcase_set_timeout(documents, 60);
    tcase_add_loop_test(documents, shape, 0, GRADE_COUNT(shapes));
    tcase_add_test(documents, raises_in_full);
    tcase_add_test(documents, digest_is_sha256);
    tcase_add_test(documents, digest_of_long_names);
    suite_add_tcase(suite, documents);

    TCase *packages = tcase_create("packages");
    tcase_add_test(packages, loads_every_key);
    tcase_add_test(packages, loads_every_case);
    tcase_add_test(packages, extra_cases_follow);
    suite_add_tcase(suite, packages);

    TCase *folders = tcase_create("folders");
    tcase_add_checked_fixture(folders, scratch_make, scratch_drop);
    tcase_add_loop_test(folders, hostile_package, 0, GRADE_COUNT(hostile));
    tcase_add_loop_test(folders, lookup, 0, GRADE_COUNT(lookups));
    tcase_add_test(folders, no_folder);
    tcase_add_test(folders, extra_cases_fail);
    tcase_add_test(folders, digest_follows_content);
    suite_add_tcase(suite, folders);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
