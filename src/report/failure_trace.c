/* Exceptions for people: see failure.h. */
#include "failure.h"

#include "grade/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FRAMES_HEAD = 2, FRAMES_TAIL = 6, CHAIN_MAX = 4, MESSAGE_MAX = 2000 };

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

/* The line with carets below the range; columns count from the line's start in its file. */
static void show_source(const struct page *page, int indent, const struct grade_frame *frame)
{
    size_t len = strlen(frame->text), indentation = strspn(frame->text, " \t\f");
    const char *line = frame->text + indentation;
    struct page_mark mark = {0, len, NULL};
    if (frame->column > 0)
        mark.from = offset_of(frame->text, len, frame->column);
    if (frame->end_column > 0 && frame->end_line <= frame->line)
        mark.to = offset_of(frame->text, len, frame->end_column);
    mark.from = mark.from > indentation ? mark.from - indentation : 0;
    mark.to = mark.to > indentation ? mark.to - indentation : 0;
    bool points = mark.from > 0 || mark.to < len - indentation; /* carets under all say nothing */
    page_marked(page, indent, "", line, points && frame->column > 0 ? &mark : NULL);
}

static void show_frame(const struct page *page, int indent, const struct grade_frame *frame)
{
    enum page_style style = is_learners(frame) ? PAGE_STRONG : PAGE_DIM;
    cleanup_free char *place = grade_printf("%s:%ld", frame->file ? frame->file : "?", frame->line);
    page_row(page, indent);
    page_put(page, style, place);
    if (frame->function && frame->function[0] != '<') {
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

static void show_frames(const struct page *page, int indent, const struct grade_exception *e,
                        size_t first)
{
    size_t cut = e->frame_count > FRAMES_HEAD + FRAMES_TAIL && page->options->verbose < 1
                     ? e->frame_count - FRAMES_HEAD - FRAMES_TAIL
                     : 0;
    for (size_t i = first; i < e->frame_count; i++) {
        if (cut && i == FRAMES_HEAD) {
            note(page, indent, cut + e->frames_left_out, "call");
            i += cut;
        }
        size_t again = 0;
        while (i + 1 < e->frame_count && (!cut || i >= FRAMES_HEAD) &&
               same_place(&e->frames[i], &e->frames[i + 1])) {
            again++;
            i++;
        }
        show_frame(page, indent, &e->frames[i]);
        if (again)
            note(page, indent + 2, again, "call from this line");
    }
    if (!cut && e->frames_left_out)
        note(page, indent, e->frames_left_out, "call");
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
