#include "internal.h"
int check_mutants(struct package *package, struct grade_err *err)
{
    (void)package;
    (void)err;
    return 0;
}
