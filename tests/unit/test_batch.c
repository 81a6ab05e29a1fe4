/* Batches from the inside: manifests, layouts, journals and their merging, names of report files.
 */
#include "scratch.h"

#include "batch/internal.h"
#include "batch/journal_internal.h"
#include "cli/batch_reports.h"

#include "grade/mem.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const banks[] = {GRADE_SOURCE_DIR "/problems", NULL};
static const struct grade_sources of_bank = {.banks = banks};
static const struct grade_sources of_one = {.banks = banks, .problem = "decorators/01"};

/* Manifests ----------------------------------------------------------------------------------- */

/* "id problem path; ..." in order of the manifest. */
static void describe(struct grade_buf *out, const struct grade_submissions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct grade_submission *s = &list->items[i];
        grade_buf_addf(out, "%s%s %s %s%s%s", i ? "; " : "", s->id,
                       list->problems[s->problem].problem->id, s->path ? s->path : s->solution,
                       s->fault ? " !" : "", s->fault ? s->fault : "");
    }
}

#define HEAD "id,problem,solution\n"
static const struct manifest_row {
    const char *label, *text;
    bool one; /* with --problem */
    const char *want, *fault;
} manifest_rows[] = {
    {"a row", HEAD "a,decorators/01,x.py\n", false, "a decorators/01 in/x.py", NULL},
    {"no last newline", HEAD "a,decorators/01,x.py", false, "a decorators/01 in/x.py", NULL},
    {"carriage returns", "id,problem,solution\r\na,decorators/01,x.py\r\n", false,
     "a decorators/01 in/x.py", NULL},
    {"quoted commas, quotes, newlines in other columns",
     "id,note,problem,solution\n\"a \"\"b\"\", c\",\"x\ny\",decorators/01,x.py\n", false,
     "a \"b\", c decorators/01 in/x.py", NULL},
    {"blanks around", "id , problem , solution \n a , decorators/01 , x.py \n", false,
     "a decorators/01 in/x.py", NULL},
    {"an absolute path", HEAD "a,decorators/01,/x.py\n", false, "a decorators/01 /x.py", NULL},
    {"one problem", "id,solution\na,x.py\n", true, "a decorators/01 in/x.py", NULL},
    {"its own problem all the same", HEAD "a,decorators/02,x.py\nb,,y.py\n", true,
     "a decorators/02 in/x.py; b decorators/01 in/y.py", NULL},
    {"JSON lines", "{\"id\": \"a\", \"problem\": \"decorators/01\", \"solution\": \"x.py\"}\n",
     false, "a decorators/01 in/x.py", NULL},
    {"a byte order mark",
     "\xef\xbb\xbf{\"id\": 1, \"problem\": \"decorators/01\", \"solution\": \"x\"}", false,
     "1 decorators/01 in/x", NULL},
    {"empty", "", false, NULL, "in: is empty"},
    {"only a head", HEAD, false, "", NULL},
    {"no head", "a,decorators/01,x.py\n", false, NULL, "line 1: no column is called id"},
    {"the line of a row behind one of two lines",
     "id,note,problem,solution\na,\"x\ny\",decorators/01,"
     "x.py\n,z,decorators/01,x.py\n",
     false, NULL, "\nline 4: the id is empty"},
    {"a quote that stays open", HEAD "a,decorators/01,\"x.py\nb,", false, NULL, "\nline 2: quotes"},
    {"a NUL", HEAD "a,decorators/01,x\0.py\n", false, NULL,
     "line 2: a field is too long, or holds"},
    {"several faults", HEAD ",decorators/01,x\na,decorators/99,x\na,b\n", false, NULL,
     "in: 3 lines cannot be used:\nline 2: the id is empty\nline 3: problem 'decorators/99'"},
    {"not JSON", "{\"id\": }", false, NULL, "line 1: column"},
    {"a control character",
     "{\"id\": \"a\\u001b[2J\", \"problem\": \"decorators/01\", \"solution\": "
     "\"x\"}",
     false, NULL, "line 1: the id has a control character"},
};

START_TEST(manifest)
{
    const struct manifest_row *row = &manifest_rows[_i];
    struct grade_submissions list;
    struct grade_err err;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    grade_submissions_init(&list);
    size_t len = !strcmp(row->label, "a NUL") ? sizeof(HEAD "a,decorators/01,x\0.py\n") - 1
                                              : strlen(row->text);
    int rc = grade_submissions_parse(&list, row->one ? &of_one : &of_bank, "in", "in/", row->text,
                                     len, &err);
    if (row->fault) {
        ck_assert_msg(rc < 0 && err.fault == GRADE_FAULT_USAGE, "%s: was taken", row->label);
        ck_assert_msg(strstr(err.msg, row->fault), "%s: %s", row->label, err.msg);
    } else {
        ck_assert_msg(rc == 0, "%s: %s", row->label, err.msg);
        describe(&got, &list);
        ck_assert_msg(!strcmp(grade_buf_text(&got), row->want), "%s: %s", row->label,
                      grade_buf_text(&got));
    }
    grade_submissions_done(&list);
}
END_TEST

/* Layouts ------------------------------------------------------------------------------------- */

static const struct layout_row {
    const char *label;
    const char *places[8];
    bool one;
    const char *want;
    size_t notes;
} layout_rows[] = {
    {"nothing", {NULL}, false, "", 0},
    {"a bank",
     {"al/decorators/01.py", "bo/decorators/02.py"},
     false,
     "al decorators/01 f:al/decorators/01.py; bo decorators/02 f:bo/decorators/02.py",
     0},
    {"below a folder of all",
     {"x/y/al/decorators/01.py", "x/y/bo/decorators/02.py"},
     false,
     "al decorators/01 f:al/decorators/01.py; bo decorators/02 f:bo/decorators/02.py",
     0},
    {"one alone keeps its name",
     {"al/decorators/01.py"},
     false,
     "al decorators/01 f:al/decorators/01.py",
     0},
    {"groups",
     {"g1/al/decorators/01.py", "g2/al/decorators/01.py"},
     false,
     "g1/al decorators/01 f:g1/al/decorators/01.py; g2/al decorators/01 f:g2/al/decorators/01.py",
     0},
    {"no such problem", {"al/decorators/77.py", "al/../01.py"}, false, "", 2},
    {"too few parts", {"decorators/01.py", "01.py"}, false, "", 2},
    {"one problem, flat",
     {"al.py", "bo.py"},
     true,
     "al decorators/01 f:al.py; bo decorators/01 f:bo.py",
     0},
    {"one problem, folders",
     {"al/x.py", "bo/sub/y.py"},
     true,
     "al decorators/01 f:al/x.py; bo/sub decorators/01 f:bo/sub/y.py",
     0},
    {"several files, one fits",
     {"al/a.py", "al/solution.py", "al/z.py"},
     true,
     "al decorators/01 f:al/solution.py",
     0},
    {"several files, none fits",
     {"al/a.py", "al/b.py"},
     true,
     "al decorators/01 f:al/a.py !2 Python files were handed in, and none of them is called "
     "solution.py",
     0},
    {"twice",
     {"al/x.py", "al/x.py"},
     true,
     "al decorators/01 f:al/x.py !stands in the archive more than once",
     0},
    {"a name that is no id", {"a\nb/x.py"}, true, "", 1},
};

START_TEST(layout)
{
    const struct layout_row *row = &layout_rows[_i];
    struct grade_submissions list;
    struct batch_files files = {NULL, 0};
    struct grade_err err;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    grade_submissions_init(&list);
    for (size_t i = 0; row->places[i]; i++)
        batch_files_add(&files, &(struct batch_file){.place = grade_strdup(row->places[i])});
    int rc = batch_layout(&list, row->one ? &of_one : &of_bank, "f", &files, &err);
    ck_assert_msg(rc == 0, "%s: %s", row->label, err.msg);
    describe(&got, &list);
    ck_assert_msg(!strcmp(grade_buf_text(&got), row->want), "%s: %s", row->label,
                  grade_buf_text(&got));
    ck_assert_msg(list.note_count == row->notes, "%s: %zu notes", row->label, list.note_count);
    batch_files_done(&files);
    grade_submissions_done(&list);
}
END_TEST

static const struct {
    const char *label, *place;
    enum batch_place kind;
} place_rows[] = {
    {"a solution", "a/b.py", BATCH_PLACE_PYTHON},
    {"a text", "a/b.txt", BATCH_PLACE_OTHER},
    {"only an end", ".py", BATCH_PLACE_SILENT},
    {"a hidden folder", "a/.git/b.py", BATCH_PLACE_SILENT},
    {"what a Mac adds", "__MACOSX/a/b.py", BATCH_PLACE_SILENT},
    {"what Python adds", "a/__pycache__/b.py", BATCH_PLACE_SILENT},
    {"much like it", "a/__pycache__2/b.py", BATCH_PLACE_PYTHON},
    {"capitals", "a/b.PY", BATCH_PLACE_OTHER},
};

START_TEST(place)
{
    ck_assert_msg(batch_place_kind(place_rows[_i].place) == place_rows[_i].kind, "%s",
                  place_rows[_i].label);
}
END_TEST

/* Every submission is in one shard, whatever else is in the list. */
START_TEST(shards)
{
    enum { COUNT = 300, SHARDS = 7 };
    size_t total = 0;
    for (size_t shard = 1; shard <= SHARDS; shard++) {
        struct grade_submissions list;
        struct grade_err err;
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        grade_submissions_init(&list);
        grade_buf_adds(&text, HEAD);
        for (int i = 0; i < COUNT; i++)
            grade_buf_addf(&text, "s%d,decorators/0%d,x.py\n", i, i % 2 + 1);
        ck_assert_int_eq(
            grade_submissions_parse(&list, &of_bank, "in", "", text.data, text.len, &err), 0);
        grade_submissions_shard(&list, shard, SHARDS);
        ck_assert_uint_gt(list.count, COUNT / SHARDS / 2);
        ck_assert_uint_lt(list.count, COUNT / SHARDS * 2);
        /* Which shard it is must never change: other machines may run another version. */
        for (size_t i = 0; i < list.count; i++)
            if (!strcmp(list.items[i].id, "s0"))
                ck_assert_uint_eq(shard, 3);
        total += list.count;
        grade_submissions_done(&list);
    }
    ck_assert_uint_eq(total, COUNT);
}
END_TEST

/* Journals ------------------------------------------------------------------------------------ */

/* A result as short as it can be. */
static char *line_of(const char *id, const char *problem, const char *verdict, int second)
{
    return grade_printf("{\"format\": 1, \"id\": \"%s\", \"verdict\": \"%s\", \"problem\": \"%s\", "
                        "\"problem_digest\": \"p\", \"solution_digest\": \"%s\", \"finished\": "
                        "\"2026-01-01T00:00:%02d.000Z\", \"cases\": []}",
                        id, verdict, problem, verdict, second);
}

static void get(struct grade_buf *out, const char *name)
{
    cleanup_free char *path = scratch_at(name);
    struct grade_err err;
    ck_assert_int_eq(grade_buf_read_file(out, AT_FDCWD, path, 1 << 20, &err), 0);
}

/* "problem id verdict; ..." */
static void describe_index(struct grade_buf *out, const struct grade_index *index)
{
    for (size_t i = 0; i < index->count; i++)
        grade_buf_addf(out, "%s%s %s %s", i ? "; " : "", index->items[i].problem,
                       index->items[i].id, grade_verdict_name(index->items[i].verdict));
}

/* Lines are "ID VERDICT SECOND" apart by commas; what stands behind '|' is written as it is. */
static void make_journal(struct grade_buf *out, const char *spec)
{
    cleanup_free char *copy = grade_strdup(spec);
    char *raw = strchr(copy, '|'), *rest = NULL;
    if (raw)
        *raw++ = '\0';
    for (char *word = strtok_r(copy, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        char id[16], verdict[16];
        int second;
        ck_assert_int_eq(sscanf(word, "%15s %15s %d", id, verdict, &second), 3);
        cleanup_free char *line = line_of(id, "t/1", verdict, second);
        grade_buf_addf(out, "%s\n", line);
    }
    grade_buf_adds(out, raw ? raw : "");
}

static const struct journal_row {
    const char *label, *spec;
    const char *want; /* NULL: a fault */
    size_t torn;
    const char *fault;
} journal_rows[] = {
    {"nothing", "", "", 0, NULL},
    {"two", "b pass 1,a wrong 2", "t/1 a wrong; t/1 b pass", 0, NULL},
    {"the later one counts", "a wrong 1,a pass 2", "t/1 a pass", 0, NULL},
    {"wherever it stands", "a pass 2,a wrong 1", "t/1 a pass", 0, NULL},
    {"a torn line", "a pass 1|{\"format\": 1, \"id\": \"b", "t/1 a pass", 22, NULL},
    {"a torn line alone", "|{\"form", "", 6, NULL},
    {"a torn line that is several", "a pass 1|{\"format\": 1,\n\n", "t/1 a pass", 15, NULL},
    {"something else behind it", "a pass 1|hello\n", "t/1 a pass", 6, NULL},
    {"something else", "|hello\n", NULL, 0, "is no journal"},
    {"in the middle",
     "a pass 1|hello\n{\"format\": 1, \"verdict\": \"pass\", \"problem\": \"t/2\", "
     "\"cases\": []}\n",
     NULL, 0, "line 2 is no result"},
};

START_TEST(journal_is_read)
{
    const struct journal_row *row = &journal_rows[_i];
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT, got = GRADE_BUF_INIT,
                                 after = GRADE_BUF_INIT;
    cleanup_free char *path = NULL;
    struct grade_index index;
    struct grade_err err;
    size_t torn = 0;
    scratch_make();
    make_journal(&text, row->spec);
    scratch_put("j", grade_buf_text(&text), text.len);
    path = scratch_at("j");
    grade_index_init(&index);
    int rc = grade_index_read(&index, path, &torn, &err);
    if (row->want) {
        ck_assert_msg(rc == 0, "%s: %s", row->label, err.msg);
        grade_index_settle(&index);
        describe_index(&got, &index);
        ck_assert_msg(!strcmp(grade_buf_text(&got), row->want), "%s: %s", row->label,
                      grade_buf_text(&got));
        ck_assert_msg(torn == row->torn, "%s: torn %zu", row->label, torn);
    } else {
        ck_assert_msg(rc < 0 && err.fault == GRADE_FAULT_USAGE, "%s", row->label);
        ck_assert_msg(strstr(err.msg, row->fault), "%s: %s", row->label, err.msg);
    }
    grade_index_done(&index);
    get(&after, "j");
    ck_assert_msg(after.len == text.len, "%s: reading changed it", row->label);
    scratch_drop();
}
END_TEST

static void append(struct grade_journal *journal, const char *id, const char *verdict, int second)
{
    struct grade_err err;
    cleanup_free char *line = line_of(id, "t/1", verdict, second);
    struct grade_entry entry = {
        .id = id, .problem = "t/1", .verdict = (enum grade_verdict)grade_verdict_find(verdict)};
    snprintf(entry.finished, sizeof(entry.finished), "2026-01-01T00:00:%02d.000Z", second);
    ck_assert_int_eq(grade_journal_append(journal, &entry, line, strlen(line), &err), 0);
}

/* Whatever the journal was, what is added stands behind it on lines of its own. */
START_TEST(journal_is_gone_on_with)
{
    const struct journal_row *row = &journal_rows[_i];
    if (!row->want)
        return;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT, after = GRADE_BUF_INIT;
    cleanup_free char *path = NULL;
    struct grade_journal *journal = NULL;
    struct grade_index index, again;
    struct grade_err err;
    size_t torn = 0, second_torn = 1;
    scratch_make();
    make_journal(&text, row->spec);
    scratch_put("j", grade_buf_text(&text), text.len);
    path = scratch_at("j");
    grade_index_init(&index);
    grade_index_init(&again);
    int rc = grade_journal_open(&journal, &index, path, true, &torn, &err);
    ck_assert_msg(rc == 0, "%s: %s", row->label, err.msg);
    ck_assert_msg(torn == row->torn, "%s: torn %zu", row->label, torn);
    append(journal, "zz", "pass", 9);
    ck_assert_int_eq(grade_journal_due_ms(journal) >= 0, 1);
    ck_assert_int_eq(grade_journal_sync(journal, true, &err), 0);
    ck_assert_int_eq(grade_journal_due_ms(journal), -1);
    ck_assert_int_eq(grade_journal_close(journal, &err), 0);
    grade_index_settle(&index);
    ck_assert_ptr_nonnull(grade_index_find(&index, "zz", "t/1"));
    ck_assert_ptr_null(grade_index_find(&index, "zz", "t/2"));
    ck_assert_int_eq(grade_index_read(&again, path, &second_torn, &err), 0);
    ck_assert_uint_eq(second_torn, 0);
    grade_index_settle(&again);
    ck_assert_uint_eq(again.count, index.count);
    get(&after, "j");
    ck_assert_int_eq(after.data[after.len - 1], '\n');
    grade_index_done(&index);
    grade_index_done(&again);
    scratch_drop();
}
END_TEST

START_TEST(journal_has_one_writer)
{
    struct grade_journal *journal = NULL, *other = NULL;
    struct grade_index index, second;
    struct grade_err err;
    scratch_make();
    cleanup_free char *path = scratch_at("j");
    grade_index_init(&index);
    grade_index_init(&second);
    ck_assert_int_eq(grade_journal_open(&journal, &index, path, false, NULL, &err), 0);
    ck_assert_int_lt(grade_journal_open(&other, &second, path, true, NULL, &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "another grade is writing"));
    append(journal, "a", "pass", 1);
    ck_assert_int_eq(grade_journal_close(journal, &err), 0);
    ck_assert_int_lt(grade_journal_open(&other, &second, path, false, NULL, &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "--resume"));
    ck_assert_int_eq(grade_journal_open(&other, &second, path, true, NULL, &err), 0);
    ck_assert_int_eq(grade_journal_close(other, &err), 0);
    grade_index_done(&index);
    grade_index_done(&second);
    scratch_drop();
}
END_TEST

static int keep(void *owner, const char *data, size_t len, struct grade_err *err)
{
    (void)err;
    grade_buf_add(owner, data, len);
    return 0;
}

static void merge(struct grade_buf *out, const char *const *names, size_t count)
{
    struct grade_index index;
    struct grade_err err;
    grade_index_init(&index);
    for (size_t i = 0; i < count; i++) {
        cleanup_free char *path = scratch_at(names[i]);
        ck_assert_int_eq(grade_index_read(&index, path, NULL, &err), 0);
    }
    grade_index_settle(&index);
    ck_assert_int_eq(grade_index_copy(&index, keep, out, &err), 0);
    grade_index_done(&index);
}

/* Any order, any number of times: the same bytes. */
START_TEST(merging)
{
    static const char *const orders[][4] = {
        {"1", "2", "3", "3"}, {"3", "2", "1", "1"}, {"2", "2", "3", "1"}, {"2", "1", "3", "2"}};
    static const char *const specs[] = {"a pass 1,b wrong 5,c pass 3",
                                        "a wrong 2,b pass 4,c wrong 3", "d error 1,a cpu-limit 2"};
    cleanup_buf struct grade_buf first = GRADE_BUF_INIT;
    scratch_make();
    for (size_t i = 0; i < GRADE_COUNT(specs); i++) {
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        const char name[] = {(char)('1' + i), '\0'};
        make_journal(&text, specs[i]);
        scratch_put(name, text.data, text.len);
    }
    merge(&first, orders[0], 4);
    for (size_t i = 1; i < GRADE_COUNT(orders); i++) {
        cleanup_buf struct grade_buf again = GRADE_BUF_INIT;
        merge(&again, orders[i], 4);
        ck_assert_str_eq(again.data, first.data);
    }
    scratch_put("m", first.data, first.len);
    cleanup_buf struct grade_buf once_more = GRADE_BUF_INIT;
    merge(&once_more, (const char *const[]){"m", "1", "m", "3"}, 4);
    ck_assert_str_eq(once_more.data, first.data);
    ck_assert_ptr_nonnull(strstr(first.data, "\"id\": \"b\", \"verdict\": \"wrong\""));
    scratch_drop();
}
END_TEST

/* What decides a result decides its key; nothing else does. */
START_TEST(keys)
{
    char one[] = "1", two[] = "2";
    struct grade_result base = {.problem_digest = one, .solution_digest = one, .python = one};
    struct grade_result others[] = {base, base, base, base, base, base};
    uint8_t key[GRADE_JOURNAL_KEY], other[GRADE_JOURNAL_KEY], zero[GRADE_JOURNAL_KEY] = {0};
    others[0].problem_digest = two;
    others[1].solution_digest = two;
    others[2].python = two;
    others[3].limits = two;
    others[4].seed = 2;
    others[5].solution_digest = NULL;
    grade_entry_key(key, &base);
    for (size_t i = 0; i < GRADE_COUNT(others); i++) {
        grade_entry_key(other, &others[i]);
        ck_assert_msg(memcmp(key, other, sizeof(key)) != 0, "row %zu", i);
    }
    ck_assert_int_eq(memcmp(other, zero, sizeof(zero)), 0);
    base.id = base.solution_path = two;
    grade_entry_key(other, &base);
    ck_assert_int_eq(memcmp(key, other, sizeof(key)), 0);
}
END_TEST

/* Names of reports ---------------------------------------------------------------------------- */

static const struct {
    const char *label, *path, *id, *want;
} expand_rows[] = {
    {"plain", "x.html", "al", "x.html"},
    {"both", "f/{id}/{problem}.txt", "al", "f/al/t_1.txt"},
    {"twice", "{id}{id}", "al", "alal"},
    {"slashes", "f/{id}", "a/b/../c", "f/a_b_.._c"},
    {"up", "f/{id}", "..", "f/_.."},
    {"absolute", "f/{id}", "/etc/passwd", "f/_etc_passwd"},
    {"hidden", "f/{id}", ".x", "f/_.x"},
    {"empty", "f/{id}/x", "", "f/_/x"},
    {"braces in an id", "f/{id}", "{problem}", "f/{problem}"},
    {"other braces", "f/{ids}", "al", "f/{ids}"},
};

START_TEST(expand)
{
    cleanup_free char *got = cli_reports_expand(expand_rows[_i].path, expand_rows[_i].id, "t/1");
    ck_assert_msg(!strcmp(got, expand_rows[_i].want), "%s: %s", expand_rows[_i].label, got);
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("batch");
    TCase *tests = tcase_create("batch");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, manifest, 0, GRADE_COUNT(manifest_rows));
    tcase_add_loop_test(tests, layout, 0, GRADE_COUNT(layout_rows));
    tcase_add_loop_test(tests, place, 0, GRADE_COUNT(place_rows));
    tcase_add_test(tests, shards);
    tcase_add_loop_test(tests, journal_is_read, 0, GRADE_COUNT(journal_rows));
    tcase_add_loop_test(tests, journal_is_gone_on_with, 0, GRADE_COUNT(journal_rows));
    tcase_add_test(tests, journal_has_one_writer);
    tcase_add_test(tests, merging);
    tcase_add_test(tests, keys);
    tcase_add_loop_test(tests, expand, 0, GRADE_COUNT(expand_rows));
    suite_add_tcase(all, tests);
    return all;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
