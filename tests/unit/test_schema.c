/* The loader's tables of keys as JSON, for the test that holds the published schemas against them;
 * by itself, that they are whole. `--tables` prints them. */
#include "bank/bank_internal.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    unsigned type;
    const char *name;
} types[] = {
    {BANK_NULL, "null"},     {BANK_BOOL, "boolean"},  {BANK_INT, "integer"},
    {BANK_NUMBER, "number"}, {BANK_STRING, "string"}, {BANK_LIST, "array"},
    {BANK_OBJECT, "object"},
};

static void print_key(const struct bank_key *key, bool first)
{
    const char *comma = "";
    printf("%s\"%s\": {\"required\": %s, \"types\": [", first ? "" : ", ", key->name,
           key->required ? "true" : "false");
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (key->types & types[i].type) {
            printf("%s\"%s\"", comma, types[i].name);
            comma = ", ";
        }
    printf("]}");
}

static void print_tables(void)
{
    for (const struct bank_table *table = bank_tables; table->name; table++) {
        bool first = true;
        printf("%s\"%s\": {", table == bank_tables ? "{" : ",\n ", table->name);
        for (const struct bank_schema *schema = table->schema; schema; schema = schema->more)
            for (size_t i = 0; i < schema->count; i++, first = false)
                print_key(&schema->keys[i], first);
        printf("}");
    }
    printf("}\n");
}

START_TEST(tables_are_whole)
{
    size_t count = 0;
    for (const struct bank_table *table = bank_tables; table->name; table++, count++) {
        ck_assert_msg(table->schema->count > 0, "%s is empty", table->name);
        for (size_t i = 0; i < table->schema->count; i++)
            ck_assert_msg(table->schema->keys[i].types != 0, "%s: %s has no type", table->name,
                          table->schema->keys[i].name);
    }
    ck_assert_uint_ge(count, 20);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc > 1 && !strcmp(argv[1], "--tables")) {
        print_tables();
        return 0;
    }
    Suite *suite = suite_create("schema");
    TCase *tables = tcase_create("tables");
    tcase_add_test(tables, tables_are_whole);
    suite_add_tcase(suite, tables);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
