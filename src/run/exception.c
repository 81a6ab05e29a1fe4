/* An exception as the case describes it, read into plain data for reports. The description is
 * hostile: every part may be missing, of another kind, or absurdly long. */
#include "internal.h"

#include "grade/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN_MAX = 6, FRAMES_MAX = 64, MESSAGE_MAX = 4000, NAME_MAX_LEN = 300 };

/* A NUL, which would end the text for every reader, is written out. */
static void add_without_nuls(struct grade_buf *out, const char *text, size_t len)
{
    for (const char *nul; len && (nul = memchr(text, '\0', len)); text = nul + 1) {
        grade_buf_add(out, text, (size_t)(nul - text));
        grade_buf_adds(out, "\\x00");
        len -= (size_t)(nul - text) + 1;
    }
    grade_buf_add(out, text, len);
}

static char *cut(const struct grade_value *value, size_t max)
{
    if (!value || value->kind != GRADE_KIND_STR)
        return grade_strdup("");
    struct grade_buf text = GRADE_BUF_INIT;
    size_t end = value->len <= max ? value->len : max;
    while (end < value->len && end > 0 && ((unsigned char)value->text[end] & 0xc0) == 0x80)
        end--; /* not within a character */
    add_without_nuls(&text, value->text, end);
    if (end < value->len)
        grade_buf_addf(&text, "... (%zu more bytes)", value->len - end);
    return grade_buf_take(&text);
}

/* Line `number` of a text; NULL where there is none. */
static char *line_of(const char *text, size_t len, long number)
{
    const char *end = text + len;
    for (long i = 1; text < end && i < number; i++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        text = newline ? newline + 1 : end;
    }
    if (text >= end || number < 1)
        return NULL;
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    size_t length = (size_t)((newline ? newline : end) - text);
    if (length && text[length - 1] == '\r')
        length--;
    return grade_strndup(text, length < 500 ? length : 500);
}

char *source_line(const struct session *session, long line)
{
    return line_of(session->job->source, session->job->source_len, line);
}

/* The step that a label "CASE.INDEX" of prepare.c's names, or NULL. */
static const struct grade_step *step_of(const struct grade_problem *problem, const char *file)
{
    size_t number, index;
    if (sscanf(file, "step %zu.%zu", &number, &index) != 2 || number < 1 ||
        number > problem->case_count)
        return NULL;
    const struct grade_case *spec = &problem->cases[number - 1];
    return index < spec->step_count ? &spec->steps[index] : NULL;
}

/* Fills in the source line that the frame names, where we hold the source, and the file's name for
 * people. */
static void find_source(struct grade_frame *frame, const struct session *session)
{
    const struct grade_problem *problem = session->problem;
    const struct grade_step *step = step_of(problem, frame->file);
    if (!strcmp(frame->file, problem->solution_file)) {
        frame->text = line_of(session->job->source, session->job->source_len, frame->line);
    } else if (!strcmp(frame->file, "helpers.py") && problem->helpers) {
        frame->text = line_of(problem->helpers, problem->helpers_len, frame->line);
    } else if (step) {
        if (step->source && step->action != GRADE_STEP_CALL)
            frame->text = line_of(step->source, strlen(step->source), frame->line);
        free(frame->file);
        frame->file =
            step->number ? grade_printf("step %zu", step->number) : grade_strdup("set-up");
    }
}

static long number_at(const struct grade_value *list, size_t i)
{
    return i < list->count ? (long)grade_value_number(list->items[i], 0) : 0;
}

static void read_frames(struct grade_exception *to, const struct session *session,
                        const struct grade_value *frames)
{
    size_t count = frames && frames->kind == GRADE_KIND_LIST ? frames->count : 0;
    to->frames = grade_alloc_array(count < FRAMES_MAX ? count : FRAMES_MAX, sizeof(*to->frames));
    for (size_t i = 0; i < count && to->frame_count < FRAMES_MAX; i++) {
        const struct grade_value *wire = frames->items[i];
        if (wire->kind != GRADE_KIND_LIST || wire->count < 6)
            continue;
        struct grade_frame *frame = &to->frames[to->frame_count++];
        frame->file = cut(wire->items[0], NAME_MAX_LEN);
        frame->function = cut(wire->items[1], NAME_MAX_LEN);
        frame->line = number_at(wire, 2);
        frame->end_line = number_at(wire, 3);
        frame->column = number_at(wire, 4);
        frame->end_column = number_at(wire, 5);
        find_source(frame, session);
    }
}

void exception_place(struct grade_exception *to, const struct session *session,
                     const struct grade_value *attrs)
{
    long line = (long)grade_value_number(grade_value_get(attrs, "lineno"), 1);
    long last = (long)grade_value_number(grade_value_get(attrs, "end_lineno"), 0);
    long column = (long)grade_value_number(grade_value_get(attrs, "offset"), 0);
    long end = (long)grade_value_number(grade_value_get(attrs, "end_offset"), 0);
    grade_frames_free(to);
    to->frame_count = 1;
    to->frames = grade_alloc(sizeof(*to->frames));
    struct grade_frame *frame = &to->frames[0];
    frame->file = grade_strdup(session->problem->solution_file);
    frame->function = grade_strdup("");
    frame->line = line > 0 ? line : 1; /* 0: of what is wrong before the first line is read */
    frame->column = column > 0 ? column : 0;
    frame->end_line = last > frame->line ? last : frame->line;
    frame->end_column = end > frame->column ? end : frame->column + (frame->column > 0);
    find_source(frame, session);
}

static struct grade_exception *read_one(const struct session *session,
                                        const struct grade_value *wire, int depth)
{
    if (!wire || wire->kind != GRADE_KIND_DICT || depth > CHAIN_MAX)
        return NULL;
    struct grade_exception *to = grade_alloc(sizeof(*to));
    cleanup_free char *module = cut(grade_value_get(wire, "module"), NAME_MAX_LEN);
    cleanup_free char *name = cut(grade_value_get(wire, "qualname"), NAME_MAX_LEN);
    bool bare = !module[0] || !strcmp(module, "builtins") || !strcmp(module, "solution");
    to->type = bare ? grade_strdup(name) : grade_printf("%s.%s", module, name);
    to->message = cut(grade_value_get(wire, "str"), MESSAGE_MAX);
    read_frames(to, session, grade_value_get(wire, "frames"));
    long long left_out = grade_value_number(grade_value_get(wire, "left_out"), 0);
    to->frames_left_out = left_out > 0 ? (size_t)left_out : 0;
    to->cause = read_one(session, grade_value_get(wire, "cause"), depth + 1);
    if (!to->cause)
        to->context = read_one(session, grade_value_get(wire, "context"), depth + 1);
    return to;
}

struct grade_exception *exception_read(const struct session *session,
                                       const struct grade_value *wire)
{
    return read_one(session, wire, 0);
}

char *exception_line(const struct grade_exception *exception)
{
    return exception->message[0] ? grade_printf("%s: %s", exception->type, exception->message)
                                 : grade_strdup(exception->type);
}

void locate(struct grade_case_result *result, const struct session *session,
            const struct grade_exception *exception)
{
    if (!exception || result->location_file)
        return;
    for (size_t i = exception->frame_count; i-- > 0;) {
        const struct grade_frame *frame = &exception->frames[i];
        if (strcmp(frame->file, session->problem->solution_file) != 0)
            continue;
        result->location_file = grade_strdup(frame->file);
        result->location_line = frame->line;
        result->location_column = frame->column;
        return;
    }
}
