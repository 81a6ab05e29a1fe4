/* Whether the exception that was raised is the one expected. Types are compared by module and
 * qualified name over the real MRO, so a learner's own `class ValueError` is not the builtin. */
#include "internal.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* Where a type of that name lives: the solution's names first, then what `prepare` found in
 * builtins or by importing, before a line of the solution ran. */
static void resolve(const struct session *session, const char *type, const char **out_module,
                    const char **out_name)
{
    *out_module = "solution";
    *out_name = type;
    const struct grade_strings *names = &session->problem->names;
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], type))
            return;
    const struct grade_value *found =
        grade_value_get(grade_value_get(session->prepared, "exceptions"), type);
    if (found && found->kind == GRADE_KIND_LIST && found->count == 2) {
        *out_module = grade_value_text(found->items[0], "");
        *out_name = grade_value_text(found->items[1], "");
    } else if (!strncmp(type, "solution.", 9)) {
        *out_name = type + 9;
    }
}

static bool is_type(const struct grade_value *entry, const char *module, const char *name)
{
    return entry->kind == GRADE_KIND_LIST && entry->count == 2 &&
           grade_value_is_str(entry->items[0], module) && grade_value_is_str(entry->items[1], name);
}

static bool type_matches(const struct session *session, const struct grade_raises *want,
                         const struct grade_value *wire)
{
    const char *module, *name;
    resolve(session, want->type, &module, &name);
    const struct grade_value *mro = grade_value_get(wire, "mro");
    size_t count = mro && mro->kind == GRADE_KIND_LIST ? mro->count : 0;
    if (want->exact && count > 1)
        count = 1;
    for (size_t i = 0; i < count; i++)
        if (is_type(mro->items[i], module, name))
            return true;
    return false;
}

static bool value_matches(const struct grade_value *want, const struct grade_value *actual,
                          const char *what, char **out_reason)
{
    struct grade_diff diff = {0};
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    if (grade_compare(want, actual ? actual : &none, GRADE_COMPARE_EXACT, &diff))
        return true;
    *out_reason = grade_printf("its %s%s: expected %s, got %s (%s)", what, diff.path, diff.expected,
                               diff.actual, diff.reason);
    grade_diff_done(&diff);
    return false;
}

static bool attrs_match(const struct grade_raises *want, const struct grade_value *wire,
                        char **out_reason)
{
    const struct grade_value *attrs = grade_value_get(wire, "attrs");
    for (size_t i = 0; want->attrs && i + 1 < want->attrs->count; i += 2) {
        const char *name = grade_value_text(want->attrs->items[i], "");
        const struct grade_value *actual = grade_value_get(attrs, name);
        if (!actual) {
            *out_reason = grade_printf("it has no attribute %s", name);
            return false;
        }
        if (!value_matches(want->attrs->items[i + 1], actual, name, out_reason))
            return false;
    }
    return true;
}

static bool is_none(const struct grade_value *value)
{
    return !value || value->kind == GRADE_KIND_NONE;
}

static bool link_matches(const struct session *session, const struct grade_raises *want, bool none,
                         const struct grade_value *actual, const char *what, char **out_reason)
{
    if (none && !is_none(actual)) {
        *out_reason = grade_printf("it has a %s, and should have none", what);
        return false;
    }
    if (!want)
        return true;
    if (is_none(actual)) {
        *out_reason = grade_printf("it has no %s", what);
        return false;
    }
    char *inner = NULL;
    if (raises_match(session, want, actual, &inner))
        return true;
    *out_reason = grade_printf("its %s: %s", what, inner);
    free(inner);
    return false;
}

static bool groups_match(const struct session *session, const struct grade_raises *want,
                         const struct grade_value *wire, char **out_reason)
{
    const struct grade_value *group = grade_value_get(wire, "group");
    size_t count = group && group->kind == GRADE_KIND_LIST ? group->count : 0;
    if (count != want->group_count) {
        *out_reason =
            grade_printf("it groups %zu exceptions instead of %zu", count, want->group_count);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        char *inner = NULL;
        if (!raises_match(session, want->groups[i], group->items[i], &inner)) {
            *out_reason = grade_printf("exception %zu of the group: %s", i + 1, inner);
            free(inner);
            return false;
        }
    }
    return true;
}

static bool text_matches(const struct grade_raises *want, const struct grade_value *wire,
                         char **out_reason)
{
    const struct grade_value *text = grade_value_get(wire, "str");
    const char *data = grade_value_text(text, "");
    if (grade_pattern_search(want->match, data, text ? text->len : 0, NULL) == 1)
        return true;
    *out_reason = grade_printf("its message does not match /%s/", want->match);
    return false;
}

bool raises_match(const struct session *session, const struct grade_raises *want,
                  const struct grade_value *wire, char **out_reason)
{
    if (want->type && !type_matches(session, want, wire)) {
        *out_reason = want->exact ? grade_printf("it is not exactly a %s", want->type)
                                  : grade_printf("it is no %s", want->type);
        return false;
    }
    if (want->match && !text_matches(want, wire, out_reason))
        return false;
    if (want->args && !value_matches(want->args, grade_value_get(wire, "args"), "args", out_reason))
        return false;
    if (want->notes &&
        !value_matches(want->notes, grade_value_get(wire, "notes"), "notes", out_reason))
        return false;
    if (want->group_count && !groups_match(session, want, wire, out_reason))
        return false;
    return attrs_match(want, wire, out_reason) &&
           link_matches(session, want->cause, want->no_cause, grade_value_get(wire, "cause"),
                        "cause", out_reason) &&
           link_matches(session, want->context, want->no_context, grade_value_get(wire, "context"),
                        "context", out_reason);
}

char *raises_words(const struct grade_raises *want)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, "%s%s", want->exact ? "exactly " : "",
                   want->type ? want->type : "an exception");
    if (want->args) {
        grade_buf_adds(&text, " with arguments ");
        grade_value_to_python(&text, want->args, 200);
    }
    if (want->match)
        grade_buf_addf(&text, " with a message that matches /%s/", want->match);
    if (want->cause) {
        cleanup_free char *cause = raises_words(want->cause);
        grade_buf_addf(&text, ", caused by %s", cause);
    }
    return grade_buf_take(&text);
}

void raises_names(struct grade_value *list, const struct grade_raises *want)
{
    if (!want)
        return;
    if (want->type)
        grade_value_add(list, grade_value_str(want->type));
    raises_names(list, want->cause);
    raises_names(list, want->context);
    for (size_t i = 0; i < want->group_count; i++)
        raises_names(list, want->groups[i]);
}
