/* Inside of src/bank: key tables, and loaders that take text, so that tests and fuzzers need no
 * files. Failures are GRADE_FAULT_PACKAGE and name the place below the file: "case 3 'x': step 2:
 * returns: ...". What a failed loader has filled so far is freed with its problem. */
#ifndef BANK_INTERNAL_H
#define BANK_INTERNAL_H

#include "grade/bank.h"
#include "grade/buf.h"

#include <sys/types.h>
#include <sha256.h>

enum {
    BANK_MAX_CASES = 1000,
    BANK_MAX_STEPS = 10000,              /* of one case, rows of a table included */
    BANK_MAX_LIST = 256,                 /* files, argv, env, hints, needs ... */
    BANK_MAX_LINE = 200,                 /* bytes of a name or a title */
    BANK_MAX_PATH = 1024,                /* bytes of a path in `files` */
    BANK_MAX_REPEATED = 64 * 1024 * 1024 /* bytes that rows may copy of their cases */
};

#define bank_fail(err, ...) grade_fail((err), GRADE_FAULT_PACKAGE, 0, __VA_ARGS__)

/* text.c: what a text may be -------------------------------------------------------------- */

bool bank_is_prose(const char *text, size_t len); /* no control characters but newline and tab */
bool bank_is_line(const char *text, size_t len);  /* prose in one line, not empty, bounded */
bool bank_is_identifier(const char *text, size_t len); /* and not a keyword of Python */
bool bank_is_dotted(const char *text);                 /* identifiers joined by dots */
bool bank_is_number(const char *text, size_t len);     /* decimal digits, at least one */

/* Text of a package as a message may show it: escaped and cut. For the stack of the caller. */
struct bank_shown {
    char text[256];
};
struct bank_shown bank_show(const char *text, size_t len);

/* " (did you mean 'x'?)", or nothing. The names are a package's own: shown as above. */
struct bank_shown bank_suggest(const char *word, const char *const *names, size_t count);

/* keys.c: strict tables of keys ----------------------------------------------------------- */

enum { /* JSON types; several may be or-ed */
       BANK_NULL = 1,
       BANK_BOOL = 2,
       BANK_INT = 4,
       BANK_NUMBER = 8, /* with or without a fraction */
       BANK_STRING = 16,
       BANK_LIST = 32,
       BANK_OBJECT = 64,
       BANK_ANY = 127
};

/* One key: its JSON type, and how it is stored. `field` is what `offset` bytes into the target
 * are; a message of `set` gets the key's name in front. */
struct bank_key {
    const char *name;
    unsigned types;
    int (*set)(void *field, const struct grade_value *json, struct grade_err *err);
    size_t offset;
    bool required;
};

/* The keys of one kind of object, with those of `more` behind. */
struct bank_schema {
    const struct bank_key *keys;
    size_t count;
    const struct bank_schema *more;
};
#define BANK_SCHEMA(table, next)                                                                   \
    {                                                                                              \
        (table), GRADE_COUNT(table), (next)                                                        \
    }

/* Checks every key of the object (known or `x-`, of its type, none missing), then
 * stores them in the order of the table, whatever their order in the file. */
int bank_read_keys(const struct bank_schema *schema, const struct grade_value *object, void *target,
                   struct grade_err *err);

/* Every table of keys that cases.json and problem.json are read by, under the name that the
 * published schemas (problem.schema.json, cases.schema.json) give it in their $defs. A test holds
 * the two together. NULL-ended. */
struct bank_table {
    const char *name;
    const struct bank_schema *schema;
};
extern const struct bank_schema bank_problem_schema;
extern const struct bank_schema bank_solution_schema;
extern const struct bank_schema bank_python_schema;
extern const struct bank_schema bank_misconception_schema;
extern const struct bank_schema bank_mutants_schema;
extern const struct bank_schema bank_equivalent_schema;
extern const struct bank_schema bank_cases_schema;
extern const struct bank_schema bank_case_schema;
extern const struct bank_schema bank_raises_schema;
extern const struct bank_schema bank_rule_schema;
extern const struct bank_schema bank_quiet_rule_schema;
extern const struct bank_schema bank_generate_schema;
extern const struct bank_schema bank_laws_schema;
extern const struct bank_schema bank_growth_schema;
extern const struct bank_schema bank_behaviour_schema;
extern const struct bank_schema bank_by_schema;
extern const struct bank_schema bank_items_schema;
extern const struct bank_schema bank_context_schema;
extern const struct bank_schema bank_int_schema;
extern const struct bank_schema bank_float_schema;
extern const struct bank_schema bank_str_schema;
extern const struct bank_schema bank_list_schema;
extern const struct bank_schema bank_set_schema;
extern const struct bank_schema bank_dict_schema;
extern const struct bank_table bank_tables[];

int bank_check_type(const struct grade_value *json, unsigned types, struct grade_err *err);

/* set.c: ways to store; each takes the field's address -------------------------------------- */

int bank_skip(void *field, const struct grade_value *json, struct grade_err *err);
int bank_keep(void *field, const struct grade_value *json, struct grade_err *err);   /* borrows */
int bank_copy(void *field, const struct grade_value *json, struct grade_err *err);   /* as parsed */
int bank_bool(void *field, const struct grade_value *json, struct grade_err *err);   /* bool */
int bank_line(void *field, const struct grade_value *json, struct grade_err *err);   /* char * */
int bank_prose(void *field, const struct grade_value *json, struct grade_err *err);  /* char * */
int bank_source(void *field, const struct grade_value *json, struct grade_err *err); /* char * */
int bank_dotted(void *field, const struct grade_value *json, struct grade_err *err); /* char * */
int bank_lines(void *field, const struct grade_value *json, struct grade_err *err);  /* strings */
int bank_proses(void *field, const struct grade_value *json, struct grade_err *err); /* strings */
int bank_identifiers(void *field, const struct grade_value *json, struct grade_err *err);
int bank_modules(void *field, const struct grade_value *json, struct grade_err *err);
int bank_argv(void *field, const struct grade_value *json, struct grade_err *err);   /* strings */
int bank_env(void *field, const struct grade_value *json, struct grade_err *err);    /* strings */
int bank_limits(void *field, const struct grade_value *json, struct grade_err *err); /* limits */
int bank_expect(void *field, const struct grade_value *json, struct grade_err *err); /* value * */
int bank_expect_list(void *field, const struct grade_value *json, struct grade_err *err);
int bank_plain(void *field, const struct grade_value *json, struct grade_err *err); /* value * */

/* A whole number between least and most. */
int bank_whole(long long *out, const struct grade_value *json, long long least, long long most,
               struct grade_err *err);
/* A copy of a string that becomes a C string: a NUL inside is an error. */
int bank_string(char **out, const struct grade_value *json, struct grade_err *err);
/* Lines joined by `glue`, or a string as it is. */
int bank_joined(char **out, const struct grade_value *json, char glue, struct grade_err *err);
/* One more string; takes it. */
void bank_push(struct grade_strings *strings, char *text);
/* The place of a word in a table of words, or an error with a did-you-mean. */
int bank_word(const struct grade_value *json, const char *const *words, size_t count,
              struct grade_err *err);

/* files.c --------------------------------------------------------------------------------- */

/* What `files` places before a case starts. */
struct bank_files {
    struct grade_file *files;
    size_t count;
};
int bank_files(void *field, const struct grade_value *json, struct grade_err *err);
/* What is wrong with a path that must stay below the package: a clause, or NULL. Static. */
const char *bank_path_fault(const struct grade_value *path);

/* laws.c: the source of a step that has laws, which it gets. */
int bank_laws(struct grade_step *step, const struct grade_value *json, struct grade_err *err);
void bank_laws_free(struct grade_laws *laws);

/* steps.c, build.c, raises.c: a case becomes steps ------------------------------------------ */

/* The keys of a step, a row or a plain case as they stand in the document; borrowed. */
struct bank_step_json {
    const struct grade_value *laws, *exec, *eval, *call, *args, *kwargs, *advance;
    const struct grade_value *returns, *raises, *out, *errout, *warns, *then, *given;
};
extern const struct bank_schema bank_step_schema, bank_row_schema; /* a row has no action */

/* Each appends to the case's steps: one that is empty; what the keys say is done; all of a step. */
struct grade_step *bank_add_empty(struct grade_case *c, size_t number, size_t row);
int bank_add_action(struct grade_case *c, const struct bank_step_json *json, size_t number,
                    size_t row, struct grade_err *err);
int bank_add_step(struct grade_case *c, const struct bank_step_json *json, size_t number,
                  size_t row, struct grade_err *err);
int bank_fill_expectations(struct grade_step *step, const struct bank_step_json *json,
                           struct grade_err *err);
/* Virtual seconds as integer nanoseconds (long long); a whole number never becomes a double. */
int bank_seconds(void *field, const struct grade_value *json, struct grade_err *err);
int bank_then(void *step, const struct grade_value *json, struct grade_err *err); /* appends */

/* Fills the steps of a case from its own keys and its `steps` or `table` (either may be NULL).
 * `repeated` sums up what the rows of a document's tables copy of their cases. */
int bank_build_steps(struct grade_case *c, const struct bank_step_json *plain,
                     const struct grade_value *steps, const struct grade_value *table,
                     size_t *repeated, struct grade_err *err);
/* The one step, of action NONE, that carries what a whole program must print. */
int bank_build_program(struct grade_case *c, const struct bank_step_json *plain,
                       struct grade_err *err);

int bank_raises(void *field, const struct grade_value *json, struct grade_err *err);
int bank_text_expect(void *field, const struct grade_value *json, struct grade_err *err);
int bank_warns(void *field, const struct grade_value *json, struct grade_err *err);

/* construct.c: what a rule looks for, a string or an object. Owned by the rule. */
int bank_construct(struct grade_construct *out, const struct grade_value *json,
                   struct grade_err *err);

/* strategy.c, generate.c, growth.c --------------------------------------------------------- */

/* Each fills what is zeroed, and leaves a half-filled one to bank_strategy_done. */
int bank_strategy(struct grade_strategy *to, const struct grade_value *json, struct grade_err *err);
int bank_strategies(struct grade_strategy *to, const struct grade_value *list,
                    struct grade_err *err); /* the parts of a TUPLE or ONE_OF */
int bank_check_strategy(const struct grade_strategy *strategy, struct grade_err *err);
void bank_strategy_done(struct grade_strategy *strategy);

int bank_generate(void *field, const struct grade_value *json, struct grade_err *err);
void bank_generate_free(struct grade_generate *generate);
/* The place of a reference among the problem's; json NULL: solutions/reference.py. Adds it, without
 * its text, where it is not there yet. */
int bank_reference(struct grade_problem *problem, size_t *out, const struct grade_value *json,
                   struct grade_err *err);
int bank_build_generated(struct grade_case *c, const struct bank_step_json *plain,
                         struct grade_err *err);
int bank_build_growth(struct grade_case *c, const struct bank_step_json *plain,
                      const struct grade_value *sizes, const struct grade_value *growth,
                      struct grade_err *err);

/* rule.c: a static rule; the field is a struct grade_rule *. A misconception's tells nothing. */
int bank_rule(void *field, const struct grade_value *json, struct grade_err *err);
int bank_quiet_rule(void *field, const struct grade_value *json, struct grade_err *err);
void bank_rule_free(struct grade_rule *rule);

/* given.c: what is given ------------------------------------------------------------------------
 */

int bank_given(void *field, const struct grade_value *json, struct grade_err *err); /* givens */
/* What a probe of this kind has to say, NULL-ended; NULL for a value. */
const char *const *bank_given_evidence(enum grade_given_kind kind);
/* Puts the key in front of the message of a failure; rc as it is otherwise. */
int bank_in(struct grade_err *err, int rc, const char *key);

/* What cases need is warm in the cell; where it is missing, the problem is skipped and says so. */
void bank_preload(struct grade_problem *problem, const char *module);
/* models.c. After problem.json was read: what its kind of configuration needs, and does not have.
 */
int bank_settle_model(struct grade_problem *problem, struct grade_err *err);
/* What means nothing in a case of such a problem. */
int bank_check_model_case(const struct grade_problem *problem, const struct grade_case *c,
                          struct grade_err *err);

/* given_check.c. Once a case is whole: names that clash, evidence and references that mean nothing.
 */
int bank_check_given(const struct grade_problem *problem, const struct grade_case *c,
                     struct grade_err *err);

/* cases.c, problem.c, misconceptions.c: documents ------------------------------------------- */

struct grade_problem *bank_problem_new(void);
int bank_parse_problem(struct grade_problem *problem, const char *text, size_t len,
                       struct grade_err *err);
/* Appends; the problem must have been parsed before. */
int bank_parse_cases(struct grade_problem *problem, const char *text, size_t len,
                     struct grade_err *err);

/* web.c: once problem.json is read. Adds what the kinds wsgi and asgi and the framework Django have
 * loaded before the first case, and the application's name to those that must be defined. */
int bank_settle_web(struct grade_problem *problem, struct grade_err *err);
bool bank_is_web(const struct grade_problem *problem);

int bank_misconceptions(void *problem, const struct grade_value *json, struct grade_err *err);
int bank_mutants(void *problem, const struct grade_value *json, struct grade_err *err);
/* Once all cases are there: what misconceptions name must exist. */
int bank_check_misconceptions(const struct grade_problem *problem, struct grade_err *err);

/* find.c, load.c: places and files --------------------------------------------------------- */

/* The package of that name in the first of the banks that has it; caller frees. */
bool bank_find_below(char **out_dir, const char *name, const char *const *banks);
/* Appends a regular file right below the folder. 1, 0 where there is none, or a fault. */
int bank_read_entry(struct grade_buf *buf, int dirfd, const char *name, size_t max,
                    struct grade_err *err);

/* free.c ----------------------------------------------------------------------------------- */

void bank_strings_done(struct grade_strings *strings);
void bank_step_done(struct grade_step *step);
void bank_givens_done(struct grade_givens *givens);
void bank_case_done(struct grade_case *c);
void bank_files_done(struct grade_file *files, size_t count);
void bank_raises_free(struct grade_raises *raises);
void bank_text_expect_free(struct grade_text_expect *expect);
void bank_misconception_done(struct grade_misconception *misconception);

/* digest.c --------------------------------------------------------------------------------- */

struct bank_digest {
    SHA2_CTX sha;
};
void bank_digest_init(struct bank_digest *digest);
/* One file; its length is hashed too, so that no two packages run together into the same bytes. */
void bank_digest_add(struct bank_digest *digest, const char *name, const void *data, size_t len);
void bank_digest_done(struct bank_digest *digest, char out_hex[65]);

/* versions.c */
bool bank_versions_ok(const char *versions); /* whether it reads like ">=3.9,<3.13" */

#endif
