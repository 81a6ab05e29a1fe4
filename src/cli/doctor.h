/* What the files of `grade doctor` share. */
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include "grade/doctor.h"

/* Which modules the problems of the banks ask for, and whether the interpreter has them. */
void cli_doctor_modules(struct grade_findings *to, const struct grade_python *python,
                        const char *const *banks);

#endif
