/* Which line of the solution a failure is about: see place.h. */
#include "place.h"

#include <string.h>

static bool is_solutions(const struct grade_frame *frame)
{
    return frame->file && frame->file[0] != '/' && strncmp(frame->file, "step ", 5) != 0 &&
           strcmp(frame->file, "set-up") != 0 && strcmp(frame->file, "helpers.py") != 0 &&
           frame->file[0] != '<';
}

/* The innermost line of the solution that a traceback names. */
static bool find_place(struct report_place *out, const struct grade_exception *e)
{
    for (size_t i = e ? e->frame_count : 0; i-- > 0;) {
        const struct grade_frame *frame = &e->frames[i];
        if (!is_solutions(frame) || frame->line < 1)
            continue;
        *out = (struct report_place){frame->line, frame->column > 0 ? frame->column : 1};
        return true;
    }
    return false;
}

/* The innermost line of the solution that the failure names, else that of the case, else where the
 * function is defined that the case calls; the first line is what is left. */
struct report_place report_place_of(const struct grade_case_result *c,
                                    const struct grade_failure *f)
{
    struct report_place place;
    if (f && find_place(&place, f->exception))
        return place;
    for (size_t i = 0; f && i < f->stack_count; i++)
        if (find_place(&place, f->stacks[i]))
            return place;
    if (c->location_file && c->location_line > 0)
        return (struct report_place){c->location_line,
                                     c->location_column > 0 ? c->location_column : 1};
    return (struct report_place){c->defined_line > 0 ? c->defined_line : 1, 1};
}
