/* Misconceptions that say nothing, or can never be recognised: by what is written, before anything
 * runs. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

static const char check[] = "misconceptions";

static void note(struct package *package, enum grade_note_kind kind, size_t index, const char *key,
                 char *what, const char *why, char *mend)
{
    cleanup_free char *tail = what;
    note_add(
        package, kind, check, "problem.json",
        place_of_item(package->problem_json, "misconceptions", index, key),
        grade_printf("misconception '%s' %s", package->problem->misconceptions[index].name, tail),
        grade_strdup(why), mend);
}

/* What can never be met -------------------------------------------------------------------------
 */

static void check_recognisable(struct package *package, size_t index)
{
    const struct grade_misconception *one = &package->problem->misconceptions[index];
    if (!one->fails.count && !one->rule)
        note(package, GRADE_NOTE_ERROR, index, NULL,
             grade_strdup("names no case that it fails, and has no rule"), "it is never recognised",
             grade_strdup("name the cases in \"fails\", as `grade bless --fails` does"));
    for (size_t i = 0; one->saw && i + 1 < one->saw->count; i += 2) {
        const char *name = grade_value_text(one->saw->items[i], "");
        for (size_t k = 0; k < one->passes.count; k++)
            if (!strcmp(one->passes.items[k], name))
                note(package, GRADE_NOTE_ERROR, index, "saw",
                     grade_printf("looks in \"saw\" at '%s', which stands in its \"passes\"", name),
                     "nothing is seen of what passes: it is never recognised",
                     grade_strdup("take it out of one of the two"));
    }
}

/* What says nothing -----------------------------------------------------------------------------
 */

static void check_empty(struct package *package, size_t index)
{
    const struct grade_misconception *one = &package->problem->misconceptions[index];
    const struct {
        const char *key;
        bool empty;
        const char *mend;
    } keys[] = {
        {"fails", !one->fails.count && one->rule, "name a case that this mistake fails"},
        {"passes", !one->passes.count, "name a case that this mistake leaves right"},
        {"saw", one->saw && !one->saw->count, "say what comes of a case that it fails"},
    };
    const char *object = json_item(package->problem_json, "misconceptions", index);
    for (size_t i = 0; object && i < GRADE_COUNT(keys); i++)
        if (keys[i].empty && json_key(object, keys[i].key))
            note(package, GRADE_NOTE_WARNING, index, keys[i].key,
                 grade_printf("has a \"%s\" that is empty", keys[i].key), "that says nothing",
                 grade_printf("%s, or take the key away", keys[i].mend));
}

static bool is_row_of(const struct package *package, const char *part, const char *name)
{
    size_t len = strlen(name);
    if (strncmp(part, name, len) != 0 || part[len] != '[')
        return false;
    for (size_t i = 0; i < package->problem->case_count; i++)
        if (!strcmp(package->problem->cases[i].name, part)) /* a name with brackets */
            return false;
    return true;
}

/* A condition that comes twice counts twice where two misconceptions match. (The same name twice is
 * refused by the loader.) */
static void check_twice(struct package *package, size_t index, const char *key,
                        const struct grade_strings *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        for (size_t k = 0; k < parts->count; k++) {
            const char *name = parts->items[i], *part = parts->items[k];
            if (is_row_of(package, part, name))
                note(package, GRADE_NOTE_WARNING, index, key,
                     grade_printf("names '%s' in \"%s\", and '%s', too", part, key, name),
                     "one says what the other does, and they count as two conditions",
                     grade_strdup("take one of them away"));
        }
}

/* It would be told of everybody whose solution does nothing right yet. */
static void check_all(struct package *package, size_t index)
{
    const struct grade_problem *problem = package->problem;
    const struct grade_misconception *one = &problem->misconceptions[index];
    for (size_t i = 0; i < problem->case_count; i++)
        if (!parts_name_case(&one->fails, problem->cases[i].name))
            return;
    if (one->fails.count && !one->passes.count && !one->saw && !one->rule)
        note(package, GRADE_NOTE_WARNING, index, "fails",
             grade_strdup("names every case in \"fails\", and has no other condition"),
             "who has nothing right yet is told of this mistake",
             grade_strdup("say in \"saw\" what comes of a case, give a \"rule\", or add a case "
                          "that it passes"));
}

int check_misconceptions(struct package *package, struct grade_err *err)
{
    (void)err;
    for (size_t i = 0; i < package->problem->misconception_count; i++) {
        const struct grade_misconception *one = &package->problem->misconceptions[i];
        check_recognisable(package, i);
        check_empty(package, i);
        check_twice(package, i, "fails", &one->fails);
        check_twice(package, i, "passes", &one->passes);
        check_all(package, i);
    }
    return 0;
}
