/* Problem packages: finding, loading and checking them. See CASES.md in `grade help cases`.
 *
 * The loader is strict: unknown keys (but `x-...`) are errors with a did-you-mean, and every error
 * names the file, the case and the key: "decorators/01: cases.json: case 3 'retries': step 2:
 * unknown key 'retruns' (did you mean 'returns'?)". All faults are GRADE_FAULT_PACKAGE, but
 * GRADE_FAULT_USAGE where the package itself is not found. Packages may be hostile: nothing is read
 * outside the package folder, sizes and counts are bounded. Supervisor only. */
#ifndef GRADE_BANK_H
#define GRADE_BANK_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/generate.h"
#include "grade/limits.h"
#include "grade/strings.h"
#include "grade/value.h"

/* What an exception must be. Every part is optional but one. */
struct grade_raises {
    char *type;                /* "ValueError", or dotted; see CASES.md for how it is looked up */
    bool exact;                /* a subclass does not do */
    char *match;               /* pattern searched in str(exception) */
    struct grade_value *args;  /* expectation on the list of arguments */
    struct grade_value *attrs; /* DICT of attribute -> expectation */
    struct grade_value *notes; /* expectation on __notes__ */
    struct grade_raises *cause, *context;
    bool no_cause, no_context;    /* written as null: there must be none */
    struct grade_raises **groups; /* what an exception group must hold, in order */
    size_t group_count;
};

/* What is expected of a stream in one step (exact text unless a mode says otherwise). */
enum grade_text_mode { GRADE_TEXT_EXACT, GRADE_TEXT_LINES, GRADE_TEXT_WORDS, GRADE_TEXT_MATCHER };
struct grade_text_expect {
    enum grade_text_mode mode;
    struct grade_value *want; /* STR, or the matcher; lines and words: STR to split */
};

/* What is given to a case: a value, or a probe whose evidence the supervisor holds. */
enum grade_given_kind {
    GRADE_GIVEN_VALUE,
    GRADE_GIVEN_FUNCTION,
    GRADE_GIVEN_ASYNC_FUNCTION,
    GRADE_GIVEN_ITERATOR,
    GRADE_GIVEN_ASYNC_ITERATOR,
    GRADE_GIVEN_ITERABLE,
    GRADE_GIVEN_CONTEXT,
    GRADE_GIVEN_ASYNC_CONTEXT,
    GRADE_GIVEN_MODULE,
    GRADE_GIVEN_CELL,
    GRADE_GIVEN_OBJECT,
};

enum grade_behaviour_do { GRADE_BEHAVIOUR_RETURN, GRADE_BEHAVIOUR_ECHO, GRADE_BEHAVIOUR_RAISE };
struct grade_behaviour { /* what comes of one call, or one item */
    enum grade_behaviour_do does;
    struct grade_value *value; /* returned (NULL: None), or the LIST of the exception's arguments */
    char *type;                /* of the exception */
    long long delay_ns;        /* before it comes */
    struct grade_value *when;  /* `by`: expectation on the LIST of arguments; NULL: always */
};

enum grade_script {
    GRADE_SCRIPT_ONE,   /* the one behaviour serves every call */
    GRADE_SCRIPT_LIST,  /* one each; for iterators the items */
    GRADE_SCRIPT_BY,    /* the first whose `when` the arguments satisfy */
    GRADE_SCRIPT_COUNT, /* iterators: count_from, and so on for ever */
};
struct grade_given {
    char *name; /* dotted for what a module holds: "api.get" */
    enum grade_given_kind kind;
    struct grade_value *value; /* VALUE; what a CELL starts with, what an OBJECT compares as */
    enum grade_script script;
    /* Of calls and items. Contexts have two: what enter does (absent: it gives the context itself)
     * and what exit does. An iterator that counts has one, for the delay. */
    struct grade_behaviour *behaviours;
    size_t behaviour_count;
    bool has_enter, suppress; /* contexts */
    long long count_from;
    char *signature; /* "a, b=2", or NULL: any arguments */
};
struct grade_givens { /* what a module holds comes behind the module */
    struct grade_given *items;
    size_t count;
};

/* The kind's name in cases.json without the `$`, NULL for VALUE. */
const char *grade_given_kind_name(enum grade_given_kind kind);

struct grade_then {
    char *evidence; /* "clock.sleeps", "fetch.calls", "events", a given's name */
    struct grade_value *want;
};

/* Laws that values of a class keep. What is equal stands in one group; where there is an order,
 * groups go from small to large. */
enum { GRADE_LAWS_VALUES_MAX = 24, GRADE_LAWS_FOREIGN_MAX = 12 };
enum grade_laws_hash { GRADE_LAWS_HASH_ANY, GRADE_LAWS_HASH_EQUAL, GRADE_LAWS_HASH_NONE };
struct grade_laws {
    struct grade_strings values; /* expressions, all groups' */
    size_t group[GRADE_LAWS_VALUES_MAX];
    struct grade_strings foreign;   /* expressions of what the class knows nothing of */
    struct grade_strings operators; /* "+": refused where the other operand is foreign */
    struct grade_strings frozen;    /* attributes that cannot be set or deleted */
    enum grade_laws_hash hash;
    bool ordered, repr;
};

/* Keys that a step may have; a table's rows and a plain case become steps too. */
enum grade_step_do {
    GRADE_STEP_NONE, /* only expectations, or only `advance` */
    GRADE_STEP_EXEC,
    GRADE_STEP_EVAL,
    GRADE_STEP_CALL
};
struct grade_step {
    size_t number; /* 1-based within the case, the set-up being 0 */
    size_t row;    /* 1-based row of a table, 0 for none: a failed row does not end the case */
    enum grade_step_do action;
    char *source; /* exec: lines joined by newlines; eval: the expression; call: the name */
    struct grade_value *args;    /* LIST or NULL; call and table only */
    struct grade_value *kwargs;  /* DICT or NULL */
    long long advance_ns;        /* virtual time that passes before the action */
    struct grade_value *returns; /* NULL: not expected */
    struct grade_laws *laws;     /* of an eval of ([values], [foreign]); or NULL */
    struct grade_raises *raises; /* NULL: an exception is an `error` */
    struct grade_text_expect *out, *errout;
    struct grade_value *warns; /* expectation on the list of [category, text], or NULL */
    struct grade_then *then;
    size_t then_count;
    struct grade_givens given; /* of a row: made anew before its action */
};

/* What a static rule looks for in the source. */
enum grade_construct_kind {
    GRADE_CONSTRUCT_CALL,
    GRADE_CONSTRUCT_IMPORT,
    GRADE_CONSTRUCT_NAME,
    GRADE_CONSTRUCT_DECORATOR,
    GRADE_CONSTRUCT_LITERAL,
    GRADE_CONSTRUCT_NODES,  /* any of some classes of Python's syntax tree */
    GRADE_CONSTRUCT_SPECIAL /* what takes more than a class to tell: "recursion" ... */
};
struct grade_construct {
    enum grade_construct_kind kind;
    char *shown;              /* as a report names it: "`sorted()`", "the literal 42" */
    struct grade_value *what; /* STR; the literal; NODES: LIST of STR */
};
struct grade_demand { /* one of these must be there; forbidden: none of them */
    bool forbidden;
    struct grade_construct *any;
    size_t any_count;
};
enum grade_measure {
    GRADE_MEASURE_NESTING,
    GRADE_MEASURE_LINES,
    GRADE_MEASURE_BRANCHES,
    GRADE_MEASURE_COUNT
};
/* A static rule holds where all its demands do and no measure exceeds its most. */
struct grade_rule {
    char *scope; /* "function", "Class", "Class.method", or NULL: the whole file */
    struct grade_demand *demands;
    size_t demand_count;
    long long max[GRADE_MEASURE_COUNT]; /* -1: any */
    char *message, *hint;               /* NULL where not given */
};

enum grade_case_kind { GRADE_CASE_STEPS, GRADE_CASE_PROGRAM, GRADE_CASE_RULE, GRADE_CASE_TESTS };

struct grade_file {
    char *path; /* relative, no "..", checked */
    char *data;
    size_t len;
};

struct grade_case {
    size_t number; /* 1-based, in order of definition */
    char *name;
    enum grade_case_kind kind;
    char *why, *hint; /* NULL where not given */
    char *keep;       /* why it is there though it catches nothing new; for verify; or NULL */
    double points;
    bool hidden;
    struct grade_strings needs; /* names of cases */
    struct grade_step *steps;
    size_t step_count;
    /* a whole program: the streams are expected of steps[0], which has action NONE */
    char *input; /* stdin, NULL: empty */
    size_t input_len;
    bool has_exit;
    int exit_status;
    struct grade_strings argv; /* without argv[0] */
    struct grade_strings env;  /* NAME=VALUE */
    struct grade_file *files;
    size_t file_count;
    struct grade_limits limits; /* the problem's, then the case's */
    bool real_clock;
    bool threads, processes, network; /* `profile` */
    bool shared_memory; /* of a profile "multiprocessing": what it keeps in /dev/shm */
    bool types;         /* its steps ask mypy about the solution, which does not run */
    struct grade_givens given;
    struct grade_strings replace; /* names that what is given takes in the solution itself */
    struct grade_rule *rule;      /* of a case of kind RULE, else NULL */
    /* Of a case of kind TESTS: the module that the learner's tests are run on, and where in the
     * package it stands. Its one step has no action: it carries what is expected of the tests. */
    char *subject, *subject_path;
    size_t subject_len;
    /* generated inputs: the last step is what is done with each of them; NULL: none */
    struct grade_generate *generate;
    struct grade_growth *growth; /* a row for each size: set n, then count; NULL: none */
};

struct grade_misconception {
    char *name; /* file in solutions/wrong, without .py */
    char *hint;
    struct grade_strings fails, passes; /* "case" or "case[row]" */
    struct grade_value *saw;            /* DICT case -> matcher */
    struct grade_rule *rule;            /* holds of such a solution; or NULL */
};

/* A change of the reference solution that no case can tell from it, by its author's word. */
struct grade_equivalent {
    char *id, *why;
};

/* A kind of solution that is configuration: parsed to a model, which the cases ask by its name. */
struct grade_model {
    const char *kind;    /* "iam" */
    const char *name;    /* what it is called in the cases: "policy" */
    const char *file;    /* of the solution, where the problem does not say */
    const char *suffix;  /* of solutions in a package: "json" as in solutions/reference.json */
    const char *module;  /* of harness/models */
    const char *needs;   /* a Python module that it cannot do without, or NULL */
    const char *program; /* that it runs in a box of its own kind (grade_box_spec), or NULL */
};

struct grade_problem {
    char *dir; /* as found */
    char *id;  /* "decorators/01": the last two parts of the folder */
    char *title, *topic;
    struct grade_strings concepts, requires, names, hints;
    int difficulty, minutes;
    char *solution_kind; /* "python", "program", "tests", "wsgi", "asgi", or that of a model */
    const struct grade_model *model; /* static; NULL: the solution is Python */
    const char *program; /* that its cases run (grade_box_spec.server), or NULL; borrowed */
    char *solution_file; /* "solution.py" */
    char *subject;       /* kind tests: the module that they import, else NULL */
    bool by_unittest;    /* kind tests: run by unittest, not by pytest */
    char *app;           /* kinds wsgi and asgi: "app", or "create_app()"; NULL: the framework's */
    bool django;         /* grade sets Django up before the solution is imported */
    struct grade_value *settings; /* Django's, beyond grade's own: DICT or NULL */
    char *python_versions;        /* ">=3.9", or NULL */
    struct grade_strings python_modules, python_preload;
    struct grade_strings harness; /* modules of the harness itself that are warm, too */
    char *licence, *source;
    struct grade_limits limits;
    bool draft; /* loaded as one */
    struct grade_misconception *misconceptions;
    size_t misconception_count;
    struct grade_equivalent *equivalent;
    size_t equivalent_count;
    struct grade_case *cases;
    size_t case_count;
    struct grade_file *references; /* solutions that generated cases ask for the answers */
    size_t reference_count;
    char *helpers; /* text of helpers.py, or NULL */
    size_t helpers_len;
    char digest[65]; /* sha256, hex, over problem.json, cases.json, helpers.py, references, subjects
                        and extra cases */
};

/* Finds a package: a folder that holds problem.json, or TOPIC/NN below one of the banks (a
 * NULL-ended list, first wins). Not found: says where it looked and names near misses. Caller frees
 * *out_dir. */
int grade_bank_find(char **out_dir, const char *name, const char *const *banks,
                    struct grade_err *err);

/* Adds the names of all problems of the banks, as grade_bank_find takes them, in order. */
void grade_bank_list(struct grade_strings *out, const char *const *banks);

/* Loads a package. extra_cases: files with more cases (`--cases`), count of them. */
int grade_problem_load(struct grade_problem **out, const char *dir, const char *const *extra_cases,
                       size_t extra_count, struct grade_err *err);
/* The same of what is being written: a misconception need not have a condition yet. */
int grade_problem_load_draft(struct grade_problem **out, const char *dir, struct grade_err *err);
/* Makes a package of the texts of its problem.json and cases.json; no file is read. */
int grade_problem_make(struct grade_problem **out, const char *id, const char *problem_json,
                       const char *cases_json, struct grade_err *err);
void grade_problem_free(struct grade_problem *problem);
/* The package's file that a learner starts from: "starter.py", "starter.Dockerfile". Caller frees.
 */
char *grade_problem_starter(const struct grade_problem *problem);
/* Whether the problem is for this version of Python ("3.11.2"). */
bool grade_problem_allows(const struct grade_problem *problem, const char *version);

/* The bound, on a solution or a file of a package, that the supervisor reads. */
enum { GRADE_FILE_MAX = 16 * 1024 * 1024, GRADE_SOLUTION_MAX = 1024 * 1024 };

#endif
