/* Tables that are given, as the case made them.
 *
 * An author writes columns and data; the dtypes and the index that come of them are the library's
 * to choose, and yet "unchanged" means them too. So the case tells what it has made, and what
 * becomes of a table is held against that. It is that process's word, as is what it tells of the
 * table later: neither has to match what the solution was told nothing of. Plain values are held
 * against what the author wrote, whatever a case says. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

static bool holds_table(const struct grade_value *value)
{
    static const char *const tags[] = {"ndarray", "series", "frame"};
    for (size_t i = 0; value->kind == GRADE_KIND_TAGGED && i < GRADE_COUNT(tags); i++)
        if (!strcmp(value->text, tags[i]))
            return true;
    for (size_t i = 0; i < value->count; i++)
        if (holds_table(value->items[i]))
            return true;
    return false;
}

void made_take(struct trial *trial, const struct grade_value *body)
{
    const struct grade_value *made = grade_value_get(body, "made");
    if (!made || made->kind != GRADE_KIND_DICT)
        return;
    struct grade_value *all = grade_value_copy(made);
    for (size_t i = 0; trial->made && i + 1 < trial->made->count; i += 2) {
        const char *name = grade_value_text(trial->made->items[i], "");
        if (!grade_value_get(made, name)) /* what a row gives stands in for the case's */
            grade_value_put(all, name, grade_value_copy(trial->made->items[i + 1]));
    }
    grade_value_free(trial->made);
    trial->made = all;
}

const struct grade_value *made_value(const struct trial *trial, const struct probe *given)
{
    const struct grade_value *made = grade_value_get(trial->made, given->spec->name);
    return made && holds_table(given->spec->value) ? made : given->spec->value;
}
