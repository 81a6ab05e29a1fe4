/* `grade report` and `grade merge`: what can be done with journals. */
#include "batch_reports.h"
#include "commands.h"
#include "help.h"
#include "options.h"

#include "grade/journal.h"
#include "grade/mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Every journal that was named; what is torn is told. */
static int read_journals(struct grade_index *index, const struct grade_options *options,
                         struct grade_err *err)
{
    for (size_t i = 0; i < options->operand_count; i++) {
        size_t torn = 0;
        int rc = grade_index_read(index, options->operands[i], &torn, err);
        if (rc < 0)
            return rc;
        if (torn) {
            cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
            grade_report_visible(&line, options->operands[i], strlen(options->operands[i]), 2);
            fprintf(stderr, "grade: %s: the last line is torn: %zu bytes of no result left out\n",
                    grade_buf_text(&line), torn);
        }
    }
    grade_index_settle(index);
    return 0;
}

static int report(const struct grade_options *options)
{
    struct cli_reports reports;
    struct grade_report_batch totals = {0};
    struct grade_index index;
    struct grade_err err;
    grade_index_init(&index);
    int rc = cli_reports_open(&reports, options, &err);
    if (rc == 0)
        rc = read_journals(&index, options, &err);
    if (rc == 0) {
        grade_index_totals(&index, &totals);
        rc = cli_reports_write(&reports, &index, &totals, &err);
    }
    int status = rc < 0 ? cli_complain(&err) : cli_reports_status(&totals);
    cli_reports_done(&reports);
    grade_index_done(&index);
    return status == 1 && options->exit_zero ? 0 : status;
}

static int write_output(void *owner, const char *data, size_t len, struct grade_err *err)
{
    return cli_output_write(owner, data, len, err);
}

static int merge(const struct grade_options *options)
{
    struct grade_index index;
    struct cli_output output = {.fd = -1};
    struct grade_err err;
    grade_index_init(&index);
    int rc = read_journals(&index, options, &err);
    umask(077); /* as a journal that grade batch makes */
    if (rc == 0)
        rc = cli_output_open(&output, options->output, &err);
    if (rc == 0)
        rc = grade_index_copy(&index, write_output, &output, &err);
    if (rc == 0)
        rc = cli_output_finish(&output, &err);
    cli_output_abandon(&output);
    grade_index_done(&index);
    return rc < 0 ? cli_complain(&err) : 0;
}

static int run(enum grade_form form, int argc, char **argv, void (*help)(struct grade_buf *out),
               int (*command)(const struct grade_options *options))
{
    struct grade_options options;
    struct grade_err err;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int status;
    if (grade_options_parse(&options, form, argc, argv, &err) < 0) {
        status = cli_complain(&err);
    } else if (options.help) {
        help(&text);
        status = cli_say(grade_buf_text(&text));
    } else {
        status = command(&options);
    }
    grade_options_done(&options);
    return status;
}

static int run_report(int argc, char **argv)
{
    return run(GRADE_FORM_REPORT, argc, argv, cli_help_report, report);
}

static int run_merge(int argc, char **argv)
{
    return run(GRADE_FORM_MERGE, argc, argv, cli_help_merge, merge);
}

const struct cli_command cli_report = {
    .name = "report",
    .usage = "[OPTIONS] JOURNAL...",
    .what = "write reports of a batch again",
    .run = run_report,
};

const struct cli_command cli_merge = {
    .name = "merge",
    .usage = "[-o FILE] JOURNAL...",
    .what = "make one journal of several",
    .run = run_merge,
};
