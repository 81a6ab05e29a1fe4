/* `grade progress --export`, `--import` and `--reset`. Whoever asks for one of these means the
 * record, whatever GRADE_PROGRESS says of recording. */
#include "commands.h"
#include "output.h"
#include "progress.h"

#include "grade/learn.h"
#include "grade/mem.h"
#include "grade/report.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { IMPORT_MAX = 64 * 1024 * 1024 };

static int write_file(const char *path, const struct grade_buf *text, struct grade_err *err)
{
    struct cli_output file;
    int rc = cli_output_open(&file, path, err);
    if (rc < 0)
        return rc;
    rc = cli_output_write(&file, grade_buf_text(text), text->len, err);
    if (rc < 0)
        cli_output_abandon(&file);
    return rc < 0 ? rc : cli_output_finish(&file, err);
}

static int move_out(struct grade_learn *learn, const char *path, struct grade_buf *out,
                    struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = grade_learn_export(&text, learn, err);
    if (rc == 0)
        rc = write_file(path, &text, err);
    if (rc == 0 && strcmp(path, "-") != 0) {
        grade_buf_adds(out, "written: ");
        grade_report_visible(out, path, strlen(path), 0);
        grade_buf_addc(out, '\n');
    }
    return rc;
}

static int read_standard_input(struct grade_buf *out, struct grade_err *err)
{
    char chunk[65536];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, chunk, sizeof(chunk));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "standard input: cannot read");
        if (got == 0)
            return 0;
        grade_buf_add(out, chunk, (size_t)got);
        if (out->len > IMPORT_MAX)
            return grade_fail(err, GRADE_FAULT_USAGE, EFBIG, "standard input: more than %d bytes",
                              IMPORT_MAX);
    }
}

static int move_in(struct grade_learn *learn, const char *path, struct grade_buf *out,
                   struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct grade_learn_imported imported;
    bool standard = !strcmp(path, "-");
    int rc = standard ? read_standard_input(&text, err)
                      : grade_buf_read_file(&text, AT_FDCWD, path, IMPORT_MAX, err);
    if (rc < 0)
        return rc;
    rc = grade_learn_import(&imported, learn, grade_buf_text(&text), text.len, err);
    if (rc < 0)
        return err->fault == GRADE_FAULT_USAGE
                   ? grade_err_wrap(err, rc, "%s: nothing was added", path)
                   : rc;
    grade_buf_addf(out, "%zu of %zu entries added; the others were there already\n", imported.added,
                   imported.read);
    return 0;
}

static int keep(void *context, const struct grade_buf *text, struct grade_err *err)
{
    return write_file(context, text, err);
}

static int begin_anew(struct grade_learn *learn, struct grade_buf *out, struct grade_err *err)
{
    char date[32];
    struct tm now;
    time_t at = time(NULL);
    cleanup_free char *store = NULL;
    int rc = grade_learn_path(&store, err);
    if (rc < 0)
        return rc;
    strftime(date, sizeof(date), "%Y%m%d-%H%M%S", localtime_r(&at, &now));
    int stem = (int)(strlen(store) - strlen(".db"));
    cleanup_free char *kept = grade_printf("%.*s-%s.json", stem, store, date);
    for (int i = 2; access(kept, F_OK) == 0 && i < 100; i++) { /* what was kept stays */
        grade_cleanup_free(&kept);
        kept = grade_printf("%.*s-%s-%d.json", stem, store, date, i);
    }
    rc = grade_learn_reset(learn, keep, kept, err);
    if (rc == 0)
        grade_buf_addf(out,
                       "Your progress begins anew. What there was is in\n%s;\n"
                       "grade progress --import puts it back.\n",
                       kept);
    return rc;
}

int cli_progress_move(const struct progress_wish *wish, struct grade_buf *out,
                      struct grade_err *err)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_learn *learn = NULL;
    int rc = grade_learn_open(&learn, NULL, &notes, err);
    cli_note(grade_buf_text(&notes));
    if (rc == 0 && wish->export)
        rc = move_out(learn, wish->export, out, err);
    else if (rc == 0 && wish->import)
        rc = move_in(learn, wish->import, out, err);
    else if (rc == 0)
        rc = begin_anew(learn, out, err);
    grade_learn_close(learn);
    return rc;
}
