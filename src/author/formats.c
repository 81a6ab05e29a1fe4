/* Notes in the formats that somebody reads. What a package's author wrote is shown like any other
 * text of a stranger: nothing in it acts. */
#include "internal.h"

#include "report/json_writer.h"

#include "grade/mem.h"

#include <string.h>

static const char *const kinds[] = {
    [GRADE_NOTE_ERROR] = "error",
    [GRADE_NOTE_WARNING] = "warning",
    [GRADE_NOTE_SKIPPED] = "skipped",
};
static const char *const colors[] = {
    [GRADE_NOTE_ERROR] = "\033[31m",
    [GRADE_NOTE_WARNING] = "\033[33m",
    [GRADE_NOTE_SKIPPED] = "\033[36m",
};

static void add_visible(struct grade_buf *out, const char *text)
{
    for (const char *at = text; *at;) { /* one line, whatever it holds */
        size_t len = strcspn(at, "\n\t");
        grade_report_visible(out, at, len, 0);
        at += len;
        if (*at)
            grade_buf_addc(out, ' ');
        at += *at != '\0';
    }
}

/* "what; why; how to mend", without what is missing. */
static void add_sentence(struct grade_buf *out, const struct grade_note *note)
{
    add_visible(out, note->what);
    if (note->why) {
        grade_buf_adds(out, "; ");
        add_visible(out, note->why);
    }
    if (note->mend) {
        grade_buf_adds(out, "; ");
        add_visible(out, note->mend);
    }
}

static void add_line(struct grade_buf *out, const struct grade_note *note, bool color)
{
    add_visible(out, note->file);
    grade_buf_addf(out, ":%ld:%ld: %s%s:%s ", note->line, note->column,
                   color ? colors[note->kind] : "", kinds[note->kind], color ? "\033[0m" : "");
    add_sentence(out, note);
    grade_buf_addc(out, '\n');
}

/* text: the lines of a compiler, and a line for each package --------------------------------------
 */

static void add_count(struct grade_buf *out, const char *before, size_t count, const char *word)
{
    grade_buf_addf(out, "%s%zu %s%s", before, count, word, count == 1 ? "" : "s");
}

static void add_looked_at(struct grade_buf *out, const struct grade_verified *verified)
{
    add_count(out, "", verified->cases, "case");
    add_count(out, ", ", verified->solutions, "solution");
    if (verified->mutants)
        grade_buf_addf(out, ", %zu of %zu mutants caught", verified->killed,
                       verified->mutants - verified->equivalent);
}

static void text_package(struct grade_buf *out, const struct grade_verified *verified, bool first,
                         const struct grade_report_options *look)
{
    size_t errors = grade_verified_count(verified, GRADE_NOTE_ERROR),
           warnings = grade_verified_count(verified, GRADE_NOTE_WARNING);
    bool skipped = !errors && grade_verified_count(verified, GRADE_NOTE_SKIPPED) > 0;
    (void)first;
    if (look->verbose < 0 && !errors && !warnings)
        return;
    for (size_t i = 0; i < verified->note_count; i++)
        add_line(out, &verified->notes[i], look->color);
    if (look->verbose < 0)
        return;
    const char *mark = errors        ? (look->ascii ? "BAD " : "✗")
                       : skipped     ? "-"
                       : look->ascii ? "ok"
                                     : "✓";
    const char *tint = errors ? "\033[31m" : skipped ? "\033[36m" : "\033[32m";
    grade_buf_addf(out, "%s%s%s ", look->color ? tint : "", mark, look->color ? "\033[0m" : "");
    add_visible(out, verified->id ? verified->id : verified->dir);
    grade_buf_adds(out, "  ");
    if (errors)
        add_count(out, "", errors, "error");
    if (warnings)
        add_count(out, errors ? ", " : "", warnings, "warning");
    if (errors || warnings)
        grade_buf_adds(out, "; ");
    add_looked_at(out, verified);
    grade_buf_addc(out, '\n');
}

static void gcc_package(struct grade_buf *out, const struct grade_verified *verified, bool first,
                        const struct grade_report_options *look)
{
    (void)first;
    (void)look;
    for (size_t i = 0; i < verified->note_count; i++)
        if (verified->notes[i].kind != GRADE_NOTE_SKIPPED)
            add_line(out, &verified->notes[i], false);
}

/* json -------------------------------------------------------------------------------------------
 */

static void json_begin(struct grade_buf *out)
{
    grade_buf_adds(out, "{\"format\": 1, \"packages\": [");
}

static void json_note(struct json_writer *w, const struct grade_note *note)
{
    json_open(w, NULL, '{');
    json_text(w, "kind", kinds[note->kind]);
    json_text(w, "check", note->check);
    json_text(w, "file", note->file);
    json_integer(w, "line", note->line);
    json_integer(w, "column", note->column);
    json_text(w, "what", note->what);
    json_text(w, "why", note->why);
    json_text(w, "mend", note->mend);
    json_close(w, '}');
}

static void json_package(struct grade_buf *out, const struct grade_verified *verified, bool first,
                         const struct grade_report_options *look)
{
    struct json_writer w = {.out = out};
    (void)look;
    grade_buf_adds(out, first ? "\n" : ",\n");
    json_open(&w, NULL, '{');
    json_text(&w, "problem", verified->id);
    json_text(&w, "folder", verified->dir);
    json_bool(&w, "good", grade_verified_count(verified, GRADE_NOTE_ERROR) == 0);
    json_count(&w, "cases", verified->cases);
    json_count(&w, "solutions", verified->solutions);
    json_open(&w, "mutants", '{');
    json_count(&w, "made", verified->mutants);
    json_count(&w, "killed", verified->killed);
    json_count(&w, "equivalent", verified->equivalent);
    json_close(&w, '}');
    json_open(&w, "notes", '[');
    for (size_t i = 0; i < verified->note_count; i++)
        json_note(&w, &verified->notes[i]);
    json_close(&w, ']');
    json_close(&w, '}');
}

static void json_end(struct grade_buf *out)
{
    grade_buf_adds(out, "\n]}\n");
}

/* junit ------------------------------------------------------------------------------------------
 */

/* Text that XML may hold: what it may not even name becomes a question mark. */
static void add_xml(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    add_visible(&visible, text);
    for (const char *at = grade_buf_text(&visible); *at; at++) {
        static const char special[] = "&<>\"'";
        static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
        const char *found = strchr(special, *at);
        if (found)
            grade_buf_adds(out, names[found - special]);
        else
            grade_buf_addc(out, (unsigned char)*at < 0x20 ? '?' : *at);
    }
}

static void junit_begin(struct grade_buf *out)
{
    grade_buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
}

static void junit_note(struct grade_buf *out, const struct grade_note *note)
{
    static const char *const elements[] = {
        [GRADE_NOTE_ERROR] = "failure",
        [GRADE_NOTE_WARNING] = "system-out",
        [GRADE_NOTE_SKIPPED] = "skipped",
    };
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    const char *element = elements[note->kind];
    add_line(&line, note, false);
    grade_buf_addf(out, "   <%s%s", element, note->kind == GRADE_NOTE_WARNING ? "" : " message=\"");
    if (note->kind != GRADE_NOTE_WARNING) {
        add_xml(out, note->what);
        grade_buf_addc(out, '"');
    }
    grade_buf_addc(out, '>');
    add_xml(out, grade_buf_text(&line));
    grade_buf_addf(out, "</%s>\n", element);
}

static void junit_package(struct grade_buf *out, const struct grade_verified *verified, bool first,
                          const struct grade_report_options *look)
{
    const char *name = verified->id ? verified->id : verified->dir;
    size_t errors = grade_verified_count(verified, GRADE_NOTE_ERROR);
    size_t tests = verified->note_count ? verified->note_count : 1;
    (void)first;
    (void)look;
    grade_buf_adds(out, " <testsuite name=\"");
    add_xml(out, name);
    grade_buf_addf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", tests,
                   errors, grade_verified_count(verified, GRADE_NOTE_SKIPPED));
    if (!verified->note_count) {
        grade_buf_adds(out, "  <testcase classname=\"verify\" name=\"");
        add_xml(out, name);
        grade_buf_adds(out, "\"/>\n");
    }
    for (size_t i = 0; i < verified->note_count; i++) {
        grade_buf_adds(out, "  <testcase classname=\"verify\" name=\"");
        add_xml(out, verified->notes[i].check);
        grade_buf_addf(out, " %zu\">\n", i + 1);
        junit_note(out, &verified->notes[i]);
        grade_buf_adds(out, "  </testcase>\n");
    }
    grade_buf_adds(out, " </testsuite>\n");
}

static void junit_end(struct grade_buf *out)
{
    grade_buf_adds(out, "</testsuites>\n");
}

static const struct grade_notes_format text = {
    "text", "for people: a line for each note, and one for each package", NULL, text_package, NULL};
static const struct grade_notes_format gcc = {
    "gcc", "for editors: only the lines, as gcc writes them", NULL, gcc_package, NULL};
static const struct grade_notes_format json = {"json", "for programs: everything", json_begin,
                                               json_package, json_end};
static const struct grade_notes_format junit = {"junit", "for CI: a suite for each package",
                                                junit_begin, junit_package, junit_end};

const struct grade_notes_format *const grade_notes_formats[] = {&text, &gcc, &json, &junit, NULL};
