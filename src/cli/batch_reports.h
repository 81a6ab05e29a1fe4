/* Reports from journals: what `grade batch` ends with and `grade report` repeats.
 *
 * Results come from the journal one at a time, sorted by problem and id, and go to every report:
 * nothing is held in memory but an entry each. A FILE with {id} or {problem} in it stands for as
 * many files, one for each submission or problem, whose folders are made. */
#ifndef CLI_BATCH_REPORTS_H
#define CLI_BATCH_REPORTS_H

#include "options.h"
#include "output.h"

#include "grade/journal.h"

struct cli_reports {
    const struct grade_options *options; /* borrowed */
    struct cli_output *outputs;          /* one for each report; fd -1 for those with {} */
};

/* Opens what can be opened now, so that a mistake is told before anything is graded. */
int cli_reports_open(struct cli_reports *out, const struct grade_options *options,
                     struct grade_err *err);
/* Writes all of a settled index. totals: of the whole, see grade_index_totals. Every report is
 * tried; the first fault is told. */
int cli_reports_write(struct cli_reports *reports, const struct grade_index *index,
                      const struct grade_report_batch *totals, struct grade_err *err);
/* Leaves no trace of what was not written. */
void cli_reports_done(struct cli_reports *reports);

/* Whether the name of a report's file stands for several. */
bool cli_reports_is_template(const char *path);
/* The file that a template means for a submission: what could lead elsewhere in id and problem is
 * replaced. Caller frees. */
char *cli_reports_expand(const char *path, const char *id, const char *problem);

/* 0, 1 or 4, as the results are. */
int cli_reports_status(const struct grade_report_batch *totals);

#endif
