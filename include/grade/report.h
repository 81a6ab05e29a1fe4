/* Reporters: results in the format that somebody reads. One file per format, each ending in its
 * row.
 *
 * A report is about one solution, or about a batch of any number of them, and is written as a
 * stream: begin, each result once, end. Each call appends to report->out, which the caller takes
 * away when it likes; a result is gone after its call. What has to be remembered until the end (a
 * table of totals, what has been seen) stands in the reporter's own state; a state that grows with
 * every result must stay small beside the result, for there may be a hundred thousand.
 *
 * Every text of a learner is data: a reporter lets none of it act (ANSI escapes, workflow commands,
 * markup). Nothing is cut without saying so. What an audience must not read, no reporter gets to
 * see: see grade_report_add. Reporters know results, never sandboxes. No function fails. Supervisor
 * only. */
#ifndef GRADE_REPORT_H
#define GRADE_REPORT_H

#include <stdio.h>

#include "grade/buf.h"
#include "grade/result.h"

/* Who may read it. A learner is told of a hidden case that it exists, its name, its verdict and its
 * points; staff are told everything. */
enum grade_audience { GRADE_AUDIENCE_LEARNER, GRADE_AUDIENCE_STAFF };

struct grade_report_options {
    bool color;
    bool ascii;  /* no symbols beyond ASCII (locale is not UTF-8) */
    int verbose; /* -1 quiet, 0, 1 */
    int width;   /* columns of the terminal, 80 where unknown */
    enum grade_audience audience;
};

/* What is known of a batch before its first result is told. */
struct grade_report_batch {
    size_t results;  /* that will come */
    size_t expected; /* submissions that there are; more than results: the others were not graded */
    size_t passed;   /* results with the verdict pass */
    size_t machine;  /* with the verdict internal or skipped: the machine's failure, not theirs */
    size_t cases, cases_passed;
    bool interrupted;
};

struct grade_reporter;

/* One report being written. */
struct grade_report {
    const struct grade_reporter *reporter;
    struct grade_report_options options;
    const struct grade_report_batch *batch; /* NULL: one solution, and so one result; borrowed */
    struct grade_buf out;                   /* appended to; the caller may clear it between calls */
    void *state; /* state_size zeroed bytes of the reporter's own; NULL where that is 0 */
    size_t told; /* results before this one */
};

struct grade_reporter {
    const char *name; /* "text", "json", "jsonl" */
    const char *what; /* one line for --help */
    /* The format is a document about one solution: a batch has one such file for each, and the
     * reporter never sees a report->batch. */
    bool single;
    size_t state_size;
    /* Any may be NULL. begin and end frame the results, also where there is none. */
    void (*begin)(struct grade_report *report);
    void (*result)(struct grade_report *report, const struct grade_result *result);
    void (*end)(struct grade_report *report);
    void (*done)(void *state); /* frees what the state holds, whatever was called before */
};

/* The table of formats, NULL-ended, and a look-up by name (NULL: none). */
extern const struct grade_reporter *const grade_reporters[];
const struct grade_reporter *grade_reporter_find(const char *name);

/* Writing a report: open (calls begin), add for each result, close (calls end), done (frees; may
 * follow at any time, twice too). batch is borrowed until then, NULL for one solution. */
void grade_report_open(struct grade_report *report, const struct grade_reporter *reporter,
                       const struct grade_report_options *options,
                       const struct grade_report_batch *batch);
/* Shows the result to the reporter as its audience may know it: of a hidden case a learner's
 * reporter gets number, name, verdict and points, with `withheld` set and everything else empty
 * (durations NAN, peak -1). So no format can tell more, however it is written. */
void grade_report_add(struct grade_report *report, const struct grade_result *result);
void grade_report_close(struct grade_report *report);
void grade_report_done(struct grade_report *report);

/* A result as its one JSON document on one line, without a newline, everything in it; and back.
 * What grade_report_read makes of it is told by every reporter as the result itself would be, but
 * that streams are cut at 64 KiB, which the document says, and values of more than that are opaque.
 * The text may be hostile: bounded in depth and size. A fault is USAGE and says where and what. The
 * result is the caller's, its isolation too. */
void grade_report_write(struct grade_buf *out, const struct grade_result *result);
int grade_report_read(struct grade_result **out, const char *text, size_t len,
                      struct grade_err *err);

/* What `grade watch` shows of a result, not in the table: the first failure in full, the others by
 * name. */
extern const struct grade_reporter grade_report_screen;

/* Appends hostile text for a terminal: control characters, escapes, invalid UTF-8 and bidirectional
 * overrides made visible; newlines kept, each further line indented by `indent` spaces. */
void grade_report_visible(struct grade_buf *out, const char *text, size_t len, int indent);

#endif
