/* The laws of a class, judged by what its values answered to each other. Which are equal, and which
 * is the smaller one, the author has said; so every answer is known, and the first that is another
 * is told with the law that it breaks. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

struct court { /* one step's facts, and where they are told */
    struct trial *trial;
    const struct grade_step *step;
    const struct grade_laws *laws;
    const struct grade_value *facts;
    bool broken;
};

enum relation { LESS, EQUAL, GREATER };

/* The comparisons, what each gives for a smaller, equal and larger operand, and what is behind it.
 */
static const struct comparison {
    const char *name, *symbol;
    bool ordered, want[3];
    const char *law;
} comparisons[] = {
    {"eq", "==", false, {false, true, false}, "values that mean different things are not equal"},
    {"ne", "!=", false, {true, false, true}, "!= says the opposite of =="},
    {"lt", "<", true, {true, false, false}, "exactly one of a < b, a == b and b < a holds"},
    {"le", "<=", true, {true, true, false}, "a <= b means a < b or a == b"},
    {"gt", ">", true, {false, false, true}, "a > b means b < a"},
    {"ge", ">=", true, {false, true, true}, "a >= b means b < a or a == b"},
};

static const struct {
    const char *symbol, *name;
} operators[] = {{"+", "add"},     {"-", "sub"},       {"*", "mul"}, {"@", "matmul"},
                 {"/", "truediv"}, {"//", "floordiv"}, {"%", "mod"}, {"**", "pow"},
                 {"<<", "lshift"}, {">>", "rshift"},   {"&", "and"}, {"^", "xor"},
                 {"|", "or"}};

static const struct grade_value *item(const struct grade_value *list, size_t i)
{
    return list && list->kind == GRADE_KIND_LIST && i < list->count ? list->items[i] : NULL;
}

static const char *text_at(const struct grade_value *list, size_t i)
{
    const struct grade_value *found = item(list, i);
    return found ? grade_value_text(found, "?") : "?";
}

/* Tells of a broken law: what was asked, what came, and the law. Only the first. */
static void break_law(struct court *court, char *asked, const char *want, const char *got,
                      const char *law)
{
    if (!court->broken) {
        struct grade_failure *failure =
            failure_add(court->trial, court->step, GRADE_VERDICT_WRONG,
                        "%s: expected %s, but got %s; %s", asked, want, got, law);
        free(failure->action);
        failure->action = asked;
        asked = NULL;
        failure->aspect = grade_strdup("laws");
        failure->expected_text = grade_strdup(want);
        failure->actual_text = grade_strdup(got);
        failure->reason = grade_strdup(law);
    }
    free(asked);
    court->broken = true;
}

static void compare_pair(struct court *court, const struct comparison *row, size_t i, size_t k)
{
    const struct grade_value *facts = grade_value_get(court->facts, row->name);
    const char *got = text_at(item(facts, i), k), *law = row->law;
    size_t a = court->laws->group[i], b = court->laws->group[k];
    enum relation relation = a < b ? LESS : a == b ? EQUAL : GREATER;
    const char *want = row->want[relation] ? "True" : "False";
    if (!strcmp(want, got))
        return;
    if (!strcmp(row->name, "eq") && i == k)
        law = "a value equals itself";
    else if (!strcmp(row->name, "eq") && !strcmp(want, text_at(item(facts, k), i)))
        law = "a == b and b == a say the same";
    else if (!strcmp(row->name, "eq") && a == b)
        law = "values that mean the same are equal";
    else if (i == k && row->ordered)
        law = "no value is smaller or larger than itself";
    break_law(court,
              grade_printf("%s %s %s", court->laws->values.items[i], row->symbol,
                           court->laws->values.items[k]),
              want, got, law);
}

static void judge_comparisons(struct court *court)
{
    size_t count = court->laws->values.count;
    for (size_t r = 0; r < GRADE_COUNT(comparisons); r++)
        for (size_t at = 0; at < count * count; at++)
            if (court->laws->ordered || !comparisons[r].ordered)
                compare_pair(court, &comparisons[r], at / count, at % count);
}

/* A number as text, or what came in its place. */
static char *hash_text(const struct court *court, size_t i)
{
    const struct grade_value *hash = item(grade_value_get(court->facts, "hash"), i);
    if (hash && hash->kind == GRADE_KIND_INT)
        return grade_strdup(hash->text);
    return grade_strdup(hash ? grade_value_text(hash, "?") : "?");
}

static void judge_hash(struct court *court, size_t i)
{
    const struct grade_laws *laws = court->laws;
    const struct grade_value *hashes = grade_value_get(court->facts, "hash");
    bool number = item(hashes, i) && item(hashes, i)->kind == GRADE_KIND_INT;
    cleanup_free char *mine = hash_text(court, i);
    if (laws->hash == GRADE_LAWS_HASH_NONE) {
        if (strcmp(mine, "raises TypeError") != 0)
            break_law(court, grade_printf("hash(%s)", laws->values.items[i]), "raises TypeError",
                      number ? "a number" : mine, "what can change while it is a key has no hash");
        return;
    }
    if (laws->hash == GRADE_LAWS_HASH_EQUAL && !number)
        break_law(court, grade_printf("hash(%s)", laws->values.items[i]), "a number", mine,
                  "it can be in a set and a key of a dict");
    for (size_t k = 0; laws->hash == GRADE_LAWS_HASH_EQUAL && k < i; k++) {
        cleanup_free char *other = hash_text(court, k);
        if (laws->group[k] == laws->group[i] && strcmp(mine, other) != 0)
            break_law(
                court,
                grade_printf("hash(%s) == hash(%s)", laws->values.items[k], laws->values.items[i]),
                "True", "False", "what is equal has the same hash");
    }
}

/* What an operator says of an operand that the class knows nothing of: `by_method` first, so that
 * the other operand is asked; then what becomes of it all. */
static void judge_foreign(struct court *court, const char *name, const char *symbol,
                          const char *want)
{
    const struct grade_laws *laws = court->laws;
    const struct grade_value *facts =
        grade_value_get(grade_value_get(court->facts, "foreign"), name);
    for (size_t i = 0; i < laws->values.count; i++) {
        for (size_t k = 0; k < laws->foreign.count; k++) {
            const struct grade_value *pair = item(item(facts, i), k);
            const char *value = laws->values.items[i], *foreign = laws->foreign.items[k];
            if (strcmp(text_at(pair, 0), "NotImplemented") != 0 && strcmp(name, "ne") != 0)
                break_law(court, grade_printf("(%s).__%s__(%s)", value, name, foreign),
                          "NotImplemented", text_at(pair, 0),
                          "of a type that it does not know it says NotImplemented, and Python "
                          "asks the other operand");
            if (strcmp(text_at(pair, 1), want) != 0)
                break_law(court, grade_printf("%s %s %s", value, symbol, foreign), want,
                          text_at(pair, 1), "neither operand knows what to do with the other");
        }
    }
}

static void judge_all_foreign(struct court *court)
{
    const struct grade_laws *laws = court->laws;
    judge_foreign(court, "eq", "==", "False");
    judge_foreign(court, "ne", "!=", "True");
    for (size_t r = 0; r < GRADE_COUNT(comparisons); r++)
        if (comparisons[r].ordered && laws->ordered)
            judge_foreign(court, comparisons[r].name, comparisons[r].symbol, "raises TypeError");
    for (size_t i = 0; i < laws->operators.count; i++)
        for (size_t r = 0; r < GRADE_COUNT(operators); r++)
            if (!strcmp(operators[r].symbol, laws->operators.items[i]))
                judge_foreign(court, operators[r].name, operators[r].symbol, "raises TypeError");
}

static void judge_frozen(struct court *court, const char *name, size_t i)
{
    static const char law[] = "it cannot be changed once it is made";
    const struct grade_value *facts =
        item(grade_value_get(grade_value_get(court->facts, "frozen"), name), i);
    const char *value = court->laws->values.items[i];
    if (strcmp(text_at(facts, 0), "raises AttributeError") != 0)
        break_law(court, grade_printf("(%s).%s = ...", value, name), "raises AttributeError",
                  text_at(facts, 0), law);
    if (strcmp(text_at(facts, 1), "raises AttributeError") != 0)
        break_law(court, grade_printf("del (%s).%s", value, name), "raises AttributeError",
                  text_at(facts, 1), law);
}

static void judge_repr(struct court *court, size_t i)
{
    const struct grade_value *facts = item(grade_value_get(court->facts, "repr"), i);
    const char *value = court->laws->values.items[i];
    if (strcmp(text_at(facts, 1), "True") != 0)
        break_law(court, grade_printf("eval(repr(%s)) == %s", value, value), "True",
                  text_at(facts, 1), "its repr is the expression that makes it");
}

bool expect_laws(struct trial *trial, const struct grade_step *step, const struct grade_value *done)
{
    const struct grade_value *facts = grade_value_get(done, "value");
    struct court court = {trial, step, step->laws, facts, false};
    if (!facts || facts->kind != GRADE_KIND_DICT) {
        failure_add(trial, step, GRADE_VERDICT_EXITED, "the answer does not tell of the laws");
        return false;
    }
    judge_comparisons(&court);
    for (size_t i = 0; i < step->laws->values.count; i++)
        judge_hash(&court, i);
    judge_all_foreign(&court);
    for (size_t i = 0; step->laws->repr && i < step->laws->values.count; i++)
        judge_repr(&court, i);
    for (size_t k = 0; k < step->laws->frozen.count; k++)
        for (size_t i = 0; i < step->laws->values.count; i++)
            judge_frozen(&court, step->laws->frozen.items[k], i);
    return !court.broken;
}
