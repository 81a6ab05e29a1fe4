/* Strict tables of keys: an author's typing error is an error here, not a case that tests nothing.
 */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <string.h>

enum { MOST_KEYS = 64 }; /* of one schema, tables that it adds included */

static const struct {
    unsigned type;
    const char *words;
} type_words[] = {
    {BANK_STRING, "a string"},    {BANK_NUMBER, "a number"}, {BANK_INT, "a whole number"},
    {BANK_BOOL, "true or false"}, {BANK_LIST, "a list"},     {BANK_OBJECT, "an object"},
    {BANK_NULL, "null"},
};

static unsigned type_of(const struct grade_value *json)
{
    switch (json->kind) {
    case GRADE_KIND_NONE:
        return BANK_NULL;
    case GRADE_KIND_BOOL:
        return BANK_BOOL;
    case GRADE_KIND_INT:
        return BANK_INT;
    case GRADE_KIND_FLOAT:
        return BANK_NUMBER;
    case GRADE_KIND_STR:
        return BANK_STRING;
    case GRADE_KIND_LIST:
        return BANK_LIST;
    default:
        return BANK_OBJECT;
    }
}

static const char *words_of(unsigned type)
{
    for (size_t i = 0; i < GRADE_COUNT(type_words); i++)
        if (type_words[i].type == type)
            return type_words[i].words;
    return "something else";
}

int bank_check_type(const struct grade_value *json, unsigned types, struct grade_err *err)
{
    unsigned type = type_of(json);
    if (types & type || (type == BANK_INT && types & BANK_NUMBER))
        return 0;
    cleanup_buf struct grade_buf wanted = GRADE_BUF_INIT;
    for (size_t i = 0; i < GRADE_COUNT(type_words); i++)
        if (types & type_words[i].type)
            grade_buf_addf(&wanted, "%s%s", wanted.len ? " or " : "", type_words[i].words);
    return bank_fail(err, "must be %s, not %s", grade_buf_text(&wanted), words_of(type));
}

static const struct bank_key *find_key(const struct bank_schema *schema,
                                       const struct grade_value *name)
{
    for (; schema; schema = schema->more)
        for (size_t i = 0; i < schema->count; i++)
            if (grade_value_is_str(name, schema->keys[i].name))
                return &schema->keys[i];
    return NULL;
}

static bool is_free(const struct grade_value *name)
{
    return name->len >= 2 && !memcmp(name->text, "x-", 2);
}

static int fail_unknown(const struct bank_schema *schema, const struct grade_value *name,
                        struct grade_err *err)
{
    const char *names[MOST_KEYS];
    size_t count = 0;
    for (; schema; schema = schema->more)
        for (size_t i = 0; i < schema->count && count < MOST_KEYS; i++)
            names[count++] = schema->keys[i].name;
    return bank_fail(err, "unknown key '%s'%s", bank_show(name->text, name->len).text,
                     bank_suggest(name->text, names, count).text);
}

static int check_key(const struct bank_schema *schema, const struct grade_value *name,
                     const struct grade_value *json, struct grade_err *err)
{
    if (is_free(name))
        return 0;
    const struct bank_key *key = find_key(schema, name);
    if (!key)
        return fail_unknown(schema, name, err);
    int rc = bank_check_type(json, key->types, err);
    return rc < 0 ? grade_err_wrap(err, rc, "%s", key->name) : 0;
}

static int store_keys(const struct bank_schema *schema, const struct grade_value *object,
                      void *target, struct grade_err *err)
{
    for (size_t i = 0; i < schema->count; i++) {
        const struct bank_key *key = &schema->keys[i];
        const struct grade_value *json = grade_value_get(object, key->name);
        if (!json && key->required)
            return bank_fail(err, "the key '%s' is missing", key->name);
        if (!json)
            continue;
        int rc = key->set((char *)target + key->offset, json, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", key->name);
    }
    return 0;
}

int bank_read_keys(const struct bank_schema *schema, const struct grade_value *object, void *target,
                   struct grade_err *err)
{
    int rc = bank_check_type(object, BANK_OBJECT, err);
    for (size_t i = 0; i + 1 < object->count && rc == 0; i += 2)
        rc = check_key(schema, object->items[i], object->items[i + 1], err);
    for (; schema && rc == 0; schema = schema->more)
        rc = store_keys(schema, object, target, err);
    return rc;
}
