/* The sentence for each thing that can be wrong in problem.json and cases.json. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

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
    {"configuration that defines names", ", \"names\": [\"f\"], \"solution\": {\"kind\": \"iam\"}",
     "names: a solution of kind 'iam' defines none; its cases ask 'policy'"},
    {"a rule of Python on configuration",
     ", \"solution\": {\"kind\": \"nginx\"}, \"misconceptions\": [{\"name\": \"a\", \"hint\": "
     "\"b\", "
     "\"rule\": {\"require\": \"yield\"}}]",
     "misconceptions: a: 'rule' is for Python, not for kind 'nginx'"},
    {"later kind", ", \"solution\": {\"kind\": \"mypy\"}",
     "solution: kind: `mypy` is not supported by this version of grade"},
    {"tests of nothing", ", \"solution\": {\"kind\": \"tests\", \"file\": \"test_a.py\"}",
     "solution: tests need a 'subject': the module that they import"},
    {"tests of themselves",
     ", \"solution\": {\"kind\": \"tests\", \"file\": \"a.py\", \"subject\": \"a\"}",
     "solution: the tests and their subject have the same name"},
    {"tests of no module",
     ", \"solution\": {\"kind\": \"tests\", \"file\": \"test_a.py\", \"subject\": \"a.b\"}",
     "solution: subject: 'a.b' is not the name of a module"},
    {"tests in no module",
     ", \"solution\": {\"kind\": \"tests\", \"file\": \"test-a.py\", \"subject\": \"a\"}",
     "solution: file: 'test-a.py' is not the file of a module"},
    {"tests that must define a name",
     ", \"names\": [\"f\"], \"solution\": {\"kind\": \"tests\", \"subject\": \"a\"}",
     "names: tests define what they like; expect tests.collected instead"},
    {"tests by nobody known", ", \"solution\": {\"kind\": \"tests\", \"runner\": \"nose\"}",
     "solution: runner: must be 'pytest' or 'unittest', not 'nose'"},
    {"subject of what is no test", ", \"solution\": {\"subject\": \"a\"}",
     "solution: 'subject' and 'runner' are for the kind 'tests'"},
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
     "misconceptions: item 1 'n': has no condition: give 'fails' (as `grade bless "
     "--fails` does), 'passes', 'saw' or 'rule'"},
    {"misconception with a path",
     ", \"misconceptions\": [{\"name\": \"../n\", \"hint\": \"h\", \"fails\": [\"a\"]}]",
     "misconceptions: item 1 '../n': name: '../n' is not the name of a file"},
    {"misconception twice",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"fails\": [\"a\"]},"
     "{\"name\": \"n\", \"hint\": \"h\", \"fails\": [\"a\"]}]",
     "misconceptions: item 2 'n': an earlier one has the same name"},
    {"misconception by a rule",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"rule\": {}}]",
     "misconceptions: item 1 'n': rule: asks for nothing: give 'require', 'forbid' or 'max'"},
    {"misconception by a rule that tells",
     ", \"misconceptions\": [{\"name\": \"n\", \"hint\": \"h\", \"rule\": {\"forbid\": \"for\", "
     "\"hint\": \"h\"}}]",
     "misconceptions: item 1 'n': rule: unknown key 'hint'"},
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
     "clock: threads and processes need the real clock"},
    {"profile", ", \"profile\": [\"threads\", \"net\"]",
     "profile: item 2: must be 'threads', 'processes', 'network' or 'multiprocessing', not 'net'"},
    /* later releases */
    /* rules */
    {"rule of nothing", ", \"rule\": {}",
     "rule: asks for nothing: give 'require', 'forbid' or 'max'"},
    {"rule key", ", \"rule\": {\"requires\": \"for\"}",
     "rule: unknown key 'requires' (did you mean 'require'?)"},
    {"rule and eval", ", \"eval\": \"1\", \"rule\": {\"require\": \"for\"}",
     "'eval' means nothing beside 'rule', which runs nothing"},
    {"rule and files", ", \"files\": {}, \"rule\": {\"require\": \"for\"}",
     "'files' means nothing beside 'rule', which runs nothing"},
    {"rule's word", ", \"rule\": {\"require\": \"yeild\"}",
     "rule: require: 'yeild' is none of the words that a rule knows (did you mean 'yield'?); a "
     "call "
     "is written \"name()\", a module \"import name\", a decorator \"@name\", a name {\"name\": "
     "...}"},
    {"rule's call", ", \"rule\": {\"forbid\": [\"for\", \"a b()\"]}",
     "rule: forbid: item 2: 'a b' is not a name of Python"},
    {"rule's call of nothing", ", \"rule\": {\"forbid\": {\"call\": \"\"}}",
     "rule: forbid: call: '' is not a name of Python"},
    {"rule's call of a dot", ", \"rule\": {\"forbid\": \".()\"}",
     "rule: forbid: '.' is not a name of Python"},
    {"rule's name with a NUL", ", \"rule\": {\"forbid\": {\"name\": \"a\\u0000b\"}}",
     "rule: forbid: name: 'a\\u0000b' is not a name of Python"},
    {"rule's import", ", \"rule\": {\"forbid\": \"import .os\"}",
     "rule: forbid: '.os' is not a name of Python"},
    {"rule's decorator", ", \"rule\": {\"forbid\": \"@\"}",
     "rule: forbid: '' is not a name of Python"},
    {"rule's node", ", \"rule\": {\"require\": {\"node\": \"ListCom\"}}",
     "rule: require: node: 'ListCom' is no class of Python's ast (did you mean 'ListComp'?)"},
    {"rule's literal", ", \"rule\": {\"require\": {\"literal\": [1]}}",
     "rule: require: literal: must be null, true, false, a number, a string or $bytes"},
    {"rule's form", ", \"rule\": {\"require\": {\"cal\": \"f\"}}",
     "rule: require: unknown key 'cal' (did you mean 'call'?)"},
    {"rule's forms", ", \"rule\": {\"require\": {\"call\": \"f\", \"name\": \"f\"}}",
     "rule: require: must have one key, as in {\"call\": \"sorted\"}"},
    {"rule's alternatives", ", \"rule\": {\"require\": {\"any\": [\"for\", 1]}}",
     "rule: require: any: item 2: must be a string or an object, not a whole number"},
    {"rule without alternatives", ", \"rule\": {\"require\": {\"any\": []}}",
     "rule: require: must not be empty"},
    {"rule's demands", ", \"rule\": {\"require\": []}", "rule: require: must not be empty"},
    {"rule's scope", ", \"rule\": {\"in\": \"a b\", \"require\": \"for\"}",
     "rule: in: 'a b' is not a name of Python"},
    {"rule's measure", ", \"rule\": {\"max\": {\"line\": 1}}",
     "rule: max: must be 'nesting', 'lines' or 'branches', not 'line' (did you mean 'lines'?)"},
    {"rule's most", ", \"rule\": {\"max\": {\"lines\": -1}}",
     "rule: max: lines: must lie between 0 and 1000000, not -1"},
    {"subject of no test", ", \"subject\": \"a.py\", \"eval\": \"1\"",
     "'subject' is for problems whose solution is tests"},
    {"subject outside", ", \"subject\": \"../a.py\"",
     "subject: the path leads out of the case's folder"},
    {"subject of no path", ", \"subject\": \"\"", "subject: the path must have 1 to 1024 bytes"},
    {"evidence of tests", ", \"eval\": \"1\", \"then\": {\"tests.failed\": 1}",
     "then: 'tests.failed' is known only where the solution is tests"},
    {"unknown evidence of tests", ", \"eval\": \"1\", \"then\": {\"tests.fail\": 1}",
     "then: unknown evidence 'tests.fail' (did you mean 'tests.failed'?)"},
    /* generate, growth; more of them in the end-to-end tests */
    {"generate", ", \"call\": \"f\", \"generate\": {}", "generate: the key 'args' is missing"},
    {"strategy", ", \"call\": \"f\", \"generate\": {\"args\": [{\"lst\": {}}]}",
     "generate: args: item 1: 'lst' is no strategy (did you mean 'list'?); a dict is written "
     "{\"just\": {...}}"},
    {"strategy within",
     ", \"call\": \"f\", \"generate\": {\"args\": [{\"tuple\": [1, {\"int\": []}]}]}",
     "generate: args: item 1: tuple: item 2: int: must be an object, not a list"},
    {"generate and steps", ", \"generate\": {\"args\": []}, \"steps\": []",
     "'generate' excludes 'steps' and 'table'"},
    {"generate without call", ", \"generate\": {\"args\": []}",
     "'generate' needs 'call' or 'eval'"},
    {"growth", ", \"eval\": \"f(n)\", \"sizes\": [8, 16, 32], \"growth\": {\"max\": \"n log\"}",
     "growth: max: must be 'constant', 'log n', 'n', 'n log n', 'n^2' or 'n^3', not 'n log'"},
    {"sizes", ", \"eval\": \"f(n)\", \"sizes\": [8, 8], \"growth\": {\"max_ratio\": 2}",
     "sizes: item 2: must lie between 9 and 1000000000, not 8"},
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
    /* laws */
    {"laws without values", ", \"laws\": {}", "laws: the key 'values' is missing"},
    {"laws of nothing", ", \"laws\": {\"values\": []}", "laws: values: must not be empty"},
    {"laws of an empty group", ", \"laws\": {\"values\": [\"1\", []]}",
     "laws: values: item 2: must not be empty"},
    {"laws of a number", ", \"laws\": {\"values\": [1]}",
     "laws: values: item 1: must be a string, not a whole number"},
    {"laws with a comment", ", \"laws\": {\"values\": [\"1 # one\"]}",
     "laws: values: item 1: must be an expression in one line, without a comment"},
    {"laws key", ", \"laws\": {\"values\": [\"1\"], \"orderd\": true}",
     "laws: unknown key 'orderd' (did you mean 'ordered'?)"},
    {"operators alone", ", \"laws\": {\"values\": [\"1\"], \"operators\": [\"+\"]}",
     "laws: 'operators' needs 'foreign'"},
    {"laws and eval", ", \"eval\": \"1\", \"laws\": {\"values\": [\"1\"]}",
     "'laws' excludes 'call', 'eval', 'returns' and 'raises'"},
    {"laws beside steps", ", \"laws\": {\"values\": [\"1\"]}, \"steps\": [{\"exec\": \"1\"}]",
     "'laws' beside 'steps': write it in a step"},
    {"laws and a table", ", \"laws\": {\"values\": [\"1\"]}, \"table\": [[[], 1]]",
     "'laws' and 'table' exclude each other"},
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
     "limits: unknown limit 'cpus': there are cpu_ms, wall_ms, memory_mib, output_kib, processes, "
     "open_files, disk_mib"},
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
        "\"table\": [[[], 1], [[], 2]], \"then\": {\"clock.elapsed\": 1}}, {\"name\": \"odd[7]\", "
        "\"call\": "
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

int main(void)
{
    Suite *suite = suite_create("bank_faults");
    TCase *documents = tcase_create("documents");
    tcase_set_timeout(documents, 60);
    tcase_add_loop_test(documents, problem_fault, 0, GRADE_COUNT(problem_faults));
    tcase_add_loop_test(documents, case_fault, 0, GRADE_COUNT(case_faults));
    tcase_add_loop_test(documents, reference, 0, GRADE_COUNT(references));
    tcase_add_loop_test(documents, bound, 0, GRADE_COUNT(bounds));
    tcase_add_test(documents, too_many_files);
    tcase_add_test(documents, program_refuses_calls);
    suite_add_tcase(suite, documents);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
