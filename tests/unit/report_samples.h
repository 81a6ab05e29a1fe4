/* Results made by hand, as `run` would fill them: what the reporters' tests look at.
 * Included by test_report.c only. Every result is owned by its caller: grade_result_free. */
#ifndef TESTS_REPORT_SAMPLES_H
#define TESTS_REPORT_SAMPLES_H

#include "grade/mem.h"
#include "grade/result.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What only tests need: everything that a solution could print to confuse a terminal or a CI log.
 */
#define HOSTILE                                                                                    \
    "\033[2J\033]0;owned\a::error::no\n::set-output name=x::y\n##[error]no\r\b\x7f\xff\xfe"        \
    "\xe2\x80\xae"                                                                                 \
    "cba\xc2\x9b\xe2\x80\x8b]]><script>"

static struct grade_mechanism full_mechanisms[] = {
    {"namespaces", (char[]){"user, pid, mount, net, ipc, uts, cgroup"}, true},
    {"seccomp", (char[]){"default-deny, 118 calls allowed"}, true},
    {"cpu_ms", (char[]){"process CPU clock, 1 ms; RLIMIT_CPU behind it"}, true},
};
static struct grade_mechanism baseline_mechanisms[] = {
    {"namespaces", (char[]){"none: the kernel refuses user namespaces to this account"}, false},
    {"seccomp", (char[]){"default-deny, 118 calls allowed"}, true},
    {"memory_mib", (char[]){"RLIMIT_DATA; no cgroup behind it"}, true},
};
static const struct grade_isolation full = {"full", full_mechanisms, 3};
static const struct grade_isolation baseline = {"baseline", baseline_mechanisms, 3};

static struct grade_result *new_result(size_t cases)
{
    struct grade_result *r = grade_alloc(sizeof(*r));
    r->problem_id = grade_strdup("decorators/01");
    r->problem_title = grade_strdup("Retry with backoff");
    r->problem_digest = grade_strdup("6d1f0c3a");
    r->solution_path = grade_strdup("solution.py");
    r->solution_digest = grade_strdup("99aa");
    r->seed = 18446744073709551615u;
    r->python = grade_strdup("/usr/bin/python3");
    r->python_version = grade_strdup("3.11.2");
    r->isolation = &full;
    r->cases = grade_alloc_array(cases, sizeof(*r->cases));
    r->case_count = cases;
    r->duration_ms = 31.25;
    for (size_t i = 0; i < cases; i++) {
        struct grade_case_result *c = &r->cases[i];
        c->number = i + 1;
        c->points = c->max_points = 1;
        c->duration_ms = 1.5;
        c->cpu_ms = 1.25;
        c->peak_kib = 640;
        c->peak_source = "wait4";
        r->max_points += 1;
    }
    return r;
}

static struct grade_case_result *set_case(struct grade_result *r, size_t index, const char *name,
                                          enum grade_verdict verdict)
{
    struct grade_case_result *c = &r->cases[index];
    c->name = grade_strdup(name);
    c->verdict = verdict;
    if (verdict == GRADE_VERDICT_PASS)
        r->points += 1;
    else
        c->points = 0;
    if (r->verdict == GRADE_VERDICT_PASS)
        r->verdict = verdict;
    c->rerun = grade_printf("grade decorators/01 solution.py --case %zu", c->number);
    return c;
}

static struct grade_failure *add_failure(struct grade_case_result *c, size_t step, size_t row,
                                         const char *action)
{
    c->failures = grade_realloc_array(c->failures, c->failure_count + 1, sizeof(*c->failures));
    struct grade_failure *f = &c->failures[c->failure_count++];
    *f = (struct grade_failure){.step = step, .row = row, .verdict = c->verdict};
    f->action = action ? grade_strdup(action) : NULL;
    return f;
}

static void set_difference(struct grade_failure *f, const char *aspect, const char *expected,
                           const char *actual, const char *path, const char *reason)
{
    f->aspect = grade_strdup(aspect);
    f->expected_text = grade_strdup(expected);
    f->actual_text = grade_strdup(actual);
    f->path = grade_strdup(path);
    f->reason = grade_strdup(reason);
}

static struct grade_exception *new_exception(const char *type, const char *message, size_t frames)
{
    struct grade_exception *e = grade_alloc(sizeof(*e));
    e->type = grade_strdup(type);
    e->message = grade_strdup(message);
    e->frames = grade_alloc_array(frames, sizeof(*e->frames));
    e->frame_count = frames;
    return e;
}

static void set_frame(struct grade_exception *e, size_t index, const char *file, long line,
                      const char *function, const char *text, long from, long to)
{
    e->frames[index] = (struct grade_frame){grade_strdup(file),
                                            grade_strdup(function),
                                            text ? grade_strdup(text) : NULL,
                                            line,
                                            from,
                                            line,
                                            to};
}

static void set_stream(struct grade_capture *stream, const char *text, size_t len, uint64_t total)
{
    stream->data = grade_strndup(text, len);
    stream->len = len;
    stream->total = total;
}

static struct grade_value *ints(const long long *numbers, size_t count)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < count; i++)
        grade_value_add(list, grade_value_int(numbers[i]));
    return list;
}

/* The samples --------------------------------------------------------------------------------- */

static struct grade_result *all_pass(void)
{
    struct grade_result *r = new_result(3);
    set_case(r, 0, "greatest common divisor", GRADE_VERDICT_PASS);
    set_case(r, 1, "keeps the wrapped function's name", GRADE_VERDICT_PASS);
    set_case(r, 2, "leaves contexts in reverse order", GRADE_VERDICT_PASS)->duration_ms = 1250;
    return r;
}

static struct grade_result *wrong_values(void)
{
    struct grade_result *r = new_result(6);
    set_case(r, 0, "returns what the function returns", GRADE_VERDICT_PASS);
    struct grade_case_result *c = set_case(r, 1, "backs off 1, 2, 4 seconds", GRADE_VERDICT_WRONG);
    struct grade_failure *f = add_failure(c, 1, 0, "retry(times=4, backoff=1)(down)()");
    set_difference(f, "clock.sleeps", "[1, 2, 4]", "[1.0, 2.0, 3.0]", "[2]", "3.0 instead of 4");
    f->expected = ints((long long[]){1, 2, 4}, 3);
    f->actual = ints((long long[]){1, 2, 3}, 3);
    c->why = grade_strdup("Each wait is twice the one before: a server in trouble needs time, and "
                          "many clients that come back at once would only bring it down again.");
    c = set_case(r, 2, "greatest common divisor", GRADE_VERDICT_WRONG);
    for (size_t row = 1; row <= 5; row++) {
        cleanup_free char *call = grade_printf("gcd(%zu, 0)", row);
        set_difference(add_failure(c, 1, row, call), "returns", "1", "None", "",
                       "None instead of int");
    }
    c = set_case(r, 3, "greets everybody", GRADE_VERDICT_WRONG);
    set_difference(add_failure(c, 2, 0, "greet({'name': 'Zoë', 'age': 3})"), "returns",
                   "{'text': 'Hello, Zoë!', 'count': (1, 2, 3)}",
                   "{'text': 'Hello Zoë!', 'count': (1, 2, 3)}", "['text']",
                   "differs at character 6");
    c = set_case(r, 4, "prints a bill", GRADE_VERDICT_WRONG);
    f = add_failure(c, 1, 0, "bill(3)");
    set_difference(f, "stdout", "'item: 3\\ntotal: 3\\n'", "'item: 3\\ntotal: 3 \\n'", "",
                   "differs at character 17");
    f->expected = grade_value_str("item: 3\ntotal: 3\n");
    f->actual = grade_value_str("item: 3\ntotal: 3 \n");
    set_stream(&c->out, "item: 3\ntotal: 3 \n", 18, 18);
    c = set_case(r, 5, "needs the bill", GRADE_VERDICT_SKIPPED);
    c->reason = grade_strdup("needs 'prints a bill'");
    r->misconception = grade_strdup("linear_backoff");
    r->hint = grade_strdup("The waits grow by addition; look at what the statement says of each "
                           "wait and the one before it.");
    return r;
}

static struct grade_result *raises(void)
{
    struct grade_result *r = new_result(4);
    for (size_t i = 0; i < 3; i++) {
        cleanup_free char *name = grade_printf("mean of %zu numbers", i);
        struct grade_case_result *c = set_case(r, i, name, GRADE_VERDICT_ERROR);
        cleanup_free char *call = grade_printf("report(numbers[:%zu])", i);
        struct grade_failure *f = add_failure(c, 1, 0, call);
        f->exception = new_exception("ZeroDivisionError", "division by zero", 3);
        set_frame(f->exception, 0, "step 1", 1, "<module>", call, 1, 20);
        set_frame(f->exception, 1, "solution.py", 9, "report", "    return f'mean: {mean(xs)}'", 21,
                  29);
        set_frame(f->exception, 2, "solution.py", 4, "mean", "    return sum(xs) / len(xs)", 12,
                  29);
        c->location_file = grade_strdup("solution.py");
        c->location_line = 4;
        c->location_column = 12;
    }
    struct grade_case_result *c = set_case(r, 3, "reads the settings", GRADE_VERDICT_ERROR);
    struct grade_failure *f = add_failure(c, 1, 0, "with open('x') as f:\n    settings = load(f)");
    f->exception = new_exception("solution.SettingsError", "no port\nin the file", 1);
    set_frame(f->exception, 0, "solution.py", 20, "load",
              "        raise SettingsError('no port\\nin the file') from e", 9, 59);
    f->exception->cause = new_exception("KeyError", "'port'", 1);
    set_frame(f->exception->cause, 0, "solution.py", 18, "load", "        return cfg['port']", 16,
              27);
    f->exception->frames_left_out = 3;
    set_stream(&c->err, "reading...\n", 11, 11);
    return r;
}

static struct grade_result *limits_and_refusals(void)
{
    struct grade_result *r = new_result(6);
    struct grade_case_result *c = set_case(r, 0, "a long list", GRADE_VERDICT_CPU_LIMIT);
    c->reason = grade_strdup("500 ms of CPU time");
    c->duration_ms = 503;
    add_failure(c, 1, 0, "primes(10**6)");
    c = set_case(r, 1, "prints little", GRADE_VERDICT_OUTPUT_LIMIT);
    c->reason = grade_strdup("1024 KiB of output");
    add_failure(c, 1, 0, "hello()");
    cleanup_buf struct grade_buf lines = GRADE_BUF_INIT;
    for (int i = 0; i < 40; i++)
        grade_buf_addf(&lines, "line %d\n", i);
    set_stream(&c->out, lines.data, lines.len, 9000000);
    c = set_case(r, 2, "asks nobody", GRADE_VERDICT_VIOLATION);
    c->violation = grade_strdup("socket(AF_INET, SOCK_STREAM, 0)");
    c->location_file = grade_strdup("solution.py");
    c->location_line = 7;
    add_failure(c, 1, 0, "fetch()")->message = grade_strdup("tried to open a network socket");
    c = set_case(r, 3, "does not give up", GRADE_VERDICT_EXITED);
    add_failure(c, SIZE_MAX, 0, NULL)->message =
        grade_strdup("ended with status 0 before it answered");
    c = set_case(r, 4, "the secret one", GRADE_VERDICT_WRONG);
    c->hidden = true;
    c->why = grade_strdup("SECRET why");
    c->hint = grade_strdup("SECRET hint");
    c->reason = grade_strdup("SECRET reason");
    c->violation = grade_strdup("SECRET violation");
    c->location_file = grade_strdup("SECRET.py");
    struct grade_failure *f = add_failure(c, 1, 0, "SECRET(1)");
    set_difference(f, "returns", "'SECRET'", "'SECRET2'", "", "SECRET reason");
    f->message = grade_strdup("SECRET message");
    f->expected = grade_value_str("SECRET");
    f->actual = grade_value_str("SECRET2");
    f->exception = new_exception("SecretSECRET", "SECRET", 1);
    set_frame(f->exception, 0, "step SECRET", 1, "SECRET", "SECRET", 1, 2);
    set_stream(&c->out, "SECRET", 6, 6);
    set_stream(&c->err, "SECRET", 6, 6);
    set_case(r, 5, "a hidden one that passes", GRADE_VERDICT_PASS)->hidden = true;
    r->isolation = &baseline;
    r->interrupted = true;
    return r;
}

static struct grade_result *nothing_defined(void)
{
    struct grade_result *r = new_result(3);
    for (size_t i = 0; i < 3; i++) {
        cleanup_free char *name = grade_printf("case %c", 'a' + (char)i);
        struct grade_case_result *c = set_case(r, i, name, GRADE_VERDICT_ERROR);
        struct grade_failure *f = add_failure(c, SIZE_MAX, 0, NULL);
        f->message = grade_strdup("the solution defines no `gcd`");
    }
    return r;
}

/* Values that do not fit a row, wide characters, items that are missing, texts of several lines. */
static struct grade_result *long_values(void)
{
    struct grade_result *r = new_result(5);
    struct grade_case_result *c = set_case(r, 0, "squares", GRADE_VERDICT_WRONG);
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT, got = GRADE_BUF_INIT;
    for (int i = 0; i < 40; i++) {
        grade_buf_addf(&want, "%s%d", i ? ", " : "[", i * i);
        grade_buf_addf(&got, "%s%d", i ? ", " : "[", i == 29 ? i * i - 1 : i * i);
    }
    grade_buf_adds(&want, "]");
    grade_buf_adds(&got, "]");
    set_difference(add_failure(c, 1, 0, "squares(40)"), "returns", want.data, got.data, "[29]",
                   "840 instead of 841");
    c = set_case(r, 1, "translates", GRADE_VERDICT_WRONG);
    set_difference(add_failure(c, 1, 0, "translate('中文', to='日本語')"), "returns",
                   "('中文', '日本語')", "('中文', '日木語')", "[1]", "differs at character 2");
    c = set_case(r, 2, "gives them all", GRADE_VERDICT_WRONG);
    set_difference(add_failure(c, 3, 0, "list(g)"), "returns", "[4, 9, 16]", "[4, 9]", "[2]",
                   "item 3 is missing");
    c = set_case(r, 3, "a table of prices", GRADE_VERDICT_WRONG);
    struct grade_failure *f = add_failure(c, 1, 0, NULL);
    set_difference(f, "stdout", "'...'", "'...'", "", "differs at character 20");
    f->expected = grade_value_str("apple  1.20\npear   0.80\ntotal  2.00\n");
    f->actual = grade_value_str("apple  1.20\npear   0.80\n");
    set_stream(&c->out, "apple  1.20\npear   0.80\n", 24, 24);
    c = set_case(r, 4, "says what it cannot do", GRADE_VERDICT_WRONG);
    f = add_failure(c, 1, 0, "parse('x')");
    f->aspect = grade_strdup("raises");
    f->message = grade_strdup("raised the wrong exception");
    f->expected_text = grade_strdup("ValueError matching 'not a number'");
    f->exception = new_exception("TypeError", "unsupported operand", 1);
    set_frame(f->exception, 0, "solution.py", 2, "parse", "\treturn text + 1", 9, 17);
    return r;
}

static struct grade_result *hostile(void)
{
    struct grade_result *r = new_result(1);
    struct grade_case_result *c = set_case(r, 0, "prints what it should not", GRADE_VERDICT_ERROR);
    struct grade_failure *f = add_failure(c, 1, 0, "go('" HOSTILE "')");
    set_difference(f, "returns", "'" HOSTILE "'", "['" HOSTILE "', 1]", "[0]", HOSTILE);
    f->message = grade_strdup(HOSTILE);
    f->suspicion = grade_strdup(HOSTILE);
    f->actual = grade_value_bytes(HOSTILE, strlen(HOSTILE));
    f->exception = new_exception(HOSTILE, HOSTILE, 1);
    set_frame(f->exception, 0, HOSTILE, 1, HOSTILE, HOSTILE, 3, 9);
    set_stream(&c->out, HOSTILE "\0\0end", sizeof(HOSTILE) + 4, sizeof(HOSTILE) + 4);
    set_stream(&c->err, HOSTILE, strlen(HOSTILE), 100000);
    c->violation = grade_strdup(HOSTILE);
    c->location_file = grade_strdup(HOSTILE);
    free(r->solution_path);
    r->solution_path = grade_strdup(HOSTILE);
    return r;
}

static struct grade_result *suspicions(void)
{
    static const char printed[] = "a result that is printed, and not returned";
    struct grade_result *r = new_result(2);
    struct grade_case_result *c = set_case(r, 0, "doubles", GRADE_VERDICT_WRONG);
    for (size_t row = 1; row <= 3; row++) {
        cleanup_free char *call = grade_printf("double(%zu)", row);
        struct grade_failure *f = add_failure(c, 1, row, call);
        set_difference(f, "returns", "6", "None", "", "None instead of int 6");
        f->suspicion = grade_strdup(row < 3 ? printed : "something else");
    }
    c = set_case(r, 1, "keeps at most ten", GRADE_VERDICT_RULE);
    c->location_file = grade_strdup("solution.py");
    c->location_line = 4;
    c->location_column = 5;
    struct grade_failure *f = add_failure(c, SIZE_MAX, 0, "    for x in xs:");
    f->message = grade_strdup("newest must do without `for`");
    return r;
}

/* Inputs that were drawn: one made simpler, one that fails only after others. */
static struct grade_result *rules(void)
{
    struct grade_result *r = new_result(2);
    set_case(r, 0, "counts", GRADE_VERDICT_PASS);
    struct grade_case_result *c = set_case(r, 1, "uses a generator: no list!", GRADE_VERDICT_RULE);
    struct grade_failure *f = add_failure(c, SIZE_MAX, 0, "    return [n * n for n in range(9)]");
    f->message = grade_strdup("squares has no yield <b>&amp;\033[2J");
    c->location_file = grade_strdup("solution.py");
    c->location_line = 2;
    c->location_column = 5;
    return r;
}

static struct grade_result *drawn(void)
{
    struct grade_result *r = new_result(2);
    r->draws = true;
    r->seed = 12345;
    for (size_t i = 0; i < 2; i++) {
        struct grade_case_result *c =
            set_case(r, i, i ? "any list" : "any two", GRADE_VERDICT_WRONG);
        struct grade_failure *f = add_failure(c, 1, 0, i ? "largest([3])" : "gcd(61, 61)");
        set_difference(f, "returns", i ? "3" : "61", i ? "None" : "1", "",
                       i ? "None instead of int 3" : "1 instead of 61");
        f->generated = grade_alloc(sizeof(*f->generated));
        *f->generated = (struct grade_generated){
            .input = 17, .count = 52, .seed = 12345, .edge = i == 1, .not_alone = i == 1};
        if (i == 0)
            f->generated->shrunk_from = grade_strdup("gcd(610, 976)");
    }
    return r;
}

static struct grade_result *empty(void)
{
    struct grade_result *r = grade_alloc(sizeof(*r));
    r->cases = grade_alloc(1);
    return r;
}

static const struct sample {
    const char *name;
    struct grade_result *(*make)(void);
} samples[] = {
    {"all_pass", all_pass},
    {"wrong_values", wrong_values},
    {"raises", raises},
    {"limits_and_refusals", limits_and_refusals},
    {"long_values", long_values},
    {"nothing_defined", nothing_defined},
    {"hostile", hostile},
    {"empty", empty},
    {"suspicions", suspicions},
    {"drawn", drawn},
    {"rules", rules},
};

#endif
