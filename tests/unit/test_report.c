/* Reporters: escaping, the text for people byte by byte, JSON, and what must never be told.
 *
 * `test_report --emit FORMAT SAMPLE [WIDTH [OPTIONS]]` writes a sample, for the check of the schema
 * and for making the files of tests/data/report anew; OPTIONS is made of c(olour), a(scii),
 * q(uiet) and v(erbose). `test_report --verdicts` lists the verdicts. */
#include "report_samples.h"

#include "report/escape.h"
#include "report/span.h"

#include "grade/report.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>

static struct grade_report_options options_of(int width, const char *letters)
{
    return (struct grade_report_options){
        .width = width,
        .color = strchr(letters, 'c') != NULL,
        .ascii = strchr(letters, 'a') != NULL,
        .verbose = strchr(letters, 'q')   ? -1
                   : strchr(letters, 'v') ? 1
                                          : 0,
    };
}

static void render_result(struct grade_buf *out, const char *format,
                          const struct grade_result *result,
                          const struct grade_report_options *options)
{
    struct grade_report report;
    const struct grade_reporter *reporter =
        strcmp(format, "screen") ? grade_reporter_find(format) : &grade_report_screen;
    grade_report_open(&report, reporter, options, NULL);
    grade_report_add(&report, result);
    grade_report_close(&report);
    grade_buf_add(out, grade_buf_text(&report.out), report.out.len);
    grade_report_done(&report);
}

static void render(struct grade_buf *out, const char *format, const struct sample *sample,
                   const struct grade_report_options *options)
{
    struct grade_result *result = sample->make();
    render_result(out, format, result, options);
    grade_result_free(result);
}

static const struct sample *sample_named(const char *name)
{
    for (size_t i = 0; i < GRADE_COUNT(samples); i++)
        if (!strcmp(samples[i].name, name))
            return &samples[i];
    return NULL;
}

/* Escaping ------------------------------------------------------------------------------------ */

#define BYTES(text) text, sizeof(text) - 1
static const struct visible_row {
    const char *label, *text;
    size_t len;
    int indent;
    const char *shown;
} visible_rows[] = {
    {"nothing", BYTES(""), 0, ""},
    {"plain", BYTES("a b"), 0, "a b"},
    {"letters of other scripts", BYTES("Zoë 中文 é"), 0, "Zoë 中文 é"},
    {"a combining mark", BYTES("e\xcc\x81"), 0, "e\xcc\x81"},
    {"a mark without a letter", BYTES("\xcc\x81x"), 0, "\\u0301x"},
    {"marks without end", BYTES("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81"), 0,
     "e\xcc\x81\xcc\x81\xcc\x81\\u0301"},
    {"an emoji with its variation", BYTES("❤\xef\xb8\x8f"), 0, "❤\xef\xb8\x8f"},
    {"lines", BYTES("a\nb"), 2, "a\n  b"},
    {"a last newline", BYTES("a\n"), 3, "a\n   "},
    {"tab and return", BYTES("a\tb\r"), 0, "a\\tb\\r"},
    {"an escape sequence", BYTES("\033[31mx"), 0, "\\x1b[31mx"},
    {"a window title", BYTES("\033]0;x\a"), 0, "\\x1b]0;x\\x07"},
    {"NUL", BYTES("a\0b"), 0, "a\\x00b"},
    {"DEL", BYTES("\x7f"), 0, "\\x7f"},
    {"an eight-bit CSI", BYTES("\xc2\x9b"), 0, "\\x9b"},
    {"bytes that are no UTF-8", BYTES("\xff\xfe"), 0, "\\xff\\xfe"},
    {"an overlong form", BYTES("\xc0\xaf"), 0, "\\xc0\\xaf"},
    {"an overlong form of three", BYTES("\xe0\x80\xaf"), 0, "\\xe0\\x80\\xaf"},
    {"a surrogate", BYTES("\xed\xa0\x80"), 0, "\\xed\\xa0\\x80"},
    {"beyond Unicode", BYTES("\xf4\x90\x80\x80"), 0, "\\xf4\\x90\\x80\\x80"},
    {"a character cut short", BYTES("\xe4\xb8"), 0, "\\xe4\\xb8"},
    {"right-to-left override",
     BYTES("\xe2\x80\xae"
           "cba"),
     0, "\\u202ecba"},
    {"isolate", BYTES("\xe2\x81\xa6"), 0, "\\u2066"},
    {"zero-width space", BYTES("\xe2\x80\x8b"), 0, "\\u200b"},
    {"no-break space", BYTES("\xc2\xa0"), 0, "\\xa0"},
    {"byte order mark", BYTES("\xef\xbb\xbf"), 0, "\\ufeff"},
    {"a tag character", BYTES("\xf3\xa0\x81\x81"), 0, "\\U000e0041"},
    {"private use", BYTES("\xee\x80\x80"), 0, "\\ue000"},
    {"a CI command", BYTES("##[group]x"), 0, "\\x23#[group]x"},
    {"another CI command", BYTES("a ##vso[task]"), 0, "a \\x23#vso[task]"},
    {"a heading", BYTES("## Title"), 0, "## Title"},
};

START_TEST(visible)
{
    const struct visible_row *row = &visible_rows[_i];
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    grade_report_visible(&out, row->text, row->len, row->indent);
    ck_assert_msg(!strcmp(grade_buf_text(&out), row->shown), "%s: got %s", row->label,
                  grade_buf_text(&out));
}
END_TEST

static const struct {
    const char *label, *text;
    size_t len;
    bool ascii;
    int width;
} width_rows[] = {
    {"plain", BYTES("abc"), false, 3},          {"wide", BYTES("中文"), false, 4},
    {"wide in ASCII", BYTES("中文"), true, 12}, {"combining", BYTES("e\xcc\x81"), false, 1},
    {"control", BYTES("\033"), false, 4},       {"newline", BYTES("\n"), false, 2},
    {"no UTF-8", BYTES("\xff"), false, 4},
};

START_TEST(columns)
{
    int got = report_width(width_rows[_i].text, width_rows[_i].len, width_rows[_i].ascii);
    ck_assert_msg(got == width_rows[_i].width, "%s: %d", width_rows[_i].label, got);
}
END_TEST

static const struct {
    const char *label, *text;
    size_t len;
    const char *out;
} utf8_rows[] = {
    {"plain", BYTES("a\tb"), "a\tb"},
    {"two bytes", BYTES("é"), "é"},
    {"one bad byte",
     BYTES("a\xff"
           "b"),
     "a\xef\xbf\xbd"
     "b"},
    {"each bad byte", BYTES("\xe4\xb8"), "\xef\xbf\xbd\xef\xbf\xbd"},
    {"surrogate", BYTES("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
};

START_TEST(utf8)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    report_utf8(&out, utf8_rows[_i].text, utf8_rows[_i].len);
    ck_assert_msg(!strcmp(grade_buf_text(&out), utf8_rows[_i].out), "%s", utf8_rows[_i].label);
}
END_TEST

/* Finding the difference ---------------------------------------------------------------------- */

static const struct span_row {
    const char *label, *text, *path;
    const char *part; /* NULL: not found */
} span_rows[] = {
    {"the whole", "[1, 2]", "", "[1, 2]"},
    {"an item", "[1, 22, 3]", "[1]", "22"},
    {"the first", "[1, 2]", "[0]", "1"},
    {"of a tuple", "(1,)", "[0]", "1"},
    {"nested", "[1, [2, (3, 4)], 5]", "[1][1][0]", "3"},
    {"one that is missing", "[1, 2]", "[2]", "]"},
    {"of an empty list", "[]", "[0]", "]"},
    {"behind a string with brackets", "['],[', 7]", "[1]", "7"},
    {"behind an escaped quote", "['\\', ', 7]", "[1]", "7"},
    {"by key", "{'a': 1, 'b': [2, 3]}", "['b'][1]", "3"},
    {"by a key with brackets", "{'a]': 1, 'b': 2}", "['a]']", "1"},
    {"by an int", "{1: 'x', 2: 'y'}", "[2]", "'y'"},
    {"by a tuple", "{(1, 2): 'x'}", "[(1, 2)]", "'x'"},
    {"an attribute", "Point(x=1, y=Point(x=2, y=3))", ".y.x", "2"},
    {"a key that is not there", "{'a': 1}", "['b']", NULL},
    {"no list", "12", "[0]", NULL},
    {"cut away", "[1, 2, ... (98 more items)]", "[50]", NULL},
    {"cut away right there", "[1, 2, ... (98 more items)]", "[2]", NULL},
    {"no path", "[1]", "elsewhere", NULL},
    {"a text that ends early", "[1, 'ab", "[1]", "'ab"},
    {"nothing", "", "[0]", NULL},
};

START_TEST(span)
{
    const struct span_row *row = &span_rows[_i];
    struct report_span found = {0, 0};
    bool there = report_span_find(&found, row->text, row->path);
    ck_assert_msg(there == (row->part != NULL), "%s: found %d", row->label, there);
    if (!there)
        return;
    cleanup_free char *part = grade_strndup(row->text + found.from, found.to - found.from);
    ck_assert_msg(!strcmp(part, row->part), "%s: %s", row->label, part);
}
END_TEST

static const struct {
    const char *label, *one, *other;
    size_t from, to; /* in other */
} narrow_rows[] = {
    {"one letter", "'abc'", "'abd'", 3, 4},  {"longer", "'ab'", "'abc'", 3, 4},
    {"shorter", "'abc'", "'ab'", 3, 4},      {"an escape is one", "'a b'", "'a\\tb'", 2, 4},
    {"of two bytes", "'ae'", "'aé'", 2, 4},  {"other quotes", "'ab'", "\"ab'\"", 3, 4},
    {"bytes", "b'ab'", "b'ac'", 3, 4},       {"numbers stay whole", "12", "13", 0, 2},
    {"only one a text", "12", "'12'", 0, 4},
};

START_TEST(narrow)
{
    struct report_span a = {0, strlen(narrow_rows[_i].one)};
    struct report_span b = {0, strlen(narrow_rows[_i].other)};
    report_span_narrow(narrow_rows[_i].one, &a, narrow_rows[_i].other, &b);
    ck_assert_msg(b.from == narrow_rows[_i].from && b.to == narrow_rows[_i].to, "%s: %zu to %zu",
                  narrow_rows[_i].label, b.from, b.to);
}
END_TEST

/* Whole reports ------------------------------------------------------------------------------- */

/* The file of a row is tests/data/report/SAMPLE.WIDTH[-LETTERS][.FORMAT].txt. */
static const struct golden_row {
    const char *sample;
    int width;
    const char *letters;
    const char *format; /* NULL: text */
} golden_rows[] = {
    {"all_pass", 80, "", NULL},
    {"all_pass", 80, "v", NULL},
    {"all_pass", 80, "q", NULL},
    {"wrong_values", 80, "", NULL},
    {"wrong_values", 40, "a", NULL},
    {"wrong_values", 80, "q", NULL},
    {"wrong_values", 80, "c", NULL},
    {"raises", 80, "", NULL},
    {"raises", 48, "av", NULL},
    {"nothing_defined", 80, "", NULL},
    {"long_values", 80, "", NULL},
    {"long_values", 44, "a", NULL},
    {"hostile", 60, "", NULL},
    {"hostile", 60, "a", NULL},
    {"suspicions", 80, "", NULL},
    {"drawn", 60, "", NULL},
    {"limits_and_refusals", 80, "", NULL},
    {"limits_and_refusals", 60, "a", NULL},
    {"limits_and_refusals", 80, "v", NULL},
    {"limits_and_refusals", 80, "q", NULL},
    {"wrong_values", 80, "", "plain"},
    {"raises", 80, "", "plain"},
    {"hostile", 80, "a", "plain"},
    {"limits_and_refusals", 80, "", "plain"},
    {"long_values", 80, "", "gcc"},
    {"raises", 80, "", "gcc"},
    {"hostile", 80, "a", "gcc"},
    {"limits_and_refusals", 80, "", "gcc"},
    {"all_pass", 80, "", "screen"},
    {"wrong_values", 40, "", "screen"},
    {"limits_and_refusals", 80, "", "screen"},
};

START_TEST(golden)
{
    const struct golden_row *row = &golden_rows[_i];
    struct grade_report_options options = options_of(row->width, row->letters);
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT, want = GRADE_BUF_INIT;
    struct grade_err err = {.msg = ""};
    const char *format = row->format ? row->format : "text";
    cleanup_free char *path = grade_printf(GRADE_TEST_DATA "/report/%s.%d%s%s%s%s.txt", row->sample,
                                           row->width, row->letters[0] ? "-" : "", row->letters,
                                           row->format ? "." : "", row->format ? row->format : "");
    render(&out, format, sample_named(row->sample), &options);
    ck_assert_msg(grade_buf_read_file(&want, AT_FDCWD, path, 1 << 20, &err) == 0, "%s", err.msg);
    ck_assert_msg(!strcmp(grade_buf_text(&out), grade_buf_text(&want)), "%s: got\n%s", path,
                  grade_buf_text(&out));
}
END_TEST

/* Every sample in every look. */
static const char *const looks[] = {"", "c", "a", "q", "v", "ca", "cv", "av", "cavq"};
enum { LOOKS = sizeof(looks) / sizeof(looks[0]), SAMPLES = sizeof(samples) / sizeof(samples[0]) };

/* Those for people, which what a solution prints must not disturb. */
static const char *const shown_to_people[] = {"text", "plain", "gcc", "screen"};

static void render_look(struct grade_buf *out, const char *format, int index, int width)
{
    struct grade_report_options options = options_of(width, looks[index % LOOKS]);
    render(out, format, &samples[index / LOOKS], &options);
}

/* Removes the sequences that we write; any other escape stays and is found. */
static void strip_styles(struct grade_buf *text)
{
    static const char *const ours[] = {"\033[0m",  "\033[1m",  "\033[2m",   "\033[31m",
                                       "\033[32m", "\033[33m", "\033[1;31m"};
    struct grade_buf plain = GRADE_BUF_INIT;
    for (size_t i = 0; i < text->len;) {
        size_t skip = 0;
        for (size_t k = 0; k < GRADE_COUNT(ours); k++)
            if (!strncmp(text->data + i, ours[k], strlen(ours[k])))
                skip = strlen(ours[k]);
        if (!skip)
            grade_buf_addc(&plain, text->data[i]);
        i += skip ? skip : 1;
    }
    grade_buf_done(text);
    *text = plain;
}

START_TEST(nothing_acts)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    for (size_t i = 0; i < GRADE_COUNT(shown_to_people); i++)
        render_look(&out, shown_to_people[i], _i, 72);
    strip_styles(&out);
    bool ascii = strchr(looks[_i % LOOKS], 'a') != NULL;
    for (size_t i = 0; i < out.len; i++) {
        unsigned char c = (unsigned char)out.data[i];
        ck_assert_msg(c == '\n' || (c >= 0x20 && c != 0x7f), "a raw %#x", c);
        ck_assert_msg(!ascii || c < 0x80, "not ASCII: %#x", c);
    }
    ck_assert_ptr_null(strstr(grade_buf_text(&out), "\xe2\x80\xae"));
    ck_assert_ptr_null(strstr(grade_buf_text(&out), "##["));
    for (const char *line = grade_buf_text(&out); line; line = strchr(line, '\n')) {
        line += strspn(line, " \n");
        ck_assert_msg(strncmp(line, "::", 2) != 0, "a line begins with a command: %.40s", line);
    }
}
END_TEST

START_TEST(colour_adds_only_colour)
{
    cleanup_buf struct grade_buf with = GRADE_BUF_INIT, without = GRADE_BUF_INIT;
    struct grade_report_options options = options_of(72, "c");
    render(&with, "text", &samples[_i], &options);
    ck_assert_ptr_nonnull(strstr(grade_buf_text(&with), "\033["));
    options.color = false;
    render(&without, "text", &samples[_i], &options);
    ck_assert_ptr_null(strstr(grade_buf_text(&without), "\033["));
    strip_styles(&with);
    ck_assert_str_eq(grade_buf_text(&with), grade_buf_text(&without));
}
END_TEST

START_TEST(rows_fit)
{
    static const int widths[] = {40, 57, 80, 200};
    for (size_t w = 0; w < GRADE_COUNT(widths); w++) {
        cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
        render_look(&out, "text", _i, widths[w]);
        render_look(&out, "screen", _i, widths[w]);
        strip_styles(&out);
        if (samples[_i / LOOKS].make == hostile || strchr(looks[_i % LOOKS], 'q'))
            continue; /* a path or a quiet line is not broken: it is to be copied or searched */
        for (const char *line = grade_buf_text(&out); *line;) {
            size_t len = strcspn(line, "\n");
            bool copied = memmem(line, len, "again  grade", 12) != NULL; /* whole, to be copied */
            ck_assert_msg(copied || report_width(line, len, false) <= widths[w], "%d columns: %.*s",
                          widths[w], (int)len, line);
            line += len + (line[len] == '\n');
        }
    }
}
END_TEST

/* It tells nothing of what is no static rule. */
static bool is_about_rules(const char *format)
{
    return !strcmp(format, "sarif");
}

START_TEST(hidden_cases_stay_hidden)
{
    for (int i = 0; i < LOOKS; i++)
        for (size_t k = 0; grade_reporters[k]; k++) {
            struct grade_report_options options = options_of(80, looks[i]);
            cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
            render(&out, grade_reporters[k]->name, sample_named("limits_and_refusals"), &options);
            if (!is_about_rules(grade_reporters[k]->name))
                ck_assert_ptr_nonnull(strstr(grade_buf_text(&out), "the secret one"));
            ck_assert_ptr_null(strstr(grade_buf_text(&out), "SECRET"));
        }
}
END_TEST

START_TEST(staff_read_of_hidden_cases)
{
    for (size_t k = 0; grade_reporters[k]; k++) {
        struct grade_report_options options = options_of(80, "");
        options.audience = GRADE_AUDIENCE_STAFF;
        cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
        render(&out, grade_reporters[k]->name, sample_named("limits_and_refusals"), &options);
        if (strcmp(grade_reporters[k]->name, "csv") && !is_about_rules(grade_reporters[k]->name))
            ck_assert_msg(strstr(grade_buf_text(&out), "SECRET(1)"), "%s",
                          grade_reporters[k]->name);
    }
}
END_TEST

START_TEST(json_bytes)
{
    static const char want[] =
        "{\"format\": 1, \"version\": \"" GRADE_VERSION "\", \"id\": null, \"verdict\": "
        "\"pass\", "
        "\"problem\": null, \"problem_title\": null, \"problem_digest\": null, "
        "\"solution\": null, \"solution_digest\": null, \"seed\": 0, \"python\": null, "
        "\"python_version\": null, \"isolation\": null, \"points\": 0, \"max_points\": 0, "
        "\"duration_ms\": 0, \"misconception\": null, \"hint\": null, \"interrupted\": false, "
        "\"draws\": false, \"message\": null, \"limits\": null, \"finished\": null, "
        "\"cases\": []}\n";
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    struct grade_report_options options = options_of(80, "");
    render(&out, "jsonl", sample_named("empty"), &options);
    ck_assert_str_eq(grade_buf_text(&out), want);
}
END_TEST

/* All but the documents that tell everything as it is. */
static bool is_made_visible(const char *format)
{
    return strcmp(format, "json") != 0 && strcmp(format, "jsonl") != 0;
}

/* `github` draws a token for every report: "grade-" and 32 digits. */
static void strip_tokens(struct grade_buf *out)
{
    enum { DIGITS = 32 };
    if (!out->data)
        return;
    for (char *at = strstr(out->data, "::grade-"); at; at = strstr(at + 1, "::grade-"))
        memset(at + strlen("::grade-"), '0', DIGITS);
    char *stop = strstr(out->data, "::stop-commands::grade-");
    if (stop)
        memset(stop + strlen("::stop-commands::grade-"), '0', DIGITS);
}

/* What a journal holds tells the same in every format; everything of hidden cases is in it. */
START_TEST(read_back)
{
    const struct sample *sample = &samples[_i];
    struct grade_report_options options = options_of(80, "");
    options.audience = GRADE_AUDIENCE_STAFF;
    for (size_t k = 0; grade_reporters[k]; k++) {
        if (sample->make == hostile && is_made_visible(grade_reporters[k]->name))
            continue; /* its bytes that are no UTF-8 have become U+FFFD */
        cleanup_buf struct grade_buf document = GRADE_BUF_INIT;
        cleanup_buf struct grade_buf direct = GRADE_BUF_INIT, again = GRADE_BUF_INIT;
        struct grade_result *result = sample->make(), *back = NULL;
        struct grade_err err;
        free(result->problem_id);
        result->problem_id = grade_strdup("topic/01");
        grade_report_write(&document, result);
        ck_assert_msg(!strchr(document.data, '\n'), "%s: not on one line", sample->name);
        int rc = grade_report_read(&back, document.data, document.len, &err);
        ck_assert_msg(rc == 0, "%s: %s", sample->name, err.msg);
        render_result(&direct, grade_reporters[k]->name, result, &options);
        render_result(&again, grade_reporters[k]->name, back, &options);
        strip_tokens(&direct);
        strip_tokens(&again);
        ck_assert_msg(direct.len == again.len && !memcmp(direct.data, again.data, again.len),
                      "%s: %s:\n%.1500s\ninstead of\n%.1500s", sample->name,
                      grade_reporters[k]->name, grade_buf_text(&again), grade_buf_text(&direct));
        grade_result_free(result);
        grade_result_free(back);
    }
}
END_TEST

START_TEST(large_parts_are_left_out)
{
    struct grade_result *result = wrong_values(), *back = NULL;
    struct grade_err err;
    cleanup_buf struct grade_buf document = GRADE_BUF_INIT;
    cleanup_free char *large = grade_alloc(300001);
    memset(large, 'x', 300000);
    struct grade_case_result *c = &result->cases[1];
    grade_value_free(c->failures[0].actual);
    c->failures[0].actual = grade_value_strn(large, 300000);
    grade_value_free(c->failures[0].expected);
    c->failures[0].expected = grade_value_new(GRADE_KIND_LIST);
    for (int i = 0; i < 120; i++) {
        struct grade_value *outer = grade_value_new(GRADE_KIND_TUPLE);
        grade_value_add(outer, c->failures[0].expected);
        c->failures[0].expected = outer;
    }
    set_stream(&c->out, large, 300000, 300000);
    grade_report_write(&document, result);
    ck_assert_uint_lt(document.len, 200000);
    ck_assert_int_eq(grade_report_read(&back, document.data, document.len, &err), 0);
    c = &back->cases[1];
    ck_assert_str_eq(c->failures[0].actual->text, "opaque");
    ck_assert_str_eq(c->failures[0].expected->text, "opaque");
    ck_assert_uint_eq(c->out.len, 65536);
    ck_assert_uint_eq(c->out.total, 300000);
    grade_result_free(result);
    grade_result_free(back);
}
END_TEST

static const struct {
    const char *label, *text, *message;
} unreadable_rows[] = {
    {"nothing", "", "line 1"},
    {"half a line", "{\"format\": 1, \"verd", "line 1"},
    {"not an object", "[1]", "`format` is not 1"},
    {"another format", "{\"format\": 2}", "`format` is not 1"},
    {"no verdict", "{\"format\": 1, \"problem\": \"a/1\", \"cases\": []}", "no verdict"},
    {"an unknown verdict",
     "{\"format\": 1, \"verdict\": \"ok\", \"problem\": \"a/1\", \"cases\": []}", "no verdict"},
    {"no problem", "{\"format\": 1, \"verdict\": \"pass\", \"cases\": []}", "no problem"},
    {"no cases", "{\"format\": 1, \"verdict\": \"pass\", \"problem\": \"a/1\"}", "no list"},
    {"a case without a name",
     "{\"format\": 1, \"verdict\": \"pass\", \"problem\": \"a/1\", \"cases\": [{\"number\": 3, "
     "\"verdict\": \"pass\"}]}",
     "case 3: no name"},
    {"a case that is none",
     "{\"format\": 1, \"verdict\": \"pass\", \"problem\": \"a/1\", \"cases\": [7]}",
     "case 0: no verdict"},
};

START_TEST(unreadable)
{
    struct grade_result *back = NULL;
    struct grade_err err;
    const char *text = unreadable_rows[_i].text;
    int rc = grade_report_read(&back, text, strlen(text), &err);
    ck_assert_msg(rc < 0 && !back, "%s: was read", unreadable_rows[_i].label);
    ck_assert_msg(strstr(err.msg, unreadable_rows[_i].message) && err.fault == GRADE_FAULT_USAGE,
                  "%s: %s", unreadable_rows[_i].label, err.msg);
}
END_TEST

/* What a format may rely on: its state is zeroed and its own, calls come in order, what is appended
 * stays until it is taken, `told` counts, and the state is freed once. */
struct counting {
    int begun, results, ended;
};
static int states_freed;

static void count_begin(struct grade_report *report)
{
    struct counting *state = report->state;
    ck_assert_int_eq(state->begun++ + state->results + state->ended, 0);
    grade_buf_adds(&report->out, "(");
}

static void count_result(struct grade_report *report, const struct grade_result *result)
{
    struct counting *state = report->state;
    ck_assert_uint_eq(report->told, (size_t)state->results++);
    ck_assert_ptr_nonnull(report->batch);
    for (size_t i = 0; i < result->case_count; i++)
        ck_assert(result->cases[i].withheld == result->cases[i].hidden);
    grade_buf_adds(&report->out, ".");
}

static void count_end(struct grade_report *report)
{
    ((struct counting *)report->state)->ended++;
    grade_buf_adds(&report->out, ")");
}

static void count_done(void *state)
{
    ck_assert_int_eq(((struct counting *)state)->ended, 1);
    states_freed++;
}

START_TEST(contract)
{
    static const struct grade_reporter counter = {.name = "counter",
                                                  .state_size = sizeof(struct counting),
                                                  .begin = count_begin,
                                                  .result = count_result,
                                                  .end = count_end,
                                                  .done = count_done};
    const struct grade_report_batch batch = {.results = 3, .expected = 3};
    struct grade_report_options options = options_of(80, "");
    struct grade_report report;
    grade_report_open(&report, &counter, &options, &batch);
    for (int i = 0; i < 3; i++) {
        struct grade_result *result = limits_and_refusals();
        grade_report_add(&report, result);
        grade_result_free(result);
    }
    grade_report_close(&report);
    ck_assert_str_eq(grade_buf_text(&report.out), "(...)");
    grade_report_done(&report);
    grade_report_done(&report);
    ck_assert_int_eq(states_freed, 1);
}
END_TEST

/* Of a batch, text says for each problem how it went. */
START_TEST(text_of_a_batch)
{
    static const char *const parts[] = {"topic/01  Retry with backoff\n",
                                        "pass           ann\n",
                                        "wrong          bob",
                                        "2 of 3; ",
                                        "1 of 2     pass",
                                        "1 fail: ",
                                        "1 of 2 submissions pass, 5 of 6 cases",
                                        "1 submission is not graded yet"};
    const struct grade_report_batch batch = {
        .results = 2, .expected = 3, .passed = 1, .cases = 6, .cases_passed = 5};
    struct grade_report_options options = options_of(80, "");
    struct grade_report report;
    grade_report_open(&report, grade_reporter_find("text"), &options, &batch);
    for (int i = 0; i < 2; i++) {
        struct grade_result *result = all_pass();
        free(result->problem_id);
        result->problem_id = grade_strdup("topic/01");
        result->id = grade_strdup(i ? "bob" : "ann");
        if (i)
            result->verdict = result->cases[1].verdict = GRADE_VERDICT_WRONG;
        grade_report_add(&report, result);
        grade_result_free(result);
    }
    grade_report_close(&report);
    for (size_t i = 0; i < GRADE_COUNT(parts); i++)
        ck_assert_msg(strstr(grade_buf_text(&report.out), parts[i]), "no '%s' in\n%s", parts[i],
                      grade_buf_text(&report.out));
    grade_report_done(&report);
}
END_TEST

START_TEST(formats)
{
    ck_assert_ptr_null(grade_reporter_find("yaml"));
    ck_assert_ptr_null(grade_reporter_find(""));
    for (size_t i = 0; grade_reporters[i]; i++) {
        ck_assert_ptr_eq(grade_reporter_find(grade_reporters[i]->name), grade_reporters[i]);
        ck_assert_ptr_nonnull(grade_reporters[i]->what);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("report");
    TCase *tests = tcase_create("report");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, visible, 0, GRADE_COUNT(visible_rows));
    tcase_add_loop_test(tests, columns, 0, GRADE_COUNT(width_rows));
    tcase_add_loop_test(tests, utf8, 0, GRADE_COUNT(utf8_rows));
    tcase_add_loop_test(tests, span, 0, GRADE_COUNT(span_rows));
    tcase_add_loop_test(tests, narrow, 0, GRADE_COUNT(narrow_rows));
    tcase_add_loop_test(tests, golden, 0, GRADE_COUNT(golden_rows));
    tcase_add_loop_test(tests, nothing_acts, 0, LOOKS * SAMPLES);
    tcase_add_loop_test(tests, rows_fit, 0, LOOKS * SAMPLES);
    tcase_add_loop_test(tests, colour_adds_only_colour, 0, SAMPLES);
    tcase_add_test(tests, hidden_cases_stay_hidden);
    tcase_add_test(tests, staff_read_of_hidden_cases);
    tcase_add_test(tests, json_bytes);
    tcase_add_loop_test(tests, read_back, 0, SAMPLES);
    tcase_add_test(tests, large_parts_are_left_out);
    tcase_add_loop_test(tests, unreadable, 0, GRADE_COUNT(unreadable_rows));
    tcase_add_test(tests, contract);
    tcase_add_test(tests, text_of_a_batch);
    tcase_add_test(tests, formats);
    suite_add_tcase(all, tests);
    return all;
}

static int emit(int argc, char **argv)
{
    const struct sample *sample = argc > 3 ? sample_named(argv[3]) : NULL;
    if (!sample || (!grade_reporter_find(argv[2]) && strcmp(argv[2], "screen") != 0)) {
        fprintf(stderr, "usage: test_report --emit FORMAT SAMPLE [WIDTH [OPTIONS]]\n");
        return 2;
    }
    struct grade_report_options options =
        options_of(argc > 4 ? atoi(argv[4]) : 80, argc > 5 ? argv[5] : "");
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    render(&out, argv[2], sample, &options);
    return fwrite(grade_buf_text(&out), 1, out.len, stdout) == out.len ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc > 1 && !strcmp(argv[1], "--emit"))
        return emit(argc, argv);
    if (argc > 1 && !strcmp(argv[1], "--verdicts")) {
        for (int i = 0; i < GRADE_VERDICT_COUNT; i++)
            puts(grade_verdict_name((enum grade_verdict)i));
        return 0;
    }
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
