/* Exceptions for people: see failure.h. */
#include "failure.h"

#include "grade/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    FRAMES_HEAD = 2,
    FRAMES_TAIL = 6,
    CHAIN_MAX = 4,
    MESSAGE_MAX = 2000,
    PERIOD_MAX = 8,  /* functions that call each other in turn */
    CYCLE_LEAST = 3, /* rounds */
};

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool same_place(const struct grade_frame *a, const struct grade_frame *b)
{
    return a->line == b->line && same_text(a->file, b->file);
}

static bool is_learners(const struct grade_frame *frame)
{
    return frame->file && strncmp(frame->file, "step ", 5) != 0 && frame->file[0] != '/';
}

/* Byte offset of a column that counts characters from 1. */
static size_t offset_of(const char *text, size_t len, long column)
{
    size_t i = 0;
    for (long at = 1; at < column && i < len; at++)
        for (i++; i < len && ((unsigned char)text[i] & 0xc0) == 0x80;)
            i++;
    return i;
}

bool failure_marked_part(const struct grade_frame *frame, size_t *out_from, size_t *out_to)
{
    if (!frame->text || frame->column <= 0)
        return false;
    size_t len = strlen(frame->text), indentation = strspn(frame->text, " \t\f");
    *out_from = offset_of(frame->text, len, frame->column);
    *out_to = len;
    if (frame->end_column > 0 && frame->end_line <= frame->line)
        *out_to = offset_of(frame->text, len, frame->end_column);
    *out_from = *out_from > indentation ? *out_from : indentation;
    *out_to = *out_to > *out_from ? *out_to : *out_from;
    return *out_from > indentation || *out_to < len; /* carets under all say nothing */
}

/* The line with carets below the range; columns count from the line's start in its file. */
static void show_source(const struct page *page, int indent, const struct grade_frame *frame)
{
    size_t indentation = strspn(frame->text, " \t\f");
    struct page_mark mark = {0, 0, NULL};
    bool points = failure_marked_part(frame, &mark.from, &mark.to);
    mark.from -= points ? indentation : 0;
    mark.to -= points ? indentation : 0;
    page_marked(page, indent, "", frame->text + indentation, points ? &mark : NULL);
}

static void show_frame(const struct page *page, int indent, const struct grade_frame *frame)
{
    enum page_style style = is_learners(frame) ? PAGE_STRONG : PAGE_DIM;
    cleanup_free char *place = grade_printf("%s:%ld", frame->file ? frame->file : "?", frame->line);
    page_row(page, indent);
    page_put(page, style, place);
    if (frame->function && frame->function[0] && frame->function[0] != '<') {
        page_put(page, PAGE_DIM, ", in ");
        page_put(page, PAGE_DIM, frame->function);
    }
    page_end(page);
    if (frame->text && frame->text[0])
        show_source(page, indent + 2, frame);
}

static void note(const struct page *page, int indent, size_t count, const char *what)
{
    cleanup_free char *text = grade_printf("... %zu more %s%s", count, what, count == 1 ? "" : "s");
    page_row(page, indent);
    page_put(page, PAGE_DIM, text);
    page_end(page);
}

/* A run of frames that repeats: of which length, and how often beyond the first time. Calls that
 * were left out in the middle belong to it where the frames before and behind them go on as it
 * would. */
struct cycle {
    size_t period, frames; /* period 0: none; frames: how many of those at hand it takes */
    size_t again;          /* calls behind the first round, those left out included */
};

/* The place where the frames that were left out would be. */
static size_t gap_of(const struct grade_exception *e)
{
    return e->frames_left_out ? e->frame_count / 2 : e->frame_count;
}

/* The number of a frame among all calls, those left out included. */
static size_t number_of(const struct grade_exception *e, size_t i)
{
    return i + (i >= gap_of(e) ? e->frames_left_out : 0);
}

static struct cycle cycle_of(const struct grade_exception *e, size_t from, size_t period)
{
    struct cycle cycle = {0, 0, 0};
    size_t end = from + period;
    if (end > gap_of(e) || end > e->frame_count)
        return cycle;
    while (end < e->frame_count) {
        size_t place = (number_of(e, end) - from) % period;
        if (!same_place(&e->frames[end], &e->frames[from + place]))
            break;
        end++;
    }
    size_t calls = number_of(e, end - 1) + 1 - from;
    if (end - from < 2 * period || calls < CYCLE_LEAST * period)
        return cycle;
    return (struct cycle){period, end - from, calls - period};
}

static struct cycle find_cycle(const struct grade_exception *e, size_t from)
{
    for (size_t period = 1; period <= PERIOD_MAX; period++) {
        struct cycle cycle = cycle_of(e, from, period);
        if (cycle.period)
            return cycle;
    }
    return (struct cycle){0, 0, 0};
}

static void note_cycle(const struct page *page, int indent, const struct cycle *cycle)
{
    cleanup_free char *text =
        cycle->period == 1
            ? grade_printf("... %zu more of the same line", cycle->again)
            : grade_printf("... %zu more of the same %zu lines", cycle->again, cycle->period);
    page_row(page, indent);
    page_put(page, PAGE_DIM, text);
    page_end(page);
}

/* What repeats is folded; of what is still too much the middle is left out. */
static void show_frames(const struct page *page, int indent, const struct grade_exception *e,
                        size_t first)
{
    bool brief = page->options->verbose < 1;
    size_t shown = 0, left_out = 0, gap = gap_of(e);
    bool told = false; /* what was left out in the middle */
    for (size_t i = first; i < e->frame_count; i++) {
        struct cycle cycle = find_cycle(e, i);
        if (i >= gap && !told && e->frames_left_out) {
            left_out += e->frames_left_out;
            told = true;
        }
        bool skip =
            brief && shown >= FRAMES_HEAD && e->frame_count - i > FRAMES_TAIL && !cycle.period;
        if (skip) {
            left_out++;
            continue;
        }
        if (left_out)
            note(page, indent, left_out, "call");
        left_out = 0;
        size_t rounds = cycle.period ? cycle.period : 1;
        for (size_t k = 0; k < rounds; k++)
            show_frame(page, indent, &e->frames[i + k]);
        shown += rounds;
        if (!cycle.period)
            continue;
        note_cycle(page, indent, &cycle);
        told |= i + cycle.frames > gap;
        i += cycle.frames - 1;
    }
    if (left_out || (!told && e->frames_left_out))
        note(page, indent, left_out + (told ? 0 : e->frames_left_out), "call");
}

static void show_one(const struct page *page, int indent, const char *label,
                     const struct grade_exception *e, size_t first_frame)
{
    const char *message = e->message ? e->message : "";
    size_t len = strlen(message), kept = len > MESSAGE_MAX ? MESSAGE_MAX : len;
    cleanup_free char *text = grade_printf("%s%s%.*s", e->type ? e->type : "an exception",
                                           kept ? ": " : "", (int)kept, message);
    page_paragraph(page, indent, PAGE_BAD_STRONG, label, text);
    if (kept < len)
        note(page, indent, len - kept, "byte");
    show_frames(page, indent + 2, e, first_frame);
}

void failure_exception(const struct page *page, int indent, const struct grade_failure *f)
{
    const struct grade_exception *e = f->exception;
    bool instead = f->expected_text && !f->actual_text; /* of what was expected just above */
    const char *label = instead ? "raised    " : "";
    /* A step of one line has just been shown. */
    bool shown = f->action && !strchr(f->action, '\n') && e->frame_count > 1 && e->frames[0].file &&
                 !strncmp(e->frames[0].file, "step ", 5);
    for (int i = 0; e; i++) {
        if (i == CHAIN_MAX) {
            page_paragraph(page, indent, PAGE_DIM, "", "... and what led to that");
            return;
        }
        show_one(page, indent, label, e, i == 0 && shown ? 1 : 0);
        label = e->cause ? "caused by " : "while handling ";
        e = e->cause ? e->cause : e->context;
    }
}

/* The stack as far as it is the learner's: where in a library it waits says little. */
static struct grade_exception without_library(const struct grade_exception *stack)
{
    struct grade_exception own = *stack;
    while (own.frame_count && own.frames[own.frame_count - 1].file &&
           own.frames[own.frame_count - 1].file[0] == '/')
        own.frame_count--;
    return own.frame_count ? own : *stack;
}

void failure_stacks(const struct page *page, int indent, const struct grade_failure *f)
{
    bool deadlock = f->verdict == GRADE_VERDICT_DEADLOCK;
    for (size_t i = 0; i < f->stack_count; i++) {
        struct grade_exception own = without_library(f->stacks[i]);
        const struct grade_exception *stack = page->options->verbose < 1 ? &own : f->stacks[i];
        const char *name = stack->type && stack->type[0] ? stack->type : "it";
        bool alone = f->stack_count == 1;
        bool said = alone && f->verdict == GRADE_VERDICT_CPU_LIMIT; /* by the message */
        if (!said)
            page_paragraph(page, indent, PAGE_STRONG, alone ? "it" : name,
                           deadlock ? " waits at" : " was at");
        /* A step of one line has just been shown. */
        bool shown = f->action && !strchr(f->action, '\n') && stack->frame_count > 1 &&
                     stack->frames[0].file && !strncmp(stack->frames[0].file, "step ", 5);
        show_frames(page, indent + 2, stack, shown);
    }
}

static bool same_exception(const struct grade_exception *a, const struct grade_exception *b)
{
    if (!same_text(a->type, b->type) || !same_text(a->message, b->message))
        return false;
    if (a->frame_count == 0 || b->frame_count == 0)
        return a->frame_count == b->frame_count;
    return same_place(&a->frames[a->frame_count - 1], &b->frames[b->frame_count - 1]);
}

bool failure_same(const struct grade_case_result *a, const struct grade_case_result *b)
{
    if (a->verdict != b->verdict || a->failure_count != 1 || b->failure_count != 1)
        return false;
    const struct grade_failure *x = &a->failures[0], *y = &b->failures[0];
    if (x->exception && y->exception)
        return same_exception(x->exception, y->exception);
    /* Before the first step: a name that is missing, say. */
    return !x->exception && !y->exception && x->step == SIZE_MAX && y->step == SIZE_MAX &&
           x->message && same_text(x->message, y->message);
}
