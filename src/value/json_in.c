/* JSON documents into values, by cJSON behind the lexical pass of json_lex.c. */
#include "json_lex.h"

#include "grade/mem.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* cJSON's strings are NUL-terminated; marks give back what it could not have held. */
static struct grade_value *unmarked(const char *text)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    for (;;) {
        size_t plain = strcspn(text, "\001");
        grade_buf_add(&out, text, plain);
        if (!text[plain])
            break;
        char hex[5] = {0};
        memcpy(hex, text + plain + 1, 4);
        value_utf8_encode(&out, (uint32_t)strtoul(hex, NULL, 16));
        text += plain + 5;
    }
    return grade_value_strn(grade_buf_text(&out), out.len);
}

static struct grade_value *unmarked_number(const char *digits)
{
    if (strpbrk(digits, ".eE"))
        return grade_value_float(strtod(digits, NULL));
    return strcmp(digits, "-0") == 0 ? grade_value_int(0) : value_new_int(digits, strlen(digits));
}

struct key {
    const struct grade_value *text;
    size_t at;
};

static int key_order(const void *a, const void *b)
{
    const struct key *ka = a, *kb = b;
    size_t shorter = ka->text->len < kb->text->len ? ka->text->len : kb->text->len;
    int order = memcmp(ka->text->text, kb->text->text, shorter);
    if (order)
        return order;
    if (ka->text->len != kb->text->len)
        return ka->text->len < kb->text->len ? -1 : 1;
    return (ka->at > kb->at) - (ka->at < kb->at);
}

static int find_twins(const struct lexer *lx, struct key *keys, size_t count)
{
    qsort(keys, count, sizeof(*keys), key_order);
    for (size_t i = 1; i < count; i++) {
        const struct grade_value *a = keys[i - 1].text, *b = keys[i].text;
        if (a->len != b->len || memcmp(a->text, b->text, a->len) != 0)
            continue;
        cleanup_buf struct grade_buf name = GRADE_BUF_INIT;
        grade_json_quote(&name, a->text, a->len > 60 ? 60 : a->len);
        return json_fail_at(lx, keys[i].at, "the key %s stands twice in this object", name.data);
    }
    return 0;
}

static int convert(const struct lexer *lx, const cJSON *node, struct grade_value **out);

static int convert_items(const struct lexer *lx, const cJSON *node, struct grade_value *into)
{
    for (const cJSON *child = node->child; child; child = child->next) {
        struct grade_value *item = NULL;
        if (child->string) { /* "k<offset>:" and the key */
            const char *colon = strchr(child->string, ':');
            grade_value_add(into, unmarked(colon + 1));
        }
        int rc = convert(lx, child, &item);
        grade_value_add(into, item);
        if (rc)
            return rc;
    }
    return 0;
}

static int check_keys(const struct lexer *lx, const cJSON *node, const struct grade_value *dict)
{
    size_t count = dict->count / 2, i = 0;
    cleanup_free struct key *keys = grade_alloc_array(count, sizeof(*keys));
    for (const cJSON *child = node->child; child; child = child->next, i++)
        keys[i] = (struct key){dict->items[2 * i], strtoul(child->string + 1, NULL, 16)};
    return find_twins(lx, keys, count);
}

static int convert(const struct lexer *lx, const cJSON *node, struct grade_value **out)
{
    if (cJSON_IsNull(node))
        *out = grade_value_new(GRADE_KIND_NONE);
    else if (cJSON_IsBool(node))
        *out = grade_value_bool(cJSON_IsTrue(node));
    else if (cJSON_IsString(node))
        *out = *node->valuestring == 'n' ? unmarked_number(node->valuestring + 1)
                                         : unmarked(node->valuestring + 1);
    else
        *out = grade_value_new(cJSON_IsObject(node) ? GRADE_KIND_DICT : GRADE_KIND_LIST);
    int rc = convert_items(lx, node, *out);
    if (rc == 0 && cJSON_IsObject(node))
        rc = check_keys(lx, node, *out);
    return rc;
}

static int cjson_failed(const struct lexer *lx, const char *end)
{
    size_t reached = end ? (size_t)(end - lx->out.data) : 0, at = 0;
    for (size_t i = 0; i < lx->shift_count && lx->shifts[i].out <= reached; i++)
        at = lx->shifts[i].at;
    return json_fail_at(lx, at, "not valid JSON from here on");
}

static int parse(struct lexer *lx, struct grade_value **out)
{
    int rc = json_rewrite(lx);
    if (rc)
        return rc;
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(lx->out.data, lx->out.len + 1, &end, 1);
    if (!root)
        return cjson_failed(lx, end);
    struct grade_value *value = NULL;
    rc = convert(lx, root, &value);
    cJSON_Delete(root);
    if (rc)
        grade_value_free(value);
    else
        *out = value;
    return rc;
}

int grade_json_parse(struct grade_value **out, const char *text, size_t len, struct grade_err *err)
{
    struct lexer lx = {.text = text, .len = len, .out = GRADE_BUF_INIT, .err = err};
    int rc = parse(&lx, out);
    grade_buf_done(&lx.out);
    free(lx.shifts);
    return rc;
}
