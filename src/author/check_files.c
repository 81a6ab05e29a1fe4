/* What a package needs beside the two files that grading reads. */
#include "internal.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>

static const char check[] = "files";

static size_t count_role(const struct package *package, enum solution_role role)
{
    size_t count = 0;
    for (size_t i = 0; i < package->solution_count; i++)
        count += package->solutions[i].role == role;
    return count;
}

static void missing(struct package *package, const char *file, const char *why, const char *mend)
{
    note_add(package, GRADE_NOTE_ERROR, check, file, (struct place){1, 1},
             grade_strdup("no such file"), grade_strdup(why), grade_strdup(mend));
}

/* What solutions of this kind end in: ".py", ".Dockerfile". */
static const char *ending(const struct package *package)
{
    const char *dot = strrchr(package->problem->solution_file, '.');
    static char suffix[64];
    if (!package->problem->model)
        return dot ? dot : "";
    snprintf(suffix, sizeof(suffix), ".%s", package->problem->model->suffix);
    return suffix;
}

static void check_there(struct package *package)
{
    cleanup_free char *starter = grade_printf("starter%s", ending(package));
    cleanup_free char *reference = grade_printf("solutions/reference%s", ending(package));
    cleanup_free char *wrong = grade_printf("solutions/wrong/NAME%s", ending(package));
    if (!package->readme)
        missing(package, "README.md", "it is the statement, all that the learner is told",
                "say what to write, with an example and the rules");
    if (!count_role(package, ROLE_STARTER))
        missing(package, starter, "the learner starts from it",
                "define what is asked for, without doing it");
    if (!count_role(package, ROLE_REFERENCE))
        missing(package, reference, "nothing shows that the cases can be passed",
                "add a solution that you would be glad to get");
    if (!count_role(package, ROLE_WRONG))
        missing(package, wrong, "nothing shows that a wrong solution fails",
                "add one file for each mistake that you expect, named as its misconception");
}

/* Every wrong solution is a misconception with a name, and the other way round. */
static void check_pairs(struct package *package)
{
    const struct grade_problem *problem = package->problem;
    for (size_t i = 0; i < package->solution_count; i++)
        if (package->solutions[i].role == ROLE_WRONG && !package->solutions[i].own)
            note_solution(package, GRADE_NOTE_ERROR, check, &package->solutions[i],
                          grade_printf("no misconception in problem.json is called '%s'",
                                       package->solutions[i].name),
                          grade_strdup("whoever makes this mistake gets no hint"),
                          grade_strdup("add it, with the cases that it fails and a hint"));
    for (size_t m = 0; m < problem->misconception_count; m++)
        if (!package_wrong(package, &problem->misconceptions[m]))
            note_add(
                package, GRADE_NOTE_ERROR, check, "problem.json",
                place_of_item(package->problem_json, "misconceptions", m, NULL),
                grade_printf("misconception '%s' has no solution", problem->misconceptions[m].name),
                grade_strdup("nothing shows that it is recognised"),
                grade_printf("add solutions/wrong/%s%s", problem->misconceptions[m].name,
                             ending(package)));
}

static void lacks(struct package *package, enum grade_note_kind kind, const char *what,
                  const char *why, const char *mend)
{
    note_add(package, kind, check, "problem.json", (struct place){1, 1}, grade_strdup(what),
             grade_strdup(why), grade_strdup(mend));
}

static void check_about(struct package *package)
{
    const struct grade_problem *problem = package->problem;
    if (!problem->hints.count)
        lacks(package, GRADE_NOTE_ERROR, "has no hints", "a learner who is stuck stays stuck",
              "add \"hints\": a ladder of two or three, the gentlest first");
    const struct {
        bool there;
        const char *key;
    } keys[] = {
        {problem->topic, "topic"},           {problem->concepts.count, "concepts"},
        {problem->difficulty, "difficulty"}, {problem->minutes, "minutes"},
        {problem->licence, "licence"},       {problem->source, "source"},
    };
    cleanup_buf struct grade_buf missing_keys = GRADE_BUF_INIT;
    for (size_t i = 0; i < GRADE_COUNT(keys); i++)
        if (!keys[i].there)
            grade_buf_addf(&missing_keys, "%s\"%s\"", missing_keys.len ? ", " : "", keys[i].key);
    cleanup_free char *what = grade_printf("does not say %s", grade_buf_text(&missing_keys));
    if (missing_keys.len)
        lacks(package, GRADE_NOTE_WARNING, what, "nobody can tell whether the problem is for them",
              "add the keys");
    for (size_t i = 0; i < problem->case_count; i++)
        if (!problem->cases[i].why)
            note_case(package, GRADE_NOTE_WARNING, check, i, NULL, grade_strdup("has no \"why\""),
                      grade_strdup("a learner who fails it reads what, but not why it matters"),
                      grade_strdup("say in \"why\" what it teaches when it fails"));
}

int check_files(struct package *package, struct grade_err *err)
{
    (void)err;
    check_there(package);
    check_pairs(package);
    check_about(package);
    return 0;
}
