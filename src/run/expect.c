/* Judging an answer: what came back against what the author expects. Expectations never leave this
 * process. */
#include "internal.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCREENFUL = 2000 };

struct grade_failure *failure_add(struct trial *trial, const struct grade_step *step,
                                  enum grade_verdict verdict, const char *fmt, ...)
{
    struct grade_case_result *result = trial->result;
    result->failures =
        grade_realloc_array(result->failures, result->failure_count + 1, sizeof(*result->failures));
    struct grade_failure *failure = &result->failures[result->failure_count++];
    memset(failure, 0, sizeof(*failure));
    failure->step = step ? step->number : SIZE_MAX;
    failure->row = step ? step->row : 0;
    failure->verdict = verdict;
    failure->action = !step                 ? NULL
                      : trial->spec->growth ? growth_action(trial, step)
                                            : step_text(step);
    char text[2000];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    failure->message = grade_strdup(text);
    return failure;
}

static char *python_text(const struct grade_value *value)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_python(&text, value, SCREENFUL);
    return grade_buf_take(&text);
}

/* The value behind {"$given": name} where that is no probe: what is expected is its equal, as it
 * was given. */
static const struct grade_value *given_value(const struct trial *trial,
                                             const struct grade_value *value)
{
    if (value->kind != GRADE_KIND_TAGGED || strcmp(value->text, "given") != 0 || !value->count)
        return NULL;
    const struct probe *given = probes_find(&trial->probes, grade_value_text(value->items[0], ""));
    return given && given->spec->kind == GRADE_GIVEN_VALUE ? made_value(trial, given) : NULL;
}

static bool names_given(const struct trial *trial, const struct grade_value *value)
{
    if (given_value(trial, value))
        return true;
    for (size_t i = 0; i < value->count; i++)
        if (names_given(trial, value->items[i]))
            return true;
    return false;
}

/* A copy with such values put in, as long as they do not add up to too much. */
static struct grade_value *with_given(const struct trial *trial, const struct grade_value *value,
                                      size_t *room)
{
    const struct grade_value *given = given_value(trial, value);
    const struct grade_value *from = given ? given : value;
    if (*room == 0 || (given && names_given(trial, given)))
        return grade_value_tagged("opaque", grade_value_str("more than can be expected"));
    --*room;
    struct grade_value *copy = grade_value_new(from->kind);
    struct grade_value **items = copy->items;
    *copy = *from;
    copy->items = items;
    copy->count = 0;
    copy->text = from->text ? grade_strndup(from->text, from->len) : NULL;
    for (size_t i = 0; i < from->count; i++)
        grade_value_add(copy, with_given(trial, from->items[i], room));
    return copy;
}

/* Compares, and tells the difference as a failure of this aspect. */
static bool compare_value(struct trial *trial, const struct grade_step *step, const char *aspect,
                          const struct grade_value *want, const struct grade_value *actual,
                          enum grade_compare_mode mode)
{
    struct grade_diff diff = {0};
    if (grade_compare(want, actual, mode, &diff))
        return true;
    struct grade_failure *failure =
        failure_add(trial, step, GRADE_VERDICT_WRONG, "%s differs%s%s: %s", aspect,
                    diff.path[0] ? " at " : "", diff.path, diff.reason);
    failure->aspect = grade_strdup(aspect);
    failure->expected = grade_value_copy(want);
    failure->actual = grade_value_copy(actual);
    failure->path = grade_take(diff.path);
    failure->reason = grade_take(diff.reason);
    failure->expected_text = python_text(want);
    failure->actual_text = python_text(actual);
    grade_diff_done(&diff);
    return false;
}

static bool expect_value(struct trial *trial, const struct grade_step *step, const char *aspect,
                         const struct grade_value *want, const struct grade_value *actual,
                         enum grade_compare_mode mode)
{
    size_t room = GRADE_VALUE_MAX_NODES;
    if (!trial->probes.count || !names_given(trial, want))
        return compare_value(trial, step, aspect, want, actual, mode);
    struct grade_value *whole = with_given(trial, want, &room);
    bool ok = compare_value(trial, step, aspect, whole, actual, mode);
    grade_value_free(whole);
    return ok;
}

/* Streams ------------------------------------------------------------------------------------ */

/* Text as its lines without trailing blanks, or its words: what "lines" and "words" compare. */
static struct grade_value *split(const char *text, size_t len, enum grade_text_mode mode)
{
    struct grade_value *parts = grade_value_new(GRADE_KIND_LIST);
    size_t at = 0;
    while (at < len) {
        if (mode == GRADE_TEXT_WORDS && isspace((unsigned char)text[at])) {
            at++;
            continue;
        }
        size_t end = at;
        while (end < len &&
               (mode == GRADE_TEXT_WORDS ? !isspace((unsigned char)text[end]) : text[end] != '\n'))
            end++;
        size_t stop = end;
        while (stop > at && isspace((unsigned char)text[stop - 1]))
            stop--;
        grade_value_add(parts, grade_value_strn(text + at, stop - at));
        at = end + 1;
    }
    while (parts->count && parts->items[parts->count - 1]->len == 0) /* blank lines at the end */
        grade_value_free(parts->items[--parts->count]);
    return parts;
}

static bool expect_text(struct trial *trial, const struct grade_step *step, const char *aspect,
                        const struct grade_text_expect *expect, const char *text, size_t len)
{
    if (!expect)
        return true;
    struct grade_value *want = expect->want, *actual;
    bool parts = expect->mode == GRADE_TEXT_LINES || expect->mode == GRADE_TEXT_WORDS;
    if (parts) {
        want = want->kind == GRADE_KIND_STR ? split(want->text, want->len, expect->mode)
                                            : grade_value_copy(want);
        actual = split(text, len, expect->mode);
    } else {
        actual = grade_value_strn(text, len);
    }
    bool ok = expect_value(trial, step, aspect, want, actual, GRADE_COMPARE_EXACT);
    grade_value_free(actual);
    if (parts)
        grade_value_free(want);
    return ok;
}

/* Whether the next action belongs to the same step: `exec` and `eval` in one. */
static bool goes_on(const struct trial *trial, const struct grade_step *step)
{
    const struct grade_step *end = trial->spec->steps + trial->spec->step_count;
    return step + 1 < end && step[1].number == step->number && !step->row && !step[1].row;
}

/* What was written since the last step. */
static bool expect_streams(struct trial *trial, const struct grade_step *step)
{
    if (goes_on(trial, step))
        return true;
    const struct grade_text_expect *const wants[] = {step->out, step->errout};
    static const char *const names[] = {"stdout", "stderr"};
    bool ok = true;
    for (int stream = 0; stream < 2; stream++) {
        uint64_t total;
        const struct grade_buf *text = grade_box_output(trial->box, stream, &total);
        size_t from = trial->seen[stream] < text->len ? trial->seen[stream] : text->len;
        ok &= expect_text(trial, step, names[stream], wants[stream], grade_buf_text(text) + from,
                          text->len - from);
        trial->seen[stream] = text->len;
    }
    return ok;
}

/* Evidence ----------------------------------------------------------------------------------- */

/* The evidence of that name, as a value of the caller's; NULL: no such evidence. */
static struct grade_value *evidence(const struct trial *trial, const struct grade_value *done,
                                    const char *name)
{
    const struct probe *given = probes_find(&trial->probes, name);
    if (given && given->spec->kind == GRADE_GIVEN_VALUE)
        return grade_value_copy(grade_value_get(grade_value_get(done, "shown"), name));
    if (!strcmp(name, "clock.elapsed"))
        return clock_seconds(trial->clock.now_ns - trial->clock.base_ns);
    if (!strcmp(name, "clock.sleeps"))
        return grade_value_copy(trial->clock.sleeps);
    if (!strcmp(name, "tasks.leaked"))
        return grade_value_int(trial->leaked);
    if (!strcmp(name, "tasks.unawaited"))
        return grade_value_int(trial->unawaited);
    if (!strcmp(name, "tasks.blocked"))
        return grade_value_int(trial->blocked);
    if (trial->spec->kind == GRADE_CASE_TESTS && !strncmp(name, "tests.", 6))
        return tests_evidence(done, name + 6);
    if (trial->session->problem->django && !strncmp(name, "db.", 3)) {
        const struct grade_value *told = grade_value_get(grade_value_get(done, "db"), name + 3);
        return told && told->kind == GRADE_KIND_INT ? grade_value_copy(told) : NULL;
    }
    return probes_evidence(&trial->probes, name);
}

static bool expect_then(struct trial *trial, const struct grade_step *step,
                        const struct grade_value *done)
{
    bool ok = true;
    for (size_t i = 0; ok && i < step->then_count; i++) {
        struct grade_value *actual = evidence(trial, done, step->then[i].evidence);
        if (!actual) { /* the loader lets no name through that is not given */
            failure_add(trial, step, GRADE_VERDICT_EXITED, "the answer does not tell of %s",
                        step->then[i].evidence);
            return false;
        }
        ok = expect_value(trial, step, step->then[i].evidence, step->then[i].want, actual,
                          GRADE_COMPARE_BY_VALUE);
        grade_value_free(actual);
        if (!ok && trial->spec->kind == GRADE_CASE_TESTS)
            tests_explain(&trial->result->failures[trial->result->failure_count - 1]);
    }
    return ok;
}

/* Exceptions --------------------------------------------------------------------------------- */

/* Ways of ending early are no ordinary error; and where memory was refused, the limit explains it.
 */
static enum grade_verdict verdict_of(const struct grade_exception *exception)
{
    static const char *const exits[] = {"SystemExit", "KeyboardInterrupt", "GeneratorExit"};
    for (size_t i = 0; i < GRADE_COUNT(exits); i++)
        if (!strcmp(exception->type, exits[i]))
            return GRADE_VERDICT_EXITED;
    return strcmp(exception->type, "MemoryError") == 0 ? GRADE_VERDICT_MEMORY_LIMIT
                                                       : GRADE_VERDICT_ERROR;
}

static bool unexpected(struct trial *trial, const struct grade_step *step,
                       const struct grade_value *raised)
{
    struct grade_exception *exception = exception_read(trial->session, raised);
    cleanup_free char *line = exception_line(exception);
    struct grade_failure *failure =
        failure_add(trial, step, verdict_of(exception), "raised %s", line);
    failure->aspect = grade_strdup("raises");
    failure->exception = exception;
    if (step->returns) {
        failure->expected = grade_value_copy(step->returns);
        failure->expected_text = python_text(step->returns);
    }
    locate(trial->result, trial->session, exception);
    return false;
}

static bool expect_raised(struct trial *trial, const struct grade_step *step,
                          const struct grade_value *raised, const struct grade_value *value)
{
    char *reason = NULL;
    if (raised && raises_match(trial->session, step->raises, raised, &reason))
        return true;
    cleanup_free char *words = raises_words(step->raises);
    struct grade_failure *failure;
    if (raised) {
        struct grade_exception *exception = exception_read(trial->session, raised);
        cleanup_free char *line = exception_line(exception);
        failure = failure_add(trial, step, GRADE_VERDICT_WRONG, "raised %s, but %s", line, reason);
        failure->exception = exception;
        locate(trial->result, trial->session, exception);
    } else {
        failure = failure_add(trial, step, GRADE_VERDICT_WRONG, "raised nothing");
        failure->actual = value ? grade_value_copy(value) : NULL;
        failure->actual_text = value ? python_text(value) : grade_strdup("no exception");
    }
    failure->aspect = grade_strdup("raises");
    failure->reason = reason;
    failure->expected_text = grade_take(words);
    return false;
}

static bool expect_returns(struct trial *trial, const struct grade_step *step,
                           const struct grade_value *done)
{
    const struct grade_value *value = grade_value_get(done, "value");
    if (grade_value_truth(grade_value_get(done, "unawaited"), false)) {
        struct grade_failure *failure = failure_add(trial, step, GRADE_VERDICT_WRONG,
                                                    "returned a coroutine that was never awaited");
        failure->aspect = grade_strdup("returns");
        failure->actual_text = grade_strdup("a coroutine");
        if (step->returns)
            failure->expected_text = python_text(step->returns);
        return false;
    }
    if (step->laws)
        return expect_laws(trial, step, done);
    if (trial->spec->growth && step->action == GRADE_STEP_EVAL)
        return growth_count(trial, step, done);
    if (!step->returns)
        return true;
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    return expect_value(trial, step, "returns", step->returns, value ? value : &none,
                        GRADE_COMPARE_EXACT);
}

bool expect_step(struct trial *trial, const struct grade_step *step, const struct grade_value *done)
{
    const struct grade_value *raised = grade_value_get(done, "raised");
    if (raised && raised->kind != GRADE_KIND_DICT)
        raised = NULL;
    trial->leaked = grade_value_number(grade_value_get(done, "leaked"), trial->leaked);
    trial->unawaited = grade_value_number(grade_value_get(done, "never_awaited"), trial->unawaited);
    bool ok;
    if (step->raises)
        ok = expect_raised(trial, step, raised, grade_value_get(done, "value"));
    else
        ok = raised ? unexpected(trial, step, raised) : expect_returns(trial, step, done);
    ok = expect_streams(trial, step) && ok; /* also to mark what was written as seen */
    if (ok && step->warns) {
        const struct grade_value *warnings = grade_value_get(done, "warnings");
        static const struct grade_value nothing = {.kind = GRADE_KIND_LIST};
        ok = expect_value(trial, step, "warns", step->warns, warnings ? warnings : &nothing,
                          GRADE_COMPARE_EXACT);
    }
    if (ok && trial->spec->kind == GRADE_CASE_TESTS)
        ok = expect_tests(trial, step, done);
    return ok && expect_then(trial, step, done);
}

bool expect_program(struct trial *trial, const struct grade_box_end *end)
{
    const struct grade_step *step = trial->spec->step_count ? &trial->spec->steps[0] : NULL;
    bool ok = true;
    int want = trial->spec->has_exit ? trial->spec->exit_status : 0;
    if (end->exited && end->status != want) {
        /* An exception explains it better; that was told when it came. */
        if (trial->result->failure_count)
            return false;
        struct grade_failure *failure = failure_add(trial, NULL, GRADE_VERDICT_WRONG,
                                                    "exit status is %d, not %d", end->status, want);
        failure->aspect = grade_strdup("exit");
        failure->expected = grade_value_int(want);
        failure->actual = grade_value_int(end->status);
        failure->expected_text = python_text(failure->expected);
        failure->actual_text = python_text(failure->actual);
        ok = false;
    }
    if (!end->exited)
        return false; /* a signal: the box has the verdict */
    return step ? expect_streams(trial, step) && expect_then(trial, step, NULL) && ok : ok;
}
