/* Release of everything that a problem owns. Every function takes half-built objects. */
#include "bank/bank_internal.h"

#include <stdlib.h>

void bank_strings_done(struct grade_strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        free(strings->items[i]);
    free(strings->items);
    *strings = (struct grade_strings){NULL, 0};
}

/* Nesting is that of the JSON it came from, which is bounded. */
void bank_raises_free(struct grade_raises *raises)
{
    if (!raises)
        return;
    free(raises->type);
    free(raises->match);
    grade_value_free(raises->args);
    grade_value_free(raises->attrs);
    grade_value_free(raises->notes);
    bank_raises_free(raises->cause);
    bank_raises_free(raises->context);
    for (size_t i = 0; i < raises->group_count; i++)
        bank_raises_free(raises->groups[i]);
    free(raises->groups);
    free(raises);
}

void bank_text_expect_free(struct grade_text_expect *expect)
{
    if (!expect)
        return;
    grade_value_free(expect->want);
    free(expect);
}

void bank_givens_done(struct grade_givens *givens)
{
    for (size_t i = 0; i < givens->count; i++) {
        struct grade_given *given = &givens->items[i];
        free(given->name);
        grade_value_free(given->value);
        free(given->signature);
        for (size_t k = 0; k < given->behaviour_count; k++) {
            grade_value_free(given->behaviours[k].value);
            grade_value_free(given->behaviours[k].when);
            free(given->behaviours[k].type);
        }
        free(given->behaviours);
    }
    free(givens->items);
    *givens = (struct grade_givens){NULL, 0};
}

void bank_step_done(struct grade_step *step)
{
    free(step->source);
    grade_value_free(step->args);
    grade_value_free(step->kwargs);
    grade_value_free(step->returns);
    bank_laws_free(step->laws);
    bank_raises_free(step->raises);
    bank_text_expect_free(step->out);
    bank_text_expect_free(step->errout);
    grade_value_free(step->warns);
    for (size_t i = 0; i < step->then_count; i++) {
        free(step->then[i].evidence);
        grade_value_free(step->then[i].want);
    }
    free(step->then);
    bank_givens_done(&step->given);
}

void bank_files_done(struct grade_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(files[i].path);
        free(files[i].data);
    }
    free(files);
}

void bank_case_done(struct grade_case *c)
{
    free(c->name);
    free(c->why);
    free(c->hint);
    free(c->keep);
    bank_strings_done(&c->needs);
    for (size_t i = 0; i < c->step_count; i++)
        bank_step_done(&c->steps[i]);
    free(c->steps);
    free(c->input);
    bank_strings_done(&c->argv);
    bank_strings_done(&c->env);
    bank_files_done(c->files, c->file_count);
    bank_givens_done(&c->given);
    bank_strings_done(&c->replace);
    bank_rule_free(c->rule);
    free(c->subject);
    free(c->subject_path);
    bank_generate_free(c->generate);
    free(c->growth);
}

void bank_misconception_done(struct grade_misconception *misconception)
{
    free(misconception->name);
    free(misconception->hint);
    bank_strings_done(&misconception->fails);
    bank_strings_done(&misconception->passes);
    grade_value_free(misconception->saw);
    bank_rule_free(misconception->rule);
}

static void free_texts(struct grade_problem *problem)
{
    free(problem->dir);
    free(problem->id);
    free(problem->title);
    free(problem->topic);
    free(problem->solution_kind);
    free(problem->solution_file);
    free(problem->subject);
    free(problem->app);
    grade_value_free(problem->settings);
    free(problem->python_versions);
    free(problem->licence);
    free(problem->source);
    free(problem->helpers);
}

void grade_problem_free(struct grade_problem *problem)
{
    if (!problem)
        return;
    free_texts(problem);
    struct grade_strings *lists[] = {
        &problem->concepts,       &problem->requires,       &problem->names,  &problem->hints,
        &problem->python_modules, &problem->python_preload, &problem->harness};
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        bank_strings_done(lists[i]);
    for (size_t i = 0; i < problem->misconception_count; i++)
        bank_misconception_done(&problem->misconceptions[i]);
    free(problem->misconceptions);
    for (size_t i = 0; i < problem->equivalent_count; i++) {
        free(problem->equivalent[i].id);
        free(problem->equivalent[i].why);
    }
    free(problem->equivalent);
    for (size_t i = 0; i < problem->case_count; i++)
        bank_case_done(&problem->cases[i]);
    free(problem->cases);
    bank_files_done(problem->references, problem->reference_count);
    free(problem);
}
