/* Verifying a package: the checks in order, cheap ones first. */
#include "internal.h"

#include "grade/mem.h"

/* Which checks need what the one before found. */
static const struct {
    int (*run)(struct package *package, struct grade_err *err);
    bool grades;  /* not where the problem is skipped */
    bool mutates; /* not where mutants are not wanted, nor where the reference fails */
} checks[] = {
    {check_files, false, false},     {check_misconceptions, false, false},
    {check_integrity, false, false}, {check_solutions, true, false},
    {check_statement, false, false}, {check_stable, true, false},
    {check_mutants, true, true},     {check_cases, true, true},
};

static bool is_due(const struct package *package, size_t i)
{
    const struct solution *reference = package_reference(package);
    if (checks[i].grades && package->skipped)
        return false;
    if (!checks[i].mutates)
        return true;
    return !bench_config(package->bench)->no_mutants && reference && reference->result &&
           reference->result->verdict == GRADE_VERDICT_PASS;
}

/* A step of cases.json that does not compile comes up only in a cell. */
static int as_note(struct package *package, int rc, const struct grade_err *err)
{
    if (err->fault != GRADE_FAULT_PACKAGE)
        return rc;
    package_note_fault(package, err);
    return 0;
}

int grade_verify(struct grade_bench *bench, const char *dir, struct grade_verified *out,
                 struct grade_err *err)
{
    struct package package;
    bool usable = false;
    *out = (struct grade_verified){0};
    int rc = package_open(&package, bench, dir, out, &usable, err);
    for (size_t i = 0; usable && rc == 0 && i < GRADE_COUNT(checks); i++) {
        if (!is_due(&package, i))
            continue;
        rc = checks[i].run(&package, err);
        if (rc < 0 && (rc = as_note(&package, rc, err)) == 0)
            break;
    }
    package_done(&package);
    return rc;
}
