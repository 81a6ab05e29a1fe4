/* The loader of problem packages: what it makes of good ones, and the sentence for each bad one. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PACKAGES GRADE_TEST_DATA "/packages"

/* Malformed documents ----------------------------------------------------------------------- */

/* problem.json is `{"format": 1, "title": "T"` + keys + `}`, unless keys starts with '{'. */
static const struct {
    const char *label, *keys, *message;
} problem_faults[] = {
    {"unknown key", ", \"titel\": 1", "unknown key 'titel' (did you mean 'title'?)"},
    {"unknown key, nothing near", ", \"colour\": 1", "unknown key 'colour'"},
    {"no format", "{\"title\": \"T\"}", "the key 'format' is missing"},
    {"no title", "{\"format\": 1}", "the key 'title' is missing"},
    {"later format", "{\"format\": 2, \"novelty\": []}",
     "format 2 is newer than this grade, which reads format 1: update grade"},
    {"huge format", "{\"format\": 99999999999999999999999}",
     "format 99999999999999999999 is newer than this grade, which reads format 1: update grade"},
    {"format 0", "{\"format\": 0}", "format: must be 1, not 0"},
    {"format as text", "{\"format\": \"1\", \"title\": \"T\"}",
     "format: must be a whole number, not a string"},
    {"not an object", "{}", "the key 'format' is missing"},
    {"title is a number", "{\"format\": 1, \"title\": 3}",
     "title: must be a string, not a whole number"},
    {"empty title", "{\"format\": 1, \"title\": \"\"}", "title: must not be empty"},
    {"escape in the title", "{\"format\": 1, \"title\": \"a\\u001b[2J\"}",
     "title: must be one line without control characters: 'a\\u001b[2J'"},
    {"C1 control in the title", "{\"format\": 1, \"title\": \"a\\u009bJ\"}",
     "title: must be one line without control characters: 'a\\u009bJ'"},
    {"NUL in a title", "{\"format\": 1, \"title\": \"a\\u0000b\"}",
     "title: must be one line without control characters: 'a\\u0000b'"},
    {"lone surrogate in the title", "{\"format\": 1, \"title\": \"\\ud800\"}",
     "title: must be one line without control characters: '\\ud800'"},
    {"cut short", "{\"format\": 1", NULL},
    {"licence of nothing", ", \"source\": \"\"", "source: must not be empty"},
    {"long key",
     ", \"a2345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "a2345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "a2345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "12345678901\xc3\xa4\xc3\xa4\xc3\xa4\": 1",
     "unknown key 'a2345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "a2345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "a2345678901234567890123456789012345678901234567890123456789012345678901234567890"
     "12345678901...'"},
    {"saw",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"saw\": {\"a\": {\"$x\": 1}}}]",
     NULL},
    {"saw of no name",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"saw\": {\"\": 1}}]",
     "misconceptions: item 1 'n': saw: : no case has that name"},
    {"difficulty", ", \"difficulty\": 6", "difficulty: must lie between 1 and 5, not 6"},
    {"difficulty with a fraction", ", \"difficulty\": 1.5",
     "difficulty: must be a whole number, not a number"},
    {"minutes", ", \"minutes\": 0", "minutes: must lie between 1 and 10080, not 0"},
    {"concepts", ", \"concepts\": [\"a\", 1]",
     "concepts: item 2: must be a string, not a whole number"},
    {"twice", ", \"concepts\": [\"a\", \"a\"]", "concepts: 'a' stands there twice"},
    {"name", ", \"names\": [\"f\", \"2x\"]", "names: item 2: '2x' is not a name of Python"},
    {"keyword", ", \"names\": [\"class\"]", "names: item 1: 'class' is not a name of Python"},
    {"dotted name", ", \"names\": [\"a.b\"]", "names: item 1: 'a.b' is not a name of Python"},
    {"solution as text", ", \"solution\": \"program\"",
     "solution: must be an object, not a string"},
    {"solution key", ", \"solution\": {\"knid\": \"program\"}",
     "solution: unknown key 'knid' (did you mean 'kind'?)"},
    {"solution kind", ", \"solution\": {\"kind\": \"pyton\"}",
     "solution: kind: unknown kind 'pyton' (did you mean 'python'?)"},
    {"later kind", ", \"solution\": {\"kind\": \"tests\"}",
     "solution: kind: `tests` is not supported by this version of grade"},
    {"solution file", ", \"solution\": {\"file\": \"../x.py\"}",
     "solution: file: '../x.py' is not the name of a file"},
    {"versions", ", \"python\": {\"versions\": \">= three\"}",
     "python: versions: '>= three' is not like \">=3.9,<3.13\""},
    {"versions, trailing dot", ", \"python\": {\"versions\": \"3.\"}",
     "python: versions: '3.' is not like \">=3.9,<3.13\""},
    {"module", ", \"python\": {\"modules\": [\"os;x\"]}",
     "python: modules: item 1: 'os;x' is not a name of Python"},
    {"limit name", ", \"limits\": {\"cpu_m\": 5}",
     "limits: unknown limit 'cpu_m' (did you mean 'cpu_ms'?)"},
    {"limit range", ", \"limits\": {\"cpu_ms\": 5}",
     "limits: limit cpu_ms must lie between 10 and 600000, not 5"},
    {"limit type", ", \"limits\": {\"cpu_ms\": true}",
     "limits: cpu_ms: must be a whole number, not true or false"},
    {"hints", ", \"hints\": [\"\\u001b[31m\"]",
     "hints: item 1: must not hold control characters: '\\u001b[31m'"},
    {"misconception without a name", ", \"misconceptions\": [{\"hint\": \"h\"}]",
     "misconceptions: item 1: the key 'name' is missing"},
    {"misconception without a hint", ", \"misconceptions\": [{\"name\": \"n\"}]",
     "misconceptions: item 1 'n': the key 'hint' is missing"},
    {"misconception without a condition",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\"}]",
     "misconceptions: item 1 'n': has no condition: give 'fails', 'passes' or 'saw'"},
    {"misconception with a path",
     ", \"misconceptions\": [{\"name\": \"../n\", \"hint\": \"h\", \"fails\": [\"a\"]}]",
     "misconceptions: item 1 '../n': name: '../n' is not the name of a file"},
    {"misconception twice",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"fails\": [\"a\"]},"
     "{\"name\": \"n\", \"hint\": \"h\", \"fails\": [\"a\"]}]",
     "misconceptions: item 2 'n': an earlier one has the same name"},
    {"misconception by a rule",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"rule\": {}}]",
     "misconceptions: item 1: `rule` is not supported by this version of grade"},
};

START_TEST(problem_fault)
{
    const char *keys = problem_faults[_i].keys;
    cleanup_free char *text = *keys == '{'
                                  ? grade_strdup(keys)
                                  : grade_printf("{\"format\": 1, \"title\": \"T\"%s}", keys);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.fault = GRADE_FAULT_NONE};
    int rc = bank_parse_problem(problem, text, strlen(text), &err);
    ck_assert_msg(rc < 0, "%s: was accepted", problem_faults[_i].label);
    /* NULL: the sentence is the value module's. */
    const char *message = problem_faults[_i].message ? problem_faults[_i].message : err.msg;
    ck_assert_msg(*message && !strcmp(err.msg, message), "%s: '%s'", problem_faults[_i].label,
                  err.msg);
    ck_assert_int_eq(err.fault, GRADE_FAULT_PACKAGE);
    grade_problem_free(problem);
}
END_TEST

/* One case: `{"name": "x"` + keys + `}`, where the label does not begin with "document". */
static const struct {
    const char *label, *keys, *message;
} case_faults[] = {
    {"document without cases", "{\"case\": []}", "unknown key 'case' (did you mean 'cases'?)"},
    {"document cut short", "{\"cases\": [", NULL},
    {"document, path twice",
     "{\"cases\": [{\"name\": \"x\", \"files\": {\"a\": \"\", \"a\": \"\"}}]}", NULL},
    {"document of no cases", "{\"cases\": []}", "must not be empty"},
    {"document, list", "[]", "must be an object, not a list"},
    {"document, case is a list", "{\"cases\": [[]]}", "case 1: must be an object, not a list"},
    {"document, no name", "{\"cases\": [{\"eval\": \"1\"}]}", "case 1: the key 'name' is missing"},
    {"document, name is a number", "{\"cases\": [{\"name\": 1, \"eval\": \"1\"}]}",
     "case 1: name: must be a string, not a whole number"},
    {"document, names twice",
     "{\"cases\": [{\"name\": \"a\", \"eval\": \"1\"}, {\"name\": \"a\", \"eval\": \"1\"}]}",
     "case 2 'a': case 1 has the same name"},
    {"document, needs a later one",
     "{\"cases\": [{\"name\": \"retries\", \"eval\": \"1\"},"
     "{\"name\": \"b\", \"eval\": \"1\", \"needs\": [\"retrys\"]}]}",
     "case 2 'b': needs: no case before this one is named 'retrys' (did you mean 'retries'?)"},
    {"document, hostile name", "{\"cases\": [{\"name\": \"\\u001b[2J\", \"eval\": \"1\"}]}",
     "case 1 '\\u001b[2J': name: must be one line without control characters: '\\u001b[2J'"},
    {"document, direction override", "{\"cases\": [{\"name\": \"a\\u202eb\", \"eval\": \"1\"}]}",
     "case 1 'a\\u202eb': name: must be one line without control characters: 'a\\u202eb'"},
    {"unknown key", ", \"retruns\": 1", "unknown key 'retruns' (did you mean 'returns'?)"},
    {"nothing", "", "nothing to do and nothing expected"},
    {"needs itself", ", \"needs\": [\"x\"]", "needs: no case before this one is named 'x'"},
    {"points 0", ", \"eval\": \"1\", \"points\": 0",
     "points: must be greater than 0 and at most 1000000"},
    {"points below 0", ", \"eval\": \"1\", \"points\": -1.5",
     "points: must be greater than 0 and at most 1000000"},
    {"points beyond measure", ", \"eval\": \"1\", \"points\": 1e7",
     "points: must be greater than 0 and at most 1000000"},
    {"points as text", ", \"points\": \"2\"", "points: must be a number, not a string"},
    {"visibility", ", \"visibility\": \"hiden\"",
     "visibility: must be 'visible' or 'hidden', not 'hiden' (did you mean 'hidden'?)"},
    {"clock", ", \"eval\": \"1\", \"clock\": \"Real\"",
     "clock: must be 'virtual' or 'real', not 'Real' (did you mean 'real'?)"},
    {"threads without the real clock",
     ", \"eval\": \"1\", \"clock\": \"virtual\", \"profile\": \"threads\"",
     "clock: threads need the real clock"},
    {"profile", ", \"profile\": [\"threads\", \"net\"]",
     "profile: item 2: must be 'threads', 'processes' or 'network', not 'net'"},
    /* later releases */
    {"given", ", \"eval\": \"1\", \"given\": {}",
     "`given` is not supported by this version of grade"},
    {"replace", ", \"replace\": []", "`replace` is not supported by this version of grade"},
    {"rule", ", \"rule\": {}", "`rule` is not supported by this version of grade"},
    {"generate", ", \"generate\": {}", "`generate` is not supported by this version of grade"},
    {"subject", ", \"subject\": \"\"", "`subject` is not supported by this version of grade"},
    {"given in a step", ", \"steps\": [{\"eval\": \"1\", \"given\": {}}]",
     "step 1: `given` is not supported by this version of grade"},
    {"a given as an argument", ", \"call\": \"f\", \"args\": [{\"$given\": \"g\"}]",
     "args: `given` is not supported by this version of grade"},
    {"the given itself", ", \"eval\": \"f()\", \"returns\": [{\"$is\": \"g\"}]",
     "returns: `given` is not supported by this version of grade"},
    {"given in a row", ", \"call\": \"f\", \"table\": [{\"given\": {}}]",
     "row 1: `given` is not supported by this version of grade"},
    /* actions */
    {"call and eval", ", \"call\": \"f\", \"eval\": \"1\"", "'call' and 'eval' exclude each other"},
    {"call and eval with a table", ", \"call\": \"f\", \"eval\": \"1\", \"table\": [[[], 1]]",
     "'call' and 'eval' exclude each other"},
    {"call of no name", ", \"call\": \"f()\"", "call: 'f()' is not a name of Python"},
    {"call of a keyword", ", \"call\": \"a.def\"", "call: 'a.def' is not a name of Python"},
    {"empty eval", ", \"eval\": \" \"", "eval: must not be empty"},
    {"eval in lines", ", \"eval\": [\"1\"]", "eval: must be a string, not a list"},
    {"empty exec", ", \"exec\": []", "exec: must not be empty"},
    {"exec of numbers", ", \"exec\": [\"a\", 1]",
     "exec: line 2: must be a string, not a whole number"},
    {"NUL in a line of exec", ", \"exec\": [\"a\\u0000\"]",
     "exec: line 1: must not hold a NUL character"},
    {"NUL in exec", ", \"exec\": \"a\\u0000\"", "exec: must not hold a NUL character"},
    {"returns and raises", ", \"eval\": \"1\", \"returns\": 1, \"raises\": \"E\"",
     "'returns' and 'raises' exclude each other"},
    {"returns of exec", ", \"exec\": \"1\", \"returns\": 1", "'returns' needs 'call' or 'eval'"},
    {"raises of nothing", ", \"raises\": \"E\"", "'raises' needs 'call', 'eval' or 'exec'"},
    {"args of eval", ", \"eval\": \"1\", \"args\": []", "'args' needs 'call'"},
    {"kwargs of exec", ", \"exec\": \"1\", \"kwargs\": {}", "'kwargs' needs 'call'"},
    {"args no list", ", \"call\": \"f\", \"args\": 1", "args: must be a list, not a whole number"},
    {"matcher in args", ", \"call\": \"f\", \"args\": [{\"$any\": \"int\"}]", NULL},
    {"unknown tag", ", \"eval\": \"1\", \"returns\": [{\"$tupel\": []}]", NULL},
    {"advance backwards", ", \"eval\": \"1\", \"advance\": -1",
     "advance: must lie between 0 and 1000000000, not -1"},
    {"advance backwards, a little", ", \"eval\": \"1\", \"advance\": -0.5",
     "advance: must lie between 0 and 1000000000"},
    {"advance for ever", ", \"eval\": \"1\", \"advance\": 1e300",
     "advance: must lie between 0 and 1000000000"},
    /* steps */
    {"no steps", ", \"steps\": []", "steps: must not be empty"},
    {"steps and table", ", \"steps\": [], \"table\": []", "'steps' and 'table' exclude each other"},
    {"step of nothing", ", \"steps\": [{\"eval\": \"1\"}, {}]",
     "step 2: nothing to do and nothing expected"},
    {"step key", ", \"steps\": [{\"exce\": \"1\"}]",
     "step 1: unknown key 'exce' (did you mean 'exec'?)"},
    {"step in a step", ", \"steps\": [{\"steps\": []}]", "step 1: unknown key 'steps'"},
    {"step is text", ", \"steps\": [\"x = 1\"]", "step 1: must be an object, not a string"},
    {"eval beside steps", ", \"eval\": \"1\", \"steps\": [{\"exec\": \"1\"}]",
     "'eval' beside 'steps': write it in a step"},
    {"returns beside steps", ", \"returns\": 1, \"steps\": [{\"exec\": \"1\"}]",
     "'returns' beside 'steps': write it in a step"},
    /* tables */
    {"table alone", ", \"table\": [[[], 1]]", "'table' needs 'call' or 'eval'"},
    {"empty table", ", \"call\": \"f\", \"table\": []", "table: must not be empty"},
    {"row of three", ", \"call\": \"f\", \"table\": [[[], 1], [1, 2, 3]]",
     "row 2: must be [args, returns] or an object, not a list of 3"},
    {"row without a list", ", \"call\": \"f\", \"table\": [[5, 120]]",
     "row 1: the arguments must be a list, even one: [[...], returns]"},
    {"row is a number", ", \"call\": \"f\", \"table\": [5]",
     "row 1: must be an object, not a whole number"},
    {"row key", ", \"call\": \"f\", \"table\": [{\"arg\": []}]",
     "row 1: unknown key 'arg' (did you mean 'args'?)"},
    {"row with a call", ", \"call\": \"f\", \"table\": [{\"call\": \"g\"}]",
     "row 1: unknown key 'call'"},
    {"row of both", ", \"call\": \"f\", \"table\": [{\"returns\": 1, \"raises\": \"E\"}]",
     "row 1: 'returns' and 'raises' exclude each other"},
    /* raises */
    {"raises nothing", ", \"eval\": \"1\", \"raises\": {}",
     "raises: expects nothing: give at least 'type'"},
    {"raises a number", ", \"eval\": \"1\", \"raises\": 1",
     "raises: must be a string or an object, not a whole number"},
    {"raises no name", ", \"eval\": \"1\", \"raises\": \"a b\"",
     "raises: 'a b' is not a name of Python"},
    {"raises key", ", \"eval\": \"1\", \"raises\": {\"typ\": \"E\"}",
     "raises: unknown key 'typ' (did you mean 'type'?)"},
    {"exact what", ", \"eval\": \"1\", \"raises\": {\"exact\": true}",
     "raises: 'exact' needs 'type'"},
    {"pattern", ", \"eval\": \"1\", \"raises\": {\"match\": \"(\"}", NULL},
    {"args of an exception", ", \"eval\": \"1\", \"raises\": {\"args\": {\"a\": 1}}",
     "raises: args: must be a list or a matcher"},
    {"attrs", ", \"eval\": \"1\", \"raises\": {\"attrs\": {\"a b\": 1}}",
     "raises: attrs: 'a b' is not a name of Python"},
    {"cause", ", \"eval\": \"1\", \"raises\": {\"cause\": {\"cause\": {\"type\": \"\"}}}",
     "raises: cause: cause: type: '' is not a name of Python"},
    {"groups", ", \"eval\": \"1\", \"raises\": {\"groups\": [\"A\", {}]}",
     "raises: groups: item 2: expects nothing: give at least 'type'"},
    /* streams and warnings */
    {"stdout of a number", ", \"eval\": \"1\", \"stdout\": 1",
     "stdout: must be a string or an object, not a whole number"},
    {"stdout of a plain object", ", \"eval\": \"1\", \"stdout\": {\"line\": \"a\"}",
     "stdout: must be a string, 'lines', 'words' or a matcher"},
    {"two modes", ", \"eval\": \"1\", \"stdout\": {\"lines\": \"a\", \"words\": \"b\"}",
     "stdout: 'lines' stands alone"},
    {"lines of numbers", ", \"eval\": \"1\", \"stderr\": {\"lines\": [1]}",
     "stderr: lines: line 1: must be a string, not a whole number"},
    {"warnings", ", \"eval\": \"1\", \"warns\": [\"DeprecationWarning\"]",
     "warns: item 1: must be [category, text] or a matcher"},
    /* then */
    {"then nothing", ", \"eval\": \"1\", \"then\": {}", "then: expects nothing"},
    {"evidence", ", \"eval\": \"1\", \"then\": {\"clock.sleps\": []}",
     "then: unknown evidence 'clock.sleps' (did you mean 'clock.sleeps'?)"},
    {"tag in then", ", \"eval\": \"1\", \"then\": {\"x\": {\"$lenn\": 1}}", NULL},
    {"tag in attrs", ", \"eval\": \"1\", \"raises\": {\"attrs\": {\"a\": {\"$lenn\": 1}}}", NULL},
    {"no evidence", ", \"eval\": \"1\", \"then\": {\"a b\": []}",
     "then: 'a b' is no name of evidence"},
    {"then beside steps", ", \"steps\": [{\"eval\": \"1\"}], \"then\": {\"\": []}",
     "then: '' is no name of evidence"},
    {"then behind a table", ", \"call\": \"f\", \"table\": [[[], 1]], \"then\": {\"tasks.x\": 1}",
     "then: unknown evidence 'tasks.x'"},
    /* programs */
    {"exit of a call", ", \"call\": \"f\", \"exit\": 0",
     "'exit' is for a whole program, without exec, eval, call or steps"},
    {"exit status", ", \"exit\": 256", "exit: must lie between 0 and 255, not 256"},
    {"program that returns", ", \"stdin\": \"\", \"returns\": 1",
     "'returns' means nothing for a whole program"},
    {"stdin of a list", ", \"stdin\": []", "stdin: must be a string or an object, not a list"},
    {"stdin of a tuple", ", \"stdin\": {\"$tuple\": []}", "stdin: must be a string or $bytes"},
    {"NUL in argv", ", \"argv\": [\"a\\u0000\"]", "argv: item 1: must not hold a NUL character"},
    {"env name", ", \"eval\": \"1\", \"env\": {\"A=B\": \"\"}",
     "env: 'A=B' is no name of a variable"},
    {"env digit", ", \"eval\": \"1\", \"env\": {\"1A\": \"\"}",
     "env: '1A' is no name of a variable"},
    {"env number", ", \"eval\": \"1\", \"env\": {\"A\": 1}",
     "env: A: must be a string, not a whole number"},
    {"env NUL", ", \"eval\": \"1\", \"env\": {\"A\": \"\\u0000\"}",
     "env: A: must not hold a NUL character"},
    {"limits of a case", ", \"eval\": \"1\", \"limits\": {\"cpus\": 1}",
     "limits: unknown limit 'cpus'"},
    /* paths */
    {"absolute path", ", \"eval\": \"1\", \"files\": {\"/etc/passwd\": \"\"}",
     "files: the path '/etc/passwd' is absolute"},
    {"path out", ", \"eval\": \"1\", \"files\": {\"a/../../b\": \"\"}",
     "files: the path 'a/../../b' leads out of the case's folder"},
    {"path of dots", ", \"eval\": \"1\", \"files\": {\"..\": \"\"}",
     "files: the path '..' leads out of the case's folder"},
    {"path of a dot", ", \"eval\": \"1\", \"files\": {\"./a\": \"\"}",
     "files: the path './a' has the part '.'"},
    {"path to a folder", ", \"eval\": \"1\", \"files\": {\"a/\": \"\"}",
     "files: the path 'a/' has an empty part"},
    {"empty path", ", \"eval\": \"1\", \"files\": {\"\": \"\"}",
     "files: the path '' must have 1 to 1024 bytes"},
    {"path with NUL", ", \"eval\": \"1\", \"files\": {\"a\\u0000b\": \"\"}",
     "files: the path 'a\\u0000b' holds control characters"},
    {"path with newline", ", \"eval\": \"1\", \"files\": {\"a\\nb\": \"\"}",
     "files: the path 'a\\nb' holds control characters"},
    {"file and folder", ", \"eval\": \"1\", \"files\": {\"a/b\": \"\", \"a\": \"\"}",
     "files: a: clashes with 'a/b'"},
    {"file of a number", ", \"eval\": \"1\", \"files\": {\"a\": 1}",
     "files: a: must be a string or $bytes"},
};

static int parse_cases(struct grade_problem *problem, const char *text, struct grade_err *err)
{
    return bank_parse_cases(problem, text, strlen(text), err);
}

START_TEST(case_fault)
{
    const char *label = case_faults[_i].label, *keys = case_faults[_i].keys;
    bool whole = !strncmp(label, "document", 8);
    cleanup_free char *text =
        whole ? grade_strdup(keys) : grade_printf("{\"cases\": [{\"name\": \"x\"%s}]}", keys);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.fault = GRADE_FAULT_NONE};
    int rc = parse_cases(problem, text, &err);
    ck_assert_msg(rc < 0, "%s: was accepted", label);
    ck_assert_int_eq(err.fault, GRADE_FAULT_PACKAGE);
    const char *at = err.msg;
    if (!whole) {
        ck_assert_msg(!strncmp(at, "case 1 'x': ", 12), "%s: '%s'", label, at);
        at += 12;
    }
    /* NULL: the sentence is the value module's; that it is placed is what counts here. */
    if (case_faults[_i].message)
        ck_assert_msg(!strcmp(at, case_faults[_i].message), "%s: '%s'", label, at);
    else
        ck_assert_msg(strchr(at, ':') != NULL, "%s: '%s'", label, at);
    grade_problem_free(problem);
}
END_TEST

/* A program's cases ------------------------------------------------------------------------ */

START_TEST(program_refuses_calls)
{
    static const char problem_text[] =
        "{\"format\": 1, \"title\": \"T\", \"solution\": {\"kind\": \"program\"}}";
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err;
    ck_assert_int_eq(bank_parse_problem(problem, problem_text, strlen(problem_text), &err), 0);
    ck_assert_int_lt(
        parse_cases(problem, "{\"cases\": [{\"name\": \"x\", \"call\": \"f\"}]}", &err), 0);
    ck_assert_str_eq(err.msg,
                     "case 1 'x': the solution is a whole program: give stdin or argv, and "
                     "expect stdout or exit");
    grade_problem_free(problem);
}
END_TEST

/* Shapes of steps --------------------------------------------------------------------------- */

/* The steps of one case in short: number[row], action, source, and what is expected. */
static void describe(struct grade_buf *out, const struct grade_case *c)
{
    static const char *const actions[] = {"none", "exec", "eval", "call"};
    for (size_t i = 0; i < c->step_count; i++) {
        const struct grade_step *s = &c->steps[i];
        grade_buf_addf(out, "%s%zu", i ? "; " : "", s->number);
        if (s->row)
            grade_buf_addf(out, "[%zu]", s->row);
        grade_buf_addf(out, " %s", actions[s->action]);
        if (s->source)
            grade_buf_addf(out, " %s", s->source);
        if (s->advance_ns)
            grade_buf_addf(out, " +%lld", s->advance_ns);
        const struct {
            const char *name;
            const struct grade_value *value;
        } values[] = {{"args", s->args},
                      {"kwargs", s->kwargs},
                      {"returns", s->returns},
                      {"stdout", s->out ? s->out->want : NULL},
                      {"stderr", s->errout ? s->errout->want : NULL},
                      {"warns", s->warns}};
        for (size_t k = 0; k < GRADE_COUNT(values); k++) {
            if (!values[k].value)
                continue;
            grade_buf_addf(out, " %s=", values[k].name);
            grade_value_to_json(out, values[k].value);
        }
        if (s->raises)
            grade_buf_addf(out, " raises=%s", s->raises->type);
        for (size_t k = 0; k < s->then_count; k++)
            grade_buf_addf(out, " then=%s", s->then[k].evidence);
    }
}

static const struct {
    const char *label, *keys, *steps;
} shapes[] = {
    {"call", "\"call\": \"a.f\", \"args\": [1], \"returns\": null",
     "1 call a.f args=[1] returns=null"},
    {"exec in lines", "\"exec\": [\"a\", \"b\"]", "1 exec a\nb"},
    {"exec that raises", "\"exec\": \"a\", \"raises\": \"E\"", "1 exec a raises=E"},
    {"set-up and eval", "\"exec\": \"a\", \"eval\": \"b\", \"stdout\": \"\", \"advance\": 2",
     "0 exec a; 1 eval b +2000000000 stdout=\"\""},
    {"set-up and call", "\"exec\": \"a\", \"call\": \"f\"", "0 exec a; 1 call f"},
    {"only expectations", "\"stdout\": \"\", \"then\": {\"events\": []}",
     "1 none stdout=\"\" then=events"},
    {"steps", "\"steps\": [{\"exec\": \"a\"}, {\"eval\": \"b\", \"returns\": 1}]",
     "1 exec a; 2 eval b returns=1"},
    {"set-up and steps", "\"exec\": \"a\", \"steps\": [{\"eval\": \"b\"}]", "0 exec a; 1 eval b"},
    {"both in a step",
     "\"steps\": [{\"advance\": 0.125, \"exec\": \"a\", \"eval\": \"b\", \"returns\": 1}, "
     "{\"eval\": \"c\"}]",
     "1 exec a +125000000; 1 eval b returns=1; 2 eval c"},
    {"then joins the last step",
     "\"steps\": [{\"exec\": \"a\"}, {\"exec\": \"b\", \"then\": {\"x.calls\": 1}}], "
     "\"then\": {\"clock.sleeps\": [], \"y\": 2}",
     "1 exec a; 2 exec b then=x.calls then=clock.sleeps then=y"},
    {"advance alone", "\"steps\": [{\"advance\": 1}]", "1 none +1000000000"},
    {"rows",
     "\"call\": \"f\", \"table\": [[[1], 2], {\"args\": [3], \"kwargs\": {\"k\": 1}, "
     "\"raises\": \"E\"}]",
     "1[1] call f args=[1] returns=2; 2[2] call f args=[3] kwargs={\"k\": 1} raises=E"},
    {"rows of eval", "\"exec\": \"s\", \"eval\": \"f(*args)\", \"table\": [[[1], 2]]",
     "0 exec s; 1[1] eval f(*args) args=[1] returns=2"},
    {"rows take over",
     "\"call\": \"f\", \"args\": [0], \"returns\": 5, \"stdout\": \"o\", \"table\": "
     "[{}, {\"args\": [1]}, {\"raises\": \"E\"}, {\"returns\": null, \"stdout\": \"p\"}]",
     "1[1] call f args=[0] returns=5 stdout=\"o\"; 2[2] call f args=[1] returns=5 stdout=\"o\"; "
     "3[3] call f args=[0] stdout=\"o\" raises=E; 4[4] call f args=[0] returns=null stdout=\"p\""},
    {"a value replaces an exception", "\"call\": \"f\", \"raises\": \"E\", \"table\": [[[1], 2]]",
     "1[1] call f args=[1] returns=2"},
    {"then behind the rows",
     "\"call\": \"f\", \"table\": [{\"args\": [], \"then\": {\"x\": 1}}], \"then\": {\"y\": 1}",
     "1[1] call f args=[] then=x; 2 none then=y"},
    {"program", "\"stdin\": \"1\", \"stdout\": \"2\"", "1 none stdout=\"2\""},
    {"program by argv", "\"argv\": [], \"then\": {\"events\": []}", "1 none then=events"},
};

START_TEST(shape)
{
    cleanup_free char *text = grade_printf("{\"cases\": [{\"name\": \"x\", %s}]}", shapes[_i].keys);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    ck_assert_msg(parse_cases(problem, text, &err) == 0, "%s: %s", shapes[_i].label, err.msg);
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    describe(&got, &problem->cases[0]);
    ck_assert_msg(!strcmp(got.data, shapes[_i].steps), "%s: '%s'", shapes[_i].label, got.data);
    grade_problem_free(problem);
}
END_TEST

START_TEST(raises_in_full)
{
    static const char text[] =
        "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"raises\": {\"type\": \"a.E\", "
        "\"exact\": true, \"match\": \"^n\", \"args\": [1, {\"$any\": \"int\"}], "
        "\"attrs\": {\"value\": 3}, \"notes\": [], \"cause\": null, "
        "\"context\": {\"type\": \"F\", \"cause\": \"G\"}, \"groups\": [\"H\", \"I\"]}}]}";
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    ck_assert_msg(parse_cases(problem, text, &err) == 0, "%s", err.msg);
    const struct grade_raises *raises = problem->cases[0].steps[0].raises;
    ck_assert_str_eq(raises->type, "a.E");
    ck_assert(raises->exact);
    ck_assert_str_eq(raises->match, "^n");
    ck_assert_uint_eq(raises->args->count, 2);
    ck_assert_int_eq(raises->args->items[1]->kind, GRADE_KIND_MATCHER);
    ck_assert_int_eq(grade_value_number(grade_value_get(raises->attrs, "value"), 0), 3);
    ck_assert_uint_eq(raises->notes->count, 0);
    ck_assert(raises->no_cause && !raises->cause && !raises->no_context);
    ck_assert_str_eq(raises->context->type, "F");
    ck_assert_str_eq(raises->context->cause->type, "G");
    ck_assert_uint_eq(raises->group_count, 2);
    ck_assert_str_eq(raises->groups[1]->type, "I");
    grade_problem_free(problem);
}
END_TEST

/* References of misconceptions -------------------------------------------------------------- */

static const struct {
    const char *label, *keys, *message; /* NULL: fine */
} references[] = {
    {"a case", "\"fails\": [\"plain\"]", NULL},
    {"a row", "\"fails\": [\"rows[2]\"]", NULL},
    {"a name like a row", "\"fails\": [\"odd[7]\"]", NULL},
    {"a row of a name like a row", "\"fails\": [\"odd[7][1]\"]", NULL},
    {"no case", "\"fails\": [\"plan\"]",
     "misconceptions: item 1 'm': fails: no case is named 'plan' (did you mean 'plain'?)"},
    {"no table", "\"fails\": [\"plain[1]\"]",
     "misconceptions: item 1 'm': fails: 'plain[1]': the case has no table"},
    {"row 0", "\"passes\": [\"rows[0]\"]",
     "misconceptions: item 1 'm': passes: 'rows[0]': the table has the rows 1 to 2"},
    {"row 3", "\"passes\": [\"rows[3]\"]",
     "misconceptions: item 1 'm': passes: 'rows[3]': the table has the rows 1 to 2"},
    {"row beyond numbers", "\"passes\": [\"rows[99999999999999999999999999]\"]",
     "misconceptions: item 1 'm': passes: 'rows[99999999999999999999999999]': the table has the "
     "rows 1 to 2"},
    {"no row", "\"passes\": [\"rows[]\"]",
     "misconceptions: item 1 'm': passes: no case is named 'rows[]' (did you mean 'rows'?)"},
    {"row of no case", "\"fails\": [\"nothing[1]\"]",
     "misconceptions: item 1 'm': fails: no case is named 'nothing[1]'"},
    {"saw", "\"saw\": {\"nothing\": 1}",
     "misconceptions: item 1 'm': saw: no case is named 'nothing'"},
    {"both", "\"fails\": [\"plain\"], \"passes\": [\"plain\"]",
     "misconceptions: item 1 'm': 'plain' can not both fail and pass"},
};

START_TEST(reference)
{
    static const char cases[] =
        "{\"cases\": [{\"name\": \"plain\", \"eval\": \"1\"}, {\"name\": \"rows\", \"call\": "
        "\"f\", "
        "\"table\": [[[], 1], [[], 2]], \"then\": {\"x\": 1}}, {\"name\": \"odd[7]\", \"call\": "
        "\"f\", \"table\": [[[], 1]]}]}";
    cleanup_free char *text =
        grade_printf("{\"format\": 1, \"title\": \"T\", \"misconceptions\": [{\"name\": \"m\", "
                     "\"hint\": \"h\", %s}]}",
                     references[_i].keys);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    ck_assert_msg(bank_parse_problem(problem, text, strlen(text), &err) == 0, "%s", err.msg);
    ck_assert_int_eq(parse_cases(problem, cases, &err), 0);
    int rc = bank_check_misconceptions(problem, &err);
    const char *message = references[_i].message ? references[_i].message : "";
    ck_assert_msg(!strcmp(err.msg, message), "%s: '%s'", references[_i].label, err.msg);
    ck_assert_int_eq(rc < 0, references[_i].message != NULL);
    grade_problem_free(problem);
}
END_TEST

/* Bounds ------------------------------------------------------------------------------------ */

static void repeat(struct grade_buf *text, const char *item, size_t count)
{
    for (size_t i = 0; i < count; i++)
        grade_buf_addf(text, "%s%s", i ? "," : "", item);
}

/* What empty items leave behind: 201 commas, and those up to where a message cuts. */
#define TEN_COMMAS   ",,,,,,,,,,"
#define FIFTY_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS TEN_COMMAS
#define COMMAS       FIFTY_COMMAS FIFTY_COMMAS FIFTY_COMMAS FIFTY_COMMAS ","
#define COMMAS_MORE  FIFTY_COMMAS ","

/* head, item repeated with commas, tail; NULL: within the bounds */
static const struct {
    const char *label, *head, *item;
    size_t count;
    const char *tail, *message;
} bounds[] = {
    {"rows", "{\"cases\": [{\"name\": \"x\", \"call\": \"f\", \"table\": [", "[[],1]", 10000,
     "]}]}", NULL},
    {"too many rows", "{\"cases\": [{\"name\": \"x\", \"call\": \"f\", \"table\": [", "[[],1]",
     10001, "]}]}", "case 1 'x': table: has 10001 items; 10000 are the most"},
    {"too many steps", "{\"cases\": [{\"name\": \"x\", \"steps\": [", "{}", 10001, "]}]}",
     "case 1 'x': steps: has 10001 items; 10000 are the most"},
    {"too many cases", "{\"cases\": [", "{}", 1001, "]}", "a problem has at most 1000 cases"},
    {"long name", "{\"cases\": [{\"name\": \"", "", 202, "\", \"eval\": \"1\"}]}",
     "case 1 '" COMMAS "': name: is longer than 200 bytes"},
    {"long part of a path", "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"files\": {\"", "",
     257, "\": \"\"}}]}",
     "case 1 'x': files: the path '" COMMAS COMMAS_MORE "...' has a part longer than 255 bytes"},
    {"too many groups",
     "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"raises\": {\"groups\": [", "\"E\"", 257,
     "]}}]}", "case 1 'x': raises: groups: has 257 items; 256 are the most"},
    {"too many arguments", "{\"cases\": [{\"name\": \"x\", \"argv\": [", "\"a\"", 257, "]}]}",
     "case 1 'x': argv: has 257 items; 256 are the most"},
    {"rows that repeat too much",
     "{\"cases\": [{\"name\": \"x\", \"call\": \"f\", \"table\": [{},{},{},{},{},{},{},{}], "
     "\"returns\": [",
     "0", 150000, "]}]}", "case 1 'x': table: rows repeat more than 64 MiB of their cases"},
};

START_TEST(bound)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(&text, bounds[_i].head);
    repeat(&text, bounds[_i].item, bounds[_i].count);
    grade_buf_adds(&text, bounds[_i].tail);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    int rc = parse_cases(problem, text.data, &err);
    ck_assert_int_eq(rc < 0, bounds[_i].message != NULL);
    ck_assert_msg(!strcmp(err.msg, bounds[_i].message ? bounds[_i].message : ""), "%s: '%s'",
                  bounds[_i].label, err.msg);
    grade_problem_free(problem);
}
END_TEST

START_TEST(too_many_files)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(&text, "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"files\": {");
    for (int i = 0; i < 257; i++)
        grade_buf_addf(&text, "%s\"f%d\": \"\"", i ? "," : "", i);
    grade_buf_adds(&text, "}}]}");
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err;
    ck_assert_int_lt(parse_cases(problem, text.data, &err), 0);
    ck_assert_str_eq(err.msg, "case 1 'x': files: has 257 files; 256 are the most");
    grade_problem_free(problem);
}
END_TEST

/* Whole packages ---------------------------------------------------------------------------- */

static struct grade_problem *load(const char *dir, const char *extra)
{
    struct grade_problem *problem = NULL;
    struct grade_err err = {.msg = ""};
    const char *const files[] = {extra};
    int rc = grade_problem_load(&problem, dir, files, extra ? 1 : 0, &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    return problem;
}

START_TEST(loads_every_key)
{
    struct grade_problem *p = load(PACKAGES "/loader/01/", NULL);
    ck_assert_str_eq(p->id, "loader/01");
    ck_assert_str_eq(p->dir, PACKAGES "/loader/01/");
    ck_assert_str_eq(p->title, "Every key \xe2\x86\x92 of a problem");
    ck_assert_str_eq(p->topic, "loader");
    ck_assert_uint_eq(p->concepts.count, 2);
    ck_assert_str_eq(p->concepts.items[1], "exceptions");
    ck_assert_str_eq(p->requires.items[0], "loader/02");
    ck_assert_int_eq(p->difficulty, 2);
    ck_assert_int_eq(p->minutes, 15);
    ck_assert_str_eq(p->solution_kind, "python");
    ck_assert_str_eq(p->solution_file, "answer.py");
    ck_assert_str_eq(p->names.items[1], "gr\xc3\xb6\xc3\x9f"
                                        "e");
    ck_assert_str_eq(p->python_versions, ">=3.9, <3.14");
    ck_assert_str_eq(p->python_modules.items[0], "asyncio");
    ck_assert_str_eq(p->python_preload.items[0], "os.path");
    ck_assert_int_eq(p->limits.value[GRADE_LIMIT_CPU_MS], 500);
    ck_assert_int_eq(p->limits.value[GRADE_LIMIT_WALL_MS], 20000);
    ck_assert_uint_eq(p->hints.count, 2);
    ck_assert_uint_eq(p->misconception_count, 1);
    ck_assert_uint_eq(p->misconceptions[0].passes.count, 2);
    ck_assert_uint_eq(p->misconceptions[0].saw->count, 2);
    ck_assert_str_eq(p->licence, "CC0-1.0");
    ck_assert_str_eq(p->helpers, "def helper(): return 1\n");
    ck_assert_uint_eq(p->helpers_len, 23);
    ck_assert_uint_eq(strlen(p->digest), 64);
    ck_assert_uint_eq(p->case_count, 6);
    grade_problem_free(p);
}
END_TEST

START_TEST(loads_every_case)
{
    struct grade_problem *p = load(PACKAGES "/loader/01", NULL);
    const struct grade_case *prints = &p->cases[1], *program = &p->cases[4],
                            *threads = &p->cases[5];
    ck_assert_uint_eq(p->cases[0].step_count, 4); /* three rows, then `then` */
    ck_assert_str_eq(p->cases[0].steps[2].raises->match, "^unsupported");
    ck_assert_uint_eq(prints->number, 2);
    ck_assert(prints->hidden);
    ck_assert_double_eq(prints->points, 2.5);
    ck_assert_str_eq(prints->why, "Output counts.");
    ck_assert_str_eq(prints->hint, "print()");
    ck_assert_str_eq(prints->needs.items[0], "greatest common divisor");
    ck_assert_int_eq(prints->steps[0].errout->mode, GRADE_TEXT_LINES);
    ck_assert_uint_eq(prints->steps[0].errout->want->len, 0);
    ck_assert_int_eq(p->cases[2].steps[1].advance_ns, 1500000000);
    ck_assert_int_eq(p->cases[3].steps[4].returns->kind, GRADE_KIND_NONE);
    ck_assert_int_eq(program->kind, GRADE_CASE_PROGRAM);
    ck_assert_uint_eq(program->input_len, 4);
    ck_assert(program->has_exit && program->exit_status == 0 && !program->argv.count);
    ck_assert_str_eq(program->env.items[0], "LANG=C");
    ck_assert_uint_eq(program->file_count, 2);
    ck_assert_str_eq(program->files[0].path, "in/a.txt");
    ck_assert_mem_eq(program->files[1].data, "\0\1", 3);
    ck_assert(threads->threads && threads->real_clock && !program->real_clock);
    ck_assert_int_eq(threads->limits.value[GRADE_LIMIT_CPU_MS], 900);
    ck_assert_int_eq(threads->limits.value[GRADE_LIMIT_MEMORY_MIB], 64);
    ck_assert_int_eq(threads->limits.value[GRADE_LIMIT_PROCESSES], 16);
    grade_problem_free(p);
}
END_TEST

START_TEST(extra_cases_follow)
{
    struct grade_problem *plain = load(PACKAGES "/loader/02", NULL);
    struct grade_problem *more = load(PACKAGES "/loader/02", PACKAGES "/loader/more.json");
    ck_assert_uint_eq(plain->case_count, 1);
    ck_assert_uint_eq(more->case_count, 2);
    ck_assert_uint_eq(more->cases[1].number, 2);
    ck_assert_int_eq(more->cases[0].steps[0].out->mode, GRADE_TEXT_WORDS);
    ck_assert_str_ne(plain->digest, more->digest);
    grade_problem_free(plain);
    grade_problem_free(more);
}
END_TEST

/* Faulty packages, made in a folder of their own -------------------------------------------- */

static char scratch[256];

static void make_scratch(void)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(scratch, sizeof(scratch), "%s/grade-bank-XXXXXX", tmp ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static void drop_scratch(void)
{
    cleanup_free char *command = grade_printf("rm -rf '%s'", scratch);
    ck_assert_int_eq(system(command), 0);
}

static char *below(const char *path)
{
    return grade_printf("%s/%s", scratch, path);
}

static void put(const char *path, const char *text)
{
    cleanup_free char *full = below(path);
    FILE *file = fopen(full, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static void make_dir(const char *path)
{
    cleanup_free char *full = below(path);
    ck_assert_int_eq(mkdir(full, 0777), 0);
}

static const char good_problem[] = "{\"format\": 1, \"title\": \"T\"}";
static const char good_cases[] = "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\"}]}";

static void put_package(const char *dir)
{
    cleanup_free char *problem = grade_printf("%s/problem.json", dir);
    cleanup_free char *cases = grade_printf("%s/cases.json", dir);
    make_dir(dir);
    put(problem, good_problem);
    put(cases, good_cases);
}

static void spoil_missing(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
}

static void spoil_link(const char *path)
{
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(symlink("/etc/passwd", path), 0);
}

static void spoil_link_new(const char *path)
{
    ck_assert_int_eq(symlink("nowhere", path), 0);
}

static void spoil_fifo(const char *path)
{
    unlink(path);
    ck_assert_int_eq(mkfifo(path, 0666), 0);
}

static void spoil_folder(const char *path)
{
    unlink(path);
    ck_assert_int_eq(mkdir(path, 0777), 0);
}

static void spoil_size(const char *path)
{
    ck_assert_int_eq(truncate(path, (off_t)GRADE_FILE_MAX + 1), 0);
}

static void spoil_text(const char *path)
{
    int fd = open(path, O_WRONLY | O_TRUNC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, "{\"bad\": 1}", 10), 10);
    close(fd);
}

static const struct {
    const char *label;
    void (*spoil)(const char *path);
    const char *file, *message; /* behind "topic/01: " */
    enum grade_fault fault;
} hostile[] = {
    {"no problem.json", spoil_missing, "problem.json", "problem.json: no such file",
     GRADE_FAULT_PACKAGE},
    {"helpers.py leads nowhere", spoil_link_new, "helpers.py",
     "helpers.py: is a symbolic link; a package holds its files itself", GRADE_FAULT_PACKAGE},
    {"no cases.json", spoil_missing, "cases.json", "cases.json: no such file", GRADE_FAULT_PACKAGE},
    {"cases.json leads outside", spoil_link, "cases.json",
     "cases.json: is a symbolic link; a package holds its files itself", GRADE_FAULT_PACKAGE},
    {"cases.json is a FIFO", spoil_fifo, "cases.json", "cases.json: is a FIFO, not a regular file",
     GRADE_FAULT_PACKAGE},
    {"problem.json is a folder", spoil_folder, "problem.json",
     "problem.json: is a folder, not a regular file", GRADE_FAULT_PACKAGE},
    {"cases.json is huge", spoil_size, "cases.json",
     "cases.json: 16777217 bytes, larger than 16777216", GRADE_FAULT_PACKAGE},
    {"bad problem.json", spoil_text, "problem.json", "problem.json: unknown key 'bad'",
     GRADE_FAULT_PACKAGE},
    {"bad cases.json", spoil_text, "cases.json", "cases.json: unknown key 'bad'",
     GRADE_FAULT_PACKAGE},
    {"helpers.py is a FIFO", spoil_fifo, "helpers.py", "helpers.py: is a FIFO, not a regular file",
     GRADE_FAULT_PACKAGE},
};

START_TEST(hostile_package)
{
    make_dir("topic");
    put_package("topic/01");
    cleanup_free char *name = grade_printf("topic/01/%s", hostile[_i].file);
    cleanup_free char *path = below(name);
    hostile[_i].spoil(path);
    cleanup_free char *dir = below("topic/01");
    struct grade_problem *problem = NULL;
    struct grade_err err = {.msg = ""};
    ck_assert_int_lt(grade_problem_load(&problem, dir, NULL, 0, &err), 0);
    cleanup_free char *message = grade_printf("topic/01: %s", hostile[_i].message);
    ck_assert_msg(!strcmp(err.msg, message), "%s: '%s'", hostile[_i].label, err.msg);
    ck_assert_int_eq(err.fault, hostile[_i].fault);
    ck_assert_ptr_null(problem);
}
END_TEST

START_TEST(no_folder)
{
    cleanup_free char *dir = below("none"), *message = grade_printf("%s: cannot open the folder: "
                                                                    "No such file or directory",
                                                                    dir);
    struct grade_problem *problem = NULL;
    struct grade_err err;
    ck_assert_int_lt(grade_problem_load(&problem, dir, NULL, 0, &err), 0);
    ck_assert_str_eq(err.msg, message);
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
}
END_TEST

START_TEST(extra_cases_fail)
{
    put_package("one");
    put("same.json", good_cases);
    cleanup_free char *dir = below("one"), *same = below("same.json"), *none = below("none.json");
    struct grade_problem *problem = NULL;
    struct grade_err err;
    const char *base = strrchr(scratch, '/') + 1;
    ck_assert_int_lt(grade_problem_load(&problem, dir, (const char *[]){same}, 1, &err), 0);
    cleanup_free char *twice =
        grade_printf("%s/one: %s: case 1 'x': case 1 has the same name", base, same);
    ck_assert_str_eq(err.msg, twice);
    ck_assert_int_eq(err.fault, GRADE_FAULT_PACKAGE);
    ck_assert_int_lt(grade_problem_load(&problem, dir, (const char *[]){none}, 1, &err), 0);
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
}
END_TEST

START_TEST(digest_follows_content)
{
    put_package("one");
    put_package("two");
    cleanup_free char *one = below("one"), *two = below("two");
    struct grade_problem *a = load(one, NULL), *b = load(two, NULL);
    ck_assert_str_eq(a->digest, b->digest);
    grade_problem_free(b);
    put("two/helpers.py", "");
    b = load(two, NULL);
    ck_assert_str_ne(a->digest, b->digest);
    ck_assert_ptr_nonnull(b->helpers);
    grade_problem_free(b);
    grade_problem_free(a);
}
END_TEST

START_TEST(digest_is_sha256)
{
    struct bank_digest digest;
    char hex[65];
    bank_digest_init(&digest);
    bank_digest_done(&digest, hex);
    ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

/* Finding ----------------------------------------------------------------------------------- */

/* %s in names and messages: the scratch folder; found NULL: message. */
static const struct {
    const char *label, *name, *found, *message;
} lookups[] = {
    {"folder", "%s/bank/loops/01", "%s/bank/loops/01", NULL},
    {"folder with slashes", "%s/bank/loops/01//", "%s/bank/loops/01", NULL},
    {"name", "loops/01", "%s/bank/loops/01", NULL},
    {"name with a slash", "loops/01/", "%s/bank/loops/01", NULL},
    {"first bank wins", "loops/02", "%s/bank/loops/02", NULL},
    {"second bank", "sets/01", "%s/more/sets/01", NULL},
    {"empty", "", NULL, "the name of the problem is empty"},
    {"folder without a problem", "%s/bank/loops", NULL,
     "%s/bank/loops: the folder holds no problem.json"},
    {"file", "%s/bank/loops/01/problem.json", NULL,
     "%s/bank/loops/01/problem.json: is a file; name the folder of a problem, the one with "
     "problem.json"},
    {"other number", "loops/09", NULL,
     "problem 'loops/09' not found: no such folder, and none in %s/bank, %s/more; that topic has "
     "loops/01, loops/02, loops/02"},
    {"topic alone", "sets", NULL,
     "problem 'sets' not found: no such folder, and none in %s/bank, %s/more; that topic has "
     "sets/01"},
    {"near", "loop/01", NULL,
     "problem 'loop/01' not found: no such folder, and none in %s/bank, %s/more (did you mean "
     "'loops/01'?)"},
    {"out of the bank", "../more/sets/01", NULL,
     "problem '../more/sets/01' not found: no such folder, and none in %s/bank, %s/more"},
    {"control characters", "\x1b[2J", NULL,
     "problem '\\u001b[2J' not found: no such folder, and none in %s/bank, %s/more"},
};

static char *with_scratch(const char *text)
{
    struct grade_buf out = GRADE_BUF_INIT;
    for (const char *at; (at = strstr(text, "%s")); text = at + 2) {
        grade_buf_add(&out, text, (size_t)(at - text));
        grade_buf_adds(&out, scratch);
    }
    grade_buf_adds(&out, text);
    return grade_buf_take(&out);
}

START_TEST(lookup)
{
    static const char *const dirs[] = {"bank", "bank/loops", "more", "more/sets", "more/loops"};
    for (size_t i = 0; i < GRADE_COUNT(dirs); i++)
        make_dir(dirs[i]);
    put_package("bank/loops/01");
    put_package("bank/loops/02");
    put_package("more/sets/01");
    put_package("more/loops/02");
    cleanup_free char *bank = below("bank"), *more = below("more");
    const char *const banks[] = {bank, more, NULL};
    cleanup_free char *name = with_scratch(lookups[_i].name), *dir = NULL;
    struct grade_err err = {.msg = ""};
    int rc = grade_bank_find(&dir, name, banks, &err);
    const char *want = lookups[_i].found ? lookups[_i].found : lookups[_i].message;
    cleanup_free char *expected = with_scratch(want);
    ck_assert_msg(!strcmp(rc < 0 ? err.msg : dir, expected), "%s: '%s'", lookups[_i].label,
                  rc < 0 ? err.msg : dir);
    ck_assert_int_eq(rc < 0, lookups[_i].found == NULL);
    ck_assert_int_eq(rc < 0 ? err.fault : GRADE_FAULT_USAGE, GRADE_FAULT_USAGE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bank");
    TCase *documents = tcase_create("documents");
    tcase_set_timeout(documents, 60);
    tcase_add_loop_test(documents, problem_fault, 0, GRADE_COUNT(problem_faults));
    tcase_add_loop_test(documents, case_fault, 0, GRADE_COUNT(case_faults));
    tcase_add_loop_test(documents, shape, 0, GRADE_COUNT(shapes));
    tcase_add_loop_test(documents, reference, 0, GRADE_COUNT(references));
    tcase_add_loop_test(documents, bound, 0, GRADE_COUNT(bounds));
    tcase_add_test(documents, too_many_files);
    tcase_add_test(documents, program_refuses_calls);
    tcase_add_test(documents, raises_in_full);
    tcase_add_test(documents, digest_is_sha256);
    suite_add_tcase(suite, documents);

    TCase *packages = tcase_create("packages");
    tcase_add_test(packages, loads_every_key);
    tcase_add_test(packages, loads_every_case);
    tcase_add_test(packages, extra_cases_follow);
    suite_add_tcase(suite, packages);

    TCase *folders = tcase_create("folders");
    tcase_add_checked_fixture(folders, make_scratch, drop_scratch);
    tcase_add_loop_test(folders, hostile_package, 0, GRADE_COUNT(hostile));
    tcase_add_loop_test(folders, lookup, 0, GRADE_COUNT(lookups));
    tcase_add_test(folders, no_folder);
    tcase_add_test(folders, extra_cases_fail);
    tcase_add_test(folders, digest_follows_content);
    suite_add_tcase(suite, folders);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
