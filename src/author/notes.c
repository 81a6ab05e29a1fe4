/* Notes: made, counted, and carried from the process that looked to the one that tells. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>

void note_add(struct package *package, enum grade_note_kind kind, const char *check,
              const char *file, struct place place, char *what, char *why, char *mend)
{
    struct grade_verified *to = package->out;
    to->notes = grade_realloc_array(to->notes, to->note_count + 1, sizeof(*to->notes));
    to->notes[to->note_count++] = (struct grade_note){
        .kind = kind,
        .check = grade_strdup(check),
        .file = grade_printf("%s/%s", package->dir, file),
        .line = place.line,
        .column = place.column,
        .what = what,
        .why = why,
        .mend = mend,
    };
}

void note_case(struct package *package, enum grade_note_kind kind, const char *check,
               size_t case_index, const char *key, char *what, char *why, char *mend)
{
    const struct grade_case *spec = &package->problem->cases[case_index];
    cleanup_free char *tail = what;
    note_add(package, kind, check, "cases.json",
             place_of_item(package->cases_json, "cases", case_index, key),
             grade_printf("case %zu '%s' %s", spec->number, spec->name, tail), why, mend);
}

void note_solution(struct package *package, enum grade_note_kind kind, const char *check,
                   const struct solution *solution, char *what, char *why, char *mend)
{
    struct place place = {1, 1};
    for (size_t i = 0; solution->result && i < solution->result->case_count; i++)
        if (case_failed(&solution->result->cases[i])) {
            const struct grade_case_result *one = &solution->result->cases[i];
            if (one->location_line > 0)
                place = (struct place){one->location_line,
                                       one->location_column > 0 ? one->location_column : 1};
            break;
        }
    note_add(package, kind, check, solution->path, place, what, why, mend);
}

size_t grade_verified_count(const struct grade_verified *verified, enum grade_note_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < verified->note_count; i++)
        count += verified->notes[i].kind == kind;
    return count;
}

void grade_verified_done(struct grade_verified *verified)
{
    for (size_t i = 0; i < verified->note_count; i++) {
        struct grade_note *note = &verified->notes[i];
        free(note->check);
        free(note->file);
        free(note->what);
        free(note->why);
        free(note->mend);
    }
    free(verified->notes);
    free(verified->id);
    free(verified->dir);
    *verified = (struct grade_verified){0};
}

/* Between processes ------------------------------------------------------------------------------
 */

static void put_text(struct grade_value *to, const char *key, const char *text)
{
    grade_value_put(to, key, text ? grade_value_str(text) : grade_value_new(GRADE_KIND_NONE));
}

static char *get_text(const struct grade_value *from, const char *key)
{
    const char *text = grade_value_text(grade_value_get(from, key), NULL);
    return text ? grade_strdup(text) : NULL;
}

static const struct {
    const char *key;
    size_t offset;
} counts[] = {
    {"cases", offsetof(struct grade_verified, cases)},
    {"solutions", offsetof(struct grade_verified, solutions)},
    {"mutants", offsetof(struct grade_verified, mutants)},
    {"killed", offsetof(struct grade_verified, killed)},
    {"equivalent", offsetof(struct grade_verified, equivalent)},
};

struct grade_value *verified_to_value(const struct grade_verified *verified)
{
    struct grade_value *to = grade_value_new(GRADE_KIND_DICT);
    struct grade_value *notes = grade_value_new(GRADE_KIND_LIST);
    put_text(to, "id", verified->id);
    put_text(to, "dir", verified->dir);
    grade_value_put(to, "interrupted", grade_value_bool(verified->interrupted));
    for (size_t i = 0; i < GRADE_COUNT(counts); i++) {
        const size_t *count = (const void *)((const char *)verified + counts[i].offset);
        grade_value_put(to, counts[i].key, grade_value_int((long long)*count));
    }
    for (size_t i = 0; i < verified->note_count; i++) {
        const struct grade_note *note = &verified->notes[i];
        struct grade_value *item = grade_value_new(GRADE_KIND_DICT);
        grade_value_put(item, "kind", grade_value_int(note->kind));
        grade_value_put(item, "line", grade_value_int(note->line));
        grade_value_put(item, "column", grade_value_int(note->column));
        put_text(item, "check", note->check);
        put_text(item, "file", note->file);
        put_text(item, "what", note->what);
        put_text(item, "why", note->why);
        put_text(item, "mend", note->mend);
        grade_value_add(notes, item);
    }
    grade_value_put(to, "notes", notes);
    return to;
}

void verified_from_value(struct grade_verified *out, const struct grade_value *value)
{
    const struct grade_value *notes = grade_value_get(value, "notes");
    *out = (struct grade_verified){
        .id = get_text(value, "id"),
        .dir = get_text(value, "dir"),
        .interrupted = grade_value_truth(grade_value_get(value, "interrupted"), false),
    };
    for (size_t i = 0; i < GRADE_COUNT(counts); i++)
        *(size_t *)(void *)((char *)out + counts[i].offset) =
            (size_t)grade_value_number(grade_value_get(value, counts[i].key), 0);
    out->note_count = notes && notes->kind == GRADE_KIND_LIST ? notes->count : 0;
    out->notes = grade_alloc_array(out->note_count, sizeof(*out->notes));
    for (size_t i = 0; i < out->note_count; i++) {
        const struct grade_value *item = notes->items[i];
        out->notes[i] = (struct grade_note){
            .kind = (enum grade_note_kind)grade_value_number(grade_value_get(item, "kind"), 0),
            .check = get_text(item, "check"),
            .file = get_text(item, "file"),
            .line = (long)grade_value_number(grade_value_get(item, "line"), 1),
            .column = (long)grade_value_number(grade_value_get(item, "column"), 1),
            .what = get_text(item, "what"),
            .why = get_text(item, "why"),
            .mend = get_text(item, "mend"),
        };
    }
}
