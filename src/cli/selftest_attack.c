/* Reading an attack file: its header of comment lines, and the source with it. */
#include "selftest.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { ATTACK_MAX = 1 << 20, APPEND_MAX = 1 << 20 };

#define bad(err, ...) grade_fail((err), GRADE_FAULT_MACHINE, 0, __VA_ARGS__)

/* "error", "skipped", or "skipped: why" for an attack that is not run at this level. */
static int read_expect(struct selftest_expect *out, const char *value, struct grade_err *err)
{
    static const char skip[] = "skipped: ";
    free(out->left_out);
    out->left_out = NULL;
    int verdict = grade_verdict_find(value);
    if (verdict >= 0) {
        out->verdict = (enum grade_verdict)verdict;
        return 0;
    }
    if (strncmp(value, skip, strlen(skip)) != 0 || !value[strlen(skip)])
        return bad(err, "'%s' is no verdict", value);
    out->verdict = GRADE_VERDICT_SKIPPED;
    out->left_out = grade_strdup(value + strlen(skip));
    return 0;
}

static int set_expect(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    return read_expect(&a->full, value, err);
}

static int set_baseline(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    return read_expect(&a->baseline, value, err);
}

static int set_also(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    a->also_baseline = grade_verdict_find(value);
    return a->also_baseline < 0 ? bad(err, "'%s' is no verdict", value) : 0;
}

static int set_without_cgroup(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    if (grade_verdict_find(value) < 0)
        return bad(err, "'%s' is no verdict", value);
    a->without_cgroup = grade_strdup(value);
    return 0;
}

static int set_row(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    a->row = atoi(value);
    return a->row > 0 ? 0 : bad(err, "'%s' is no row", value);
}

static int set_name(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    a->name = grade_strdup(value);
    return 0;
}

static int set_stopped_by(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    a->stopped_by = grade_strdup(value);
    return 0;
}

static int set_violation(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    a->violation = grade_strdup(value);
    return 0;
}

static int set_says(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    a->says = grade_strdup(value);
    return 0;
}

static int add_words(struct grade_strings *list, const char *value)
{
    cleanup_free char *copy = grade_strdup(value);
    char *rest = NULL;
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        grade_strings_add(list, word);
    return 0;
}

static int set_limits(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    return add_words(&a->limits, value);
}

static int set_preload(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    return add_words(&a->preload, value);
}

static int set_profile(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    a->threads = strstr(value, "threads") != NULL;
    a->processes = strstr(value, "processes") != NULL;
    a->server = strstr(value, "server") != NULL;
    return a->threads || a->processes || a->server ? 0 : bad(err, "'%s' is no profile", value);
}

static int set_case(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    grade_strings_add(&a->cases, value);
    return 0;
}

/* "100000 (": what is too long for a file, behind its last byte. */
static int set_append(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    char *end;
    unsigned long times = strtoul(value, &end, 10);
    if (*end != ' ' || !end[1] || times * strlen(end + 1) > APPEND_MAX)
        return bad(err, "append: '%s' is no number and text", value);
    for (unsigned long i = 0; i < times; i++)
        grade_buf_adds(&a->source, end + 1);
    return 0;
}

static int set_machine(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)err;
    a->machine = grade_strdup(value);
    return 0;
}

static int ignore(struct selftest_attack *a, const char *value, struct grade_err *err)
{
    (void)a;
    (void)value;
    (void)err;
    return 0;
}

static const struct {
    const char *key;
    int (*set)(struct selftest_attack *a, const char *value, struct grade_err *err);
} keys[] = {
    {"row", set_row},
    {"name", set_name},
    {"expect", set_expect},
    {"expect-baseline", set_baseline},
    {"also-baseline", set_also},
    {"expect-without-cgroup", set_without_cgroup},
    {"stopped-by", set_stopped_by},
    {"violation", set_violation},
    {"says", set_says},
    {"case", set_case},
    {"limits", set_limits},
    {"preload", set_preload},
    {"profile", set_profile},
    {"append", set_append},
    {"machine", set_machine},
    {"control", ignore}, /* these are for tests/attacks/controls.py */
    {"control-check", ignore},
    {"control-case", ignore},
    {"layer", ignore},
};

static int take(struct selftest_attack *a, struct grade_buf *line, struct grade_err *err)
{
    if (!line->len)
        return 0;
    cleanup_free char *text = grade_strdup(grade_buf_text(line));
    grade_buf_clear(line);
    char *colon = strstr(text, ": ");
    if (!colon)
        return bad(err, "header line '%s' is no 'key: value'", text);
    *colon = '\0';
    for (size_t i = 0; i < GRADE_COUNT(keys); i++)
        if (!strcmp(keys[i].key, text)) {
            int rc = keys[i].set(a, colon + 2, err);
            return rc < 0 ? grade_err_wrap(err, rc, "%s", text) : 0;
        }
    return bad(err, "unknown header key '%s'", text);
}

/* Up to the first line that is no comment. A coding cookie ("# -*-") belongs to the attack. All
 * else is blanked in the source: the attack is not to read there what is expected. */
static int read_header(struct selftest_attack *a, const char *text, struct grade_err *err)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    const char *start = text;
    int rc = 0;
    if (!strncmp(text, "\xef\xbb\xbf", 3))
        text += 3;
    while (rc == 0 && text[0] == '#') {
        size_t len = strcspn(text, "\r\n");
        bool more = !strncmp(text, "#  ", 3);
        size_t skip = more ? 1 + strspn(text + 1, " ") : 2;
        if (strncmp(text, "# -*-", 5) != 0 && len > skip) {
            if (!more)
                rc = take(a, &line, err);
            else
                grade_buf_addc(&line, ' ');
            grade_buf_add(&line, text + skip, len - skip);
            memset(a->source.data + (text - start) + 1, ' ', len - 1);
        }
        text += len + strspn(text + len, "\r\n");
    }
    return rc == 0 ? take(a, &line, err) : rc;
}

static int check(const struct selftest_attack *a, bool has_baseline, struct grade_err *err)
{
    if (!a->row || !a->name || !a->stopped_by)
        return bad(err, "a header needs row, name and stopped-by");
    if (a->full.verdict == GRADE_VERDICT_COUNT || !has_baseline)
        return bad(err, "a header needs expect");
    return 0;
}

static const char plain_case[] =
    "{\"name\": \"attack\", \"eval\": \"attack()\", \"returns\": \"this is never returned\"}";

int selftest_attack_read(struct selftest_attack *out, const char *corpus, const char *path,
                         struct grade_err *err)
{
    cleanup_free char *full_path = grade_printf("%s/%s", corpus, path);
    *out = (struct selftest_attack){
        .path = grade_strdup(path),
        .family = grade_strndup(path, strcspn(path, "/")),
        .full = {GRADE_VERDICT_COUNT, NULL},
        .baseline = {GRADE_VERDICT_COUNT, NULL},
        .also_baseline = -1,
    };
    int rc = grade_buf_read_file(&out->source, AT_FDCWD, full_path, ATTACK_MAX, err);
    if (rc == 0) { /* a copy: `append` makes the source grow while the header is read */
        cleanup_free char *text = grade_strndup(grade_buf_text(&out->source), out->source.len);
        rc = read_header(out, text, err);
    }
    if (rc == 0 && out->baseline.verdict == GRADE_VERDICT_COUNT) {
        out->baseline.verdict = out->full.verdict;
        out->baseline.left_out = out->full.left_out ? grade_strdup(out->full.left_out) : NULL;
    }
    if (rc == 0)
        rc = check(out, out->baseline.verdict != GRADE_VERDICT_COUNT, err);
    if (rc < 0) {
        selftest_attack_done(out);
        if (err)
            err->fault = GRADE_FAULT_MACHINE;
        return grade_err_wrap(err, rc, "%s", path);
    }
    if (!out->cases.count)
        grade_strings_add(&out->cases, plain_case);
    return 0;
}

void selftest_attack_done(struct selftest_attack *a)
{
    free(a->path);
    free(a->family);
    free(a->name);
    free(a->full.left_out);
    free(a->baseline.left_out);
    free(a->without_cgroup);
    free(a->stopped_by);
    free(a->violation);
    free(a->says);
    free(a->machine);
    grade_strings_done(&a->cases);
    grade_strings_done(&a->limits);
    grade_strings_done(&a->preload);
    grade_buf_done(&a->source);
    *a = (struct selftest_attack){0};
}
