/* Where a case was on the way to a limit of time: looked at several times, so that a loop shows by
 * the lines that it goes through. What it says is hostile: it only decides what is told of it. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { LOOKS_MAX = 16, LINES_MAX = 64 };

void looks_add(struct trial *trial, const struct grade_value *frames)
{
    if (!frames || frames->kind != GRADE_KIND_LIST || frames->count == 0)
        return;
    if (!trial->looks)
        trial->looks = grade_value_new(GRADE_KIND_LIST);
    if (trial->looks->count < LOOKS_MAX)
        grade_value_add(trial->looks, grade_value_copy(frames));
}

/* A frame of the wire; NULL where it is none. */
static const struct grade_value *frame_at(const struct grade_value *frames, size_t depth)
{
    if (depth >= frames->count)
        return NULL;
    const struct grade_value *frame = frames->items[depth];
    bool sound = frame->kind == GRADE_KIND_LIST && frame->count >= 6 &&
                 frame->items[0]->kind == GRADE_KIND_STR && frame->items[1]->kind == GRADE_KIND_STR;
    return sound ? frame : NULL;
}

static long line_of(const struct grade_value *frame)
{
    return (long)grade_value_number(frame->items[2], 0);
}

static bool same_function(const struct grade_value *a, const struct grade_value *b)
{
    return a && b &&
           !strcmp(grade_value_text(a->items[0], ""), grade_value_text(b->items[0], "")) &&
           !strcmp(grade_value_text(a->items[1], ""), grade_value_text(b->items[1], ""));
}

/* How deep the stacks of all looks are the same, line by line. */
static size_t common_depth(const struct grade_value *looks)
{
    const struct grade_value *first = looks->items[0];
    for (size_t depth = 0;; depth++)
        for (size_t i = 0; i < looks->count; i++) {
            const struct grade_value *here = frame_at(first, depth);
            const struct grade_value *there = frame_at(looks->items[i], depth);
            if (!here || !same_function(here, there) || line_of(here) != line_of(there))
                return depth;
        }
}

struct lines {
    long at[LINES_MAX]; /* in order, each once */
    size_t count;
};

static void add_line(struct lines *lines, long line)
{
    size_t place = 0;
    while (place < lines->count && lines->at[place] < line)
        place++;
    if (lines->count == LINES_MAX || (place < lines->count && lines->at[place] == line))
        return;
    memmove(&lines->at[place + 1], &lines->at[place], (lines->count - place) * sizeof(long));
    lines->at[place] = line;
    lines->count++;
}

/* The lines at which the function at this depth was seen; none where it was not always the same. */
static struct lines lines_at(const struct grade_value *looks, size_t depth)
{
    struct lines lines = {.count = 0};
    for (size_t i = 0; i < looks->count; i++) {
        const struct grade_value *frame = frame_at(looks->items[i], depth);
        if (!same_function(frame, frame_at(looks->items[0], depth)))
            return (struct lines){.count = 0};
        add_line(&lines, line_of(frame));
    }
    return lines;
}

/* "line 3", "lines 3 and 5", "lines 3 to 9" */
static char *name_lines(const struct lines *lines)
{
    size_t count = lines->count;
    long first = lines->at[0], last = lines->at[count - 1];
    if (count == 1)
        return grade_printf("line %ld", first);
    if (count == 2 && last > first + 1)
        return grade_printf("lines %ld and %ld", first, last);
    return grade_printf("lines %ld to %ld", first, last);
}

/* The stack down to the function that loops, at the first of its lines. What a call below it was at
 * is a matter of chance, and so is the column. */
static struct grade_value *stack_to(const struct grade_value *looks, size_t depth, long line)
{
    struct grade_value *frames = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i <= depth; i++) {
        const struct grade_value *frame = frame_at(looks->items[0], i);
        if (i < depth) {
            grade_value_add(frames, grade_value_copy(frame));
            continue;
        }
        struct grade_value *last = grade_value_new(GRADE_KIND_LIST);
        const long numbers[] = {line, line, 0, 0};
        grade_value_add(last, grade_value_copy(frame->items[0]));
        grade_value_add(last, grade_value_copy(frame->items[1]));
        for (size_t k = 0; k < GRADE_COUNT(numbers); k++)
            grade_value_add(last, grade_value_int(numbers[k]));
        grade_value_add(frames, last);
    }
    return frames;
}

static void show_stack(struct trial *trial, struct grade_failure *failure,
                       struct grade_value *frames)
{
    struct grade_value *stacks = grade_value_new(GRADE_KIND_LIST);
    struct grade_value *stack = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(stack, grade_value_str(""));
    grade_value_add(stack, frames);
    grade_value_add(stacks, stack);
    trial_show_stacks(trial, failure, stacks);
    grade_value_free(stacks);
}

static void say(struct grade_failure *failure, const char *more)
{
    char *message = grade_printf("%s; %s", failure->message ? failure->message : "", more);
    free(failure->message);
    failure->message = message;
}

/* Whether the main thread itself was at work, and not waiting for others in some library. */
static bool was_at_work(const struct grade_value *looks)
{
    const struct grade_value *last = looks->items[looks->count - 1];
    const struct grade_value *innermost = frame_at(last, last->count - 1);
    return innermost && grade_value_text(innermost->items[0], "/")[0] != '/';
}

/* The last function that all looks agree on, and where in it they were. */
static bool tell_loop(struct trial *trial, struct grade_failure *failure)
{
    const struct grade_value *looks = trial->looks;
    size_t depth = common_depth(looks);
    struct lines lines = lines_at(looks, depth);
    if (lines.count == 0 && depth > 0)
        lines = lines_at(looks, --depth); /* what is called there is another thing each time */
    if (lines.count == 0)
        return false;
    const struct grade_value *frame = frame_at(looks->items[0], depth);
    cleanup_free char *where = name_lines(&lines);
    const char *function = grade_value_text(frame->items[1], "?");
    bool named = function[0] != '<';
    cleanup_free char *more = grade_printf(
        "%s %s %s%s%.100s", looks->count > 1 ? "whenever grade looked, it was" : "it was",
        lines.count > 1 ? "in" : "at", where, named ? " of " : "", named ? function : "");
    say(failure, more);
    show_stack(trial, failure, stack_to(looks, depth, lines.at[0]));
    return true;
}

void looks_tell(struct trial *trial, struct grade_failure *failure)
{
    bool cpu = failure->verdict == GRADE_VERDICT_CPU_LIMIT;
    bool wall = failure->verdict == GRADE_VERDICT_WALL_LIMIT;
    if (!cpu && !wall)
        return;
    if (cpu && trial->looks && was_at_work(trial->looks) && tell_loop(trial, failure))
        return;
    if (trial->stacks) {
        trial_show_stacks(trial, failure, trial->stacks);
        if (cpu && failure->stack_count == 1)
            say(failure, "at the last look it was here");
    } else if (cpu && grade_box_asks(trial->box) > 0)
        say(failure, "it stayed in one long call of something built in, such as sum() or sorted()");
}
