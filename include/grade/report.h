/* Reporters: a result in the format that somebody reads. One file per format, each ending in its
 * row.
 *
 * Every text of a learner is data: a reporter lets none of it act (ANSI escapes, workflow commands,
 * markup). Nothing is cut without saying so. Reporters know results, never sandboxes. Supervisor
 * only. */
#ifndef GRADE_REPORT_H
#define GRADE_REPORT_H

#include <stdio.h>

#include "grade/buf.h"
#include "grade/result.h"

struct grade_report_options {
    bool color;
    bool ascii;  /* no symbols beyond ASCII (locale is not UTF-8) */
    int verbose; /* -1 quiet, 0, 1 */
    int width;   /* columns of the terminal, 80 where unknown */
};

struct grade_reporter {
    const char *name; /* "text", "json", "jsonl" */
    const char *what; /* one line for --help */
    /* Any may be NULL. begin and end frame a run of several results; each appends to out. */
    void (*begin)(struct grade_buf *out, const struct grade_report_options *options);
    void (*result)(struct grade_buf *out, const struct grade_result *result,
                   const struct grade_report_options *options);
    void (*end)(struct grade_buf *out, const struct grade_report_options *options);
};

/* The table of formats, NULL-ended, and a look-up by name (NULL: none). */
extern const struct grade_reporter *const grade_reporters[];
const struct grade_reporter *grade_reporter_find(const char *name);

/* Appends what `grade watch` shows of a result: the first failure in full, the others by name. */
void grade_report_screen(struct grade_buf *out, const struct grade_result *result,
                         const struct grade_report_options *options);

/* Appends hostile text for a terminal: control characters, escapes, invalid UTF-8 and bidirectional
 * overrides made visible; newlines kept, each further line indented by `indent` spaces. */
void grade_report_visible(struct grade_buf *out, const char *text, size_t len, int indent);

#endif
