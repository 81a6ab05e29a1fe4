/* The script of `--debug`: the visible steps of a case, in words of harness/standin.py. */
#include "debug.h"

#include "grade/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void add_text(struct grade_buf *out, const char *text)
{
    struct grade_value *value = grade_value_str(text);
    grade_value_to_python(out, value, 0);
    grade_value_free(value);
}

static void add_bytes(struct grade_buf *out, const char *data, size_t len)
{
    struct grade_value *value = grade_value_bytes(data, len);
    grade_value_to_python(out, value, 0);
    grade_value_free(value);
}

static void add_value(struct grade_buf *out, const struct grade_value *value)
{
    if (value)
        grade_value_to_python(out, value, 0);
    else
        grade_buf_adds(out, "None");
}

static void add_behaviour(struct grade_buf *out, const struct grade_behaviour *b)
{
    grade_buf_addc(out, '{');
    if (b->does == GRADE_BEHAVIOUR_RAISE) {
        grade_buf_adds(out, "\"raise\": ");
        add_text(out, b->type ? b->type : "Exception");
        grade_buf_adds(out, ", \"args\": ");
        if (b->value)
            add_value(out, b->value);
        else
            grade_buf_adds(out, "[]");
    } else if (b->does == GRADE_BEHAVIOUR_ECHO) {
        grade_buf_adds(out, "\"echo\": True");
    } else {
        grade_buf_adds(out, "\"return\": ");
        add_value(out, b->value);
    }
    if (b->delay_ns)
        grade_buf_addf(out, ", \"delay\": %g", (double)b->delay_ns / 1e9);
    if (b->when) {
        cleanup_buf struct grade_buf when = GRADE_BUF_INIT;
        grade_value_to_python(&when, b->when, 0);
        grade_buf_adds(out, ", \"when\": ");
        add_text(out, grade_buf_text(&when));
    }
    grade_buf_addc(out, '}');
}

static void add_given(struct grade_buf *out, const struct grade_given *given)
{
    static const char *const modes[] = {[GRADE_SCRIPT_ONE] = "one",
                                        [GRADE_SCRIPT_LIST] = "list",
                                        [GRADE_SCRIPT_BY] = "by",
                                        [GRADE_SCRIPT_COUNT] = "count"};
    const char *kind = grade_given_kind_name(given->kind);
    grade_buf_adds(out, "case.given(");
    add_text(out, given->name);
    grade_buf_addf(out, ", \"%s\", \"%s\", [", kind ? kind : "value", modes[given->script]);
    for (size_t i = 0; i < given->behaviour_count; i++) {
        grade_buf_adds(out, i ? ", " : "");
        add_behaviour(out, &given->behaviours[i]);
    }
    grade_buf_addc(out, ']');
    if (given->value) {
        grade_buf_adds(out, ", value=");
        add_value(out, given->value);
    }
    if (given->script == GRADE_SCRIPT_COUNT)
        grade_buf_addf(out, ", count_from=%lld", given->count_from);
    if (given->has_enter)
        grade_buf_adds(out, ", has_enter=True");
    if (given->suppress)
        grade_buf_adds(out, ", suppress=True");
    grade_buf_adds(out, ")\n");
}

static void add_givens(struct grade_buf *out, const struct grade_givens *givens)
{
    for (size_t i = 0; i < givens->count; i++)
        add_given(out, &givens->items[i]);
}

/* "gcd(17, 0)", whole */
static char *call_of(const struct grade_step *step)
{
    struct grade_buf text = GRADE_BUF_INIT;
    const char *comma = "";
    grade_buf_addf(&text, "%s(", step->source);
    for (size_t i = 0; step->args && i < step->args->count; i++, comma = ", ") {
        grade_buf_adds(&text, comma);
        add_value(&text, step->args->items[i]);
    }
    for (size_t i = 0; step->kwargs && i + 1 < step->kwargs->count; i += 2, comma = ", ") {
        grade_buf_addf(&text, "%s%s=", comma, grade_value_text(step->kwargs->items[i], "?"));
        add_value(&text, step->kwargs->items[i + 1]);
    }
    grade_buf_addc(&text, ')');
    return grade_buf_take(&text);
}

static void add_step(struct grade_buf *out, const struct grade_step *step,
                     const struct grade_failure *stop)
{
    if (step->action == GRADE_STEP_NONE)
        return;
    bool call = step->action == GRADE_STEP_CALL;
    cleanup_free char *source = call ? call_of(step) : grade_strdup(step->source);
    add_givens(out, &step->given);
    cleanup_free char *label =
        step->number ? grade_printf("step %zu", step->number) : grade_strdup("set-up");
    grade_buf_addf(out, "case.do(\"%s\", \"%s\", ", label,
                   step->action == GRADE_STEP_EXEC ? "exec" : "eval");
    add_text(out, source);
    if (step->args && !call) {
        grade_buf_adds(out, ", args=tuple(");
        add_value(out, step->args);
        grade_buf_adds(out, "), kwargs=");
        if (step->kwargs)
            add_value(out, step->kwargs);
        else
            grade_buf_adds(out, "{}");
    }
    if (stop) {
        grade_buf_adds(out, ", last=True");
        if (stop->expected_text) {
            grade_buf_adds(out, ", expected=");
            add_text(out, stop->expected_text);
        }
    }
    grade_buf_adds(out, ")\n");
}

/* The steps up to the one that failed; of a table only its row. */
static void add_steps(struct grade_buf *out, const struct grade_case *spec,
                      const struct grade_failure *failure)
{
    for (size_t i = 0; i < spec->step_count; i++) {
        const struct grade_step *step = &spec->steps[i];
        bool last = step->number == failure->step && step->row == failure->row;
        if (step->row && !last)
            continue;
        add_step(out, step, last ? failure : NULL);
        if (last)
            return;
    }
}

static void add_surroundings(struct grade_buf *out, const struct grade_case *spec)
{
    for (size_t i = 0; i < spec->file_count; i++) {
        grade_buf_adds(out, "case.file(");
        add_text(out, spec->files[i].path);
        grade_buf_adds(out, ", ");
        add_bytes(out, spec->files[i].data, spec->files[i].len);
        grade_buf_adds(out, ")\n");
    }
    grade_buf_adds(out, "case.surround([");
    for (size_t i = 0; i < spec->argv.count; i++) {
        grade_buf_adds(out, i ? ", " : "");
        add_text(out, spec->argv.items[i]);
    }
    grade_buf_adds(out, "], {");
    for (size_t i = 0; i < spec->env.count; i++) {
        const char *item = spec->env.items[i], *equals = strchr(item, '=');
        cleanup_free char *name = grade_strndup(item, equals ? (size_t)(equals - item) : 0);
        grade_buf_adds(out, i ? ", " : "");
        add_text(out, name);
        grade_buf_adds(out, ": ");
        add_text(out, equals ? equals + 1 : "");
    }
    grade_buf_adds(out, "})\n");
}

static void add_head(struct grade_buf *out, const struct cli_debug *debug,
                     const struct grade_case *spec, const char *solution)
{
    cleanup_free char *standin = grade_printf("%s/standin.py", debug->paths->harness);
    grade_buf_adds(out, "# Written by `grade --debug`: ");
    add_text(out, spec->name); /* on one line, whatever is in it */
    grade_buf_addf(out, ", case %zu of ", spec->number);
    add_text(out, debug->problem->id);
    grade_buf_adds(out, ".\nimport datetime\nimport importlib.util\nimport sys\n"
                        "from decimal import Decimal\n\n"
                        "sys.path[0] = ''\n"
                        "nan, inf = float('nan'), float('inf')\n"
                        "spec = importlib.util.spec_from_file_location('grade_standin', ");
    add_text(out, standin);
    grade_buf_adds(out, ")\nstandin = importlib.util.module_from_spec(spec)\n"
                        "spec.loader.exec_module(standin)\n\n"
                        "case = standin.Case(");
    add_text(out, solution);
    if (debug->problem->helpers) {
        grade_buf_adds(out, ", ");
        cleanup_free char *dir = grade_printf("%s/helpers.py", debug->problem->dir);
        cleanup_free char *helpers = realpath(dir, NULL);
        add_text(out, helpers ? helpers : dir);
    }
    grade_buf_adds(out, ")\n");
}

void cli_debug_script(struct grade_buf *out, const struct cli_debug *debug,
                      const struct grade_case *spec, const struct grade_failure *failure,
                      const char *solution)
{
    add_head(out, debug, spec, solution);
    add_surroundings(out, spec);
    if (spec->kind == GRADE_CASE_PROGRAM) {
        grade_buf_adds(out, "case.program(");
        struct grade_value *input =
            grade_value_strn(spec->input ? spec->input : "", spec->input_len);
        add_value(out, input);
        grade_value_free(input);
        grade_buf_adds(out, ")\n");
        return;
    }
    add_givens(out, &spec->given);
    grade_buf_adds(out, "case.replaced = (");
    for (size_t i = 0; i < spec->replace.count; i++) {
        add_text(out, spec->replace.items[i]);
        grade_buf_addc(out, ',');
    }
    grade_buf_adds(out, ")\n");
    bool import = !failure || failure->step == SIZE_MAX;
    grade_buf_adds(out, import ? "case.begin(debug=True)\n" : "case.begin()\n");
    if (!import)
        add_steps(out, spec, failure);
}
