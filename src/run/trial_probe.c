/* Frames of a case that speak of its probes: served, or the end of the case. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { UNREAD_MAX = 64 };

/* The call has failed the case. Where it stands, only the case can tell; it ends whatever it says.
 */
static void on_unforeseen(struct trial *trial, struct probe_request *request)
{
    struct grade_failure *failure =
        failure_add(trial, trial_current(trial), GRADE_VERDICT_WRONG, "%s", request->fault);
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT);
    failure->aspect = grade_take(request->aspect);
    trial->unforeseen = trial->result->failure_count;
    grade_value_put(body, "do", grade_value_str("where"));
    frame_send(trial->box, "probe", body);
}

void trial_where(struct trial *trial, const char *kind, const struct grade_value *body)
{
    if (!strcmp(kind, "where"))
        trial_show_frames(trial, &trial->result->failures[trial->unforeseen - 1],
                          "an unforeseen call", grade_value_get(body, "frames"));
    trial_give_up(trial);
}

/* A use of a probe: what the script does not foresee fails the case here, whatever the solution
 * catches. */
void trial_probe(struct trial *trial, const struct grade_value *body)
{
    struct probe_request request = {.all = &trial->probes,
                                    .body = body,
                                    .clock = &trial->clock,
                                    .real_clock = trial->spec->real_clock || trial->spec->threads};
    trial->unread = grade_box_unsent(trial->box) ? trial->unread + 1 : 0;
    switch (trial->unread > UNREAD_MAX ? PROBE_FLOOD : probes_serve(&request)) {
    case PROBE_ANSWER:
        frame_send(trial->box, "probe", grade_take(request.answer));
        break;
    case PROBE_SILENT:
        break;
    case PROBE_FAULT:
        on_unforeseen(trial, &request);
        break;
    case PROBE_LIE:
        failure_add(trial, trial_current(trial), GRADE_VERDICT_EXITED,
                    "it said something on the grader's channel that no probe would");
        trial_give_up(trial);
        break;
    case PROBE_FLOOD:
        failure_add(trial, trial_current(trial), GRADE_VERDICT_OUTPUT_LIMIT,
                    "used what it was given more than is recorded: %d times, %d MiB or %d values "
                    "of arguments",
                    PROBE_RECORDS_MAX, PROBE_BYTES_MAX >> 20, PROBE_NODES_MAX);
        trial_give_up(trial);
        break;
    }
    grade_value_free(request.answer);
    free(request.fault);
    free(request.aspect);
}
