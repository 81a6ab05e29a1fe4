/* Constructs: what a static rule looks for. A construct is a string in a small grammar:
 *   "yield"             a word of the language, as in the table below
 *   "name()"            a call of this name, dotted or not; "os.system()", ".sort()" of any object
 *   "import os"         an import of the module, or of something below it or from it
 *   "@functools.wraps"  a decorator
 * or an object that says the same where the string would not do: {"call"}, {"import"},
 * {"decorator"}, {"name"}, {"literal"}, {"node"} (a class of Python's ast). */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <string.h>

/* Words, and the classes of ast that they mean; none: the harness knows it by the word itself. */
static const struct {
    const char *word;
    const char *nodes[4];
} words[] = {
    {"for", {"For", "AsyncFor"}},
    {"async for", {"AsyncFor"}},
    {"while", {"While"}},
    {"loop", {"For", "AsyncFor", "While"}},
    {"comprehension", {"ListComp", "SetComp", "DictComp", "GeneratorExp"}},
    {"list comprehension", {"ListComp"}},
    {"set comprehension", {"SetComp"}},
    {"dict comprehension", {"DictComp"}},
    {"generator expression", {"GeneratorExp"}},
    {"if", {"If"}},
    {"if expression", {"IfExp"}},
    {"match", {"Match"}},
    {"try", {"Try", "TryStar"}},
    {"except", {"ExceptHandler"}},
    {"bare except", {NULL}},
    {"finally", {NULL}},
    {"raise", {"Raise"}},
    {"assert", {"Assert"}},
    {"with", {"With", "AsyncWith"}},
    {"async with", {"AsyncWith"}},
    {"await", {"Await"}},
    {"yield", {"Yield", "YieldFrom"}},
    {"yield from", {"YieldFrom"}},
    {"return", {"Return"}},
    {"break", {"Break"}},
    {"continue", {"Continue"}},
    {"pass", {"Pass"}},
    {"del", {"Delete"}},
    {"global", {"Global"}},
    {"nonlocal", {"Nonlocal"}},
    {"lambda", {"Lambda"}},
    {"def", {"FunctionDef", "AsyncFunctionDef"}},
    {"async def", {NULL}},
    {"class", {"ClassDef"}},
    {"import", {"Import", "ImportFrom"}},
    {"star import", {NULL}},
    {"and", {"And"}},
    {"or", {"Or"}},
    {"not", {"Not"}},
    {"in", {"In"}},
    {"not in", {"NotIn"}},
    {"is", {"Is"}},
    {"is not", {"IsNot"}},
    {":=", {"NamedExpr"}},
    {"f-string", {"JoinedStr"}},
    {"slice", {"Slice"}},
    {"unpacking", {"Starred"}},
    {"recursion", {NULL}},
    {"docstring", {NULL}},
    {"annotation", {NULL}},
    {"mutable default", {NULL}},
};

/* The classes that {"node": ...} may name: those of Python 3.9 to 3.14. One that an interpreter
 * does not have is never found by it. */
static const char *const nodes[] = {
    "Add",
    "And",
    "AnnAssign",
    "Assert",
    "Assign",
    "AsyncFor",
    "AsyncFunctionDef",
    "AsyncWith",
    "Attribute",
    "AugAssign",
    "Await",
    "BinOp",
    "BitAnd",
    "BitOr",
    "BitXor",
    "BoolOp",
    "Break",
    "Call",
    "ClassDef",
    "Compare",
    "Constant",
    "Continue",
    "Del",
    "Delete",
    "Dict",
    "DictComp",
    "Div",
    "Eq",
    "ExceptHandler",
    "Expr",
    "FloorDiv",
    "For",
    "FormattedValue",
    "FunctionDef",
    "GeneratorExp",
    "Global",
    "Gt",
    "GtE",
    "If",
    "IfExp",
    "Import",
    "ImportFrom",
    "In",
    "Interpolation",
    "Invert",
    "Is",
    "IsNot",
    "JoinedStr",
    "LShift",
    "Lambda",
    "List",
    "ListComp",
    "Load",
    "Lt",
    "LtE",
    "MatMult",
    "Match",
    "MatchAs",
    "MatchClass",
    "MatchMapping",
    "MatchOr",
    "MatchSequence",
    "MatchSingleton",
    "MatchStar",
    "MatchValue",
    "Mod",
    "Mult",
    "Name",
    "NamedExpr",
    "Nonlocal",
    "Not",
    "NotEq",
    "NotIn",
    "Or",
    "ParamSpec",
    "Pass",
    "Pow",
    "RShift",
    "Raise",
    "Return",
    "Set",
    "SetComp",
    "Slice",
    "Starred",
    "Store",
    "Sub",
    "Subscript",
    "TemplateStr",
    "Try",
    "TryStar",
    "Tuple",
    "TypeAlias",
    "TypeVar",
    "TypeVarTuple",
    "UAdd",
    "USub",
    "UnaryOp",
    "While",
    "With",
    "Yield",
    "YieldFrom",
    "alias",
    "arg",
    "arguments",
    "comprehension",
    "keyword",
    "match_case",
    "withitem",
};

/* Constructs ---------------------------------------------------------------------------- */

static struct grade_value *string_list(const char *const *items, size_t count)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < count && items[i]; i++)
        grade_value_add(list, grade_value_str(items[i]));
    return list;
}

/* A name that may be dotted, and begin with a dot where any object will do. */
static int set_named(struct grade_construct *c, enum grade_construct_kind kind, const char *name,
                     size_t len, const char *head, const char *tail, struct grade_err *err)
{
    cleanup_free char *text = grade_strndup(name, len);
    bool of_any = text[0] == '.' && kind != GRADE_CONSTRUCT_IMPORT;
    if (strlen(text) != len || !bank_is_dotted(text + of_any))
        return bank_fail(err, "'%s' is not a name of Python", bank_show(name, len).text);
    c->kind = kind;
    c->what = grade_value_str(text);
    c->shown = grade_printf("%s%s%s", head, text, tail);
    return 0;
}

static int set_word(struct grade_construct *c, const char *word, struct grade_err *err)
{
    const char *names[GRADE_COUNT(words)];
    for (size_t i = 0; i < GRADE_COUNT(words); i++) {
        names[i] = words[i].word;
        if (strcmp(words[i].word, word) != 0)
            continue;
        bool special = !words[i].nodes[0];
        c->kind = special ? GRADE_CONSTRUCT_SPECIAL : GRADE_CONSTRUCT_NODES;
        c->what = special ? grade_value_str(word)
                          : string_list(words[i].nodes, GRADE_COUNT(words[i].nodes));
        c->shown = grade_printf("`%s`", word);
        return 0;
    }
    return bank_fail(err,
                     "'%s' is none of the words that a rule knows%s; a call is written \"name()\", "
                     "a module \"import name\", a decorator \"@name\", a name {\"name\": ...}",
                     bank_show(word, strlen(word)).text,
                     bank_suggest(word, names, GRADE_COUNT(names)).text);
}

static int set_from_text(struct grade_construct *c, const struct grade_value *json,
                         struct grade_err *err)
{
    cleanup_free char *text = NULL;
    int rc = bank_string(&text, json, err);
    if (rc < 0)
        return rc;
    size_t len = strlen(text);
    static const char import[] = "import ";
    if (len > 2 && !strcmp(text + len - 2, "()"))
        return set_named(c, GRADE_CONSTRUCT_CALL, text, len - 2, "`", "()`", err);
    if (text[0] == '@')
        return set_named(c, GRADE_CONSTRUCT_DECORATOR, text + 1, len - 1, "`@", "`", err);
    if (!strncmp(text, import, strlen(import)))
        return set_named(c, GRADE_CONSTRUCT_IMPORT, text + strlen(import), len - strlen(import),
                         "`import ", "`", err);
    return set_word(c, text, err);
}

static int set_node(struct grade_construct *c, const struct grade_value *json,
                    struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_STRING, err);
    for (size_t i = 0; rc == 0 && i < GRADE_COUNT(nodes); i++)
        if (grade_value_is_str(json, nodes[i])) {
            c->kind = GRADE_CONSTRUCT_NODES;
            c->what = string_list(&nodes[i], 1);
            c->shown = grade_printf("an `ast.%s`", nodes[i]);
            return 0;
        }
    if (rc < 0)
        return rc;
    return bank_fail(err, "'%s' is no class of Python's ast%s",
                     bank_show(json->text, json->len).text,
                     bank_suggest(json->text, nodes, GRADE_COUNT(nodes)).text);
}

static int set_literal(struct grade_construct *c, const struct grade_value *json,
                       struct grade_err *err)
{
    struct grade_value *value = NULL;
    int rc = bank_plain(&value, json, err);
    if (rc < 0)
        return rc;
    if (value->kind > GRADE_KIND_BYTES && value->kind != GRADE_KIND_COMPLEX) {
        grade_value_free(value);
        return bank_fail(err, "must be null, true, false, a number, a string or $bytes");
    }
    struct grade_buf shown = GRADE_BUF_INIT;
    grade_buf_adds(&shown, "the literal ");
    grade_value_to_python(&shown, value, 60);
    c->kind = GRADE_CONSTRUCT_LITERAL;
    c->what = value;
    c->shown = grade_buf_take(&shown);
    return 0;
}

static int set_plain_name(struct grade_construct *c, enum grade_construct_kind kind,
                          const char *head, const char *tail, const struct grade_value *json,
                          struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_STRING, err);
    return rc < 0 ? rc : set_named(c, kind, json->text, json->len, head, tail, err);
}

static int set_call(struct grade_construct *c, const struct grade_value *json,
                    struct grade_err *err)
{
    return set_plain_name(c, GRADE_CONSTRUCT_CALL, "`", "()`", json, err);
}

static int set_import(struct grade_construct *c, const struct grade_value *json,
                      struct grade_err *err)
{
    return set_plain_name(c, GRADE_CONSTRUCT_IMPORT, "`import ", "`", json, err);
}

static int set_decorator(struct grade_construct *c, const struct grade_value *json,
                         struct grade_err *err)
{
    return set_plain_name(c, GRADE_CONSTRUCT_DECORATOR, "`@", "`", json, err);
}

static int set_name(struct grade_construct *c, const struct grade_value *json,
                    struct grade_err *err)
{
    return set_plain_name(c, GRADE_CONSTRUCT_NAME, "the name `", "`", json, err);
}

static const struct {
    const char *key;
    int (*set)(struct grade_construct *c, const struct grade_value *json, struct grade_err *err);
} forms[] = {
    {"call", set_call}, {"import", set_import},   {"decorator", set_decorator},
    {"name", set_name}, {"literal", set_literal}, {"node", set_node},
};

/* {"call": "sorted"} and the like: one key. */
static int set_from_object(struct grade_construct *c, const struct grade_value *json,
                           struct grade_err *err)
{
    const char *keys[GRADE_COUNT(forms) + 1] = {"any"};
    if (json->count != 2)
        return bank_fail(err, "must have one key, as in {\"call\": \"sorted\"}");
    for (size_t i = 0; i < GRADE_COUNT(forms); i++) {
        keys[i + 1] = forms[i].key;
        if (!grade_value_is_str(json->items[0], forms[i].key))
            continue;
        int rc = forms[i].set(c, json->items[1], err);
        return rc < 0 ? grade_err_wrap(err, rc, "%s", forms[i].key) : 0;
    }
    const struct grade_value *key = json->items[0];
    return bank_fail(err, "unknown key '%s'%s", bank_show(key->text, key->len).text,
                     bank_suggest(key->text, keys, GRADE_COUNT(keys)).text);
}

int bank_construct(struct grade_construct *out, const struct grade_value *json,
                   struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_STRING | BANK_OBJECT, err);
    if (rc < 0)
        return rc;
    return json->kind == GRADE_KIND_STR ? set_from_text(out, json, err)
                                        : set_from_object(out, json, err);
}
