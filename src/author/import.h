/* A package on its way from somebody else's table: import.c reads the table, import_write.c writes
 * the files. */
#ifndef AUTHOR_IMPORT_H
#define AUTHOR_IMPORT_H

#include "internal.h"

struct import {
    const struct grade_import *spec;
    struct grade_strings *notes;
    struct grade_value *cases;     /* LIST of DICTs, as they will stand in cases.json */
    struct grade_value *functions; /* DICT name -> LIST of STR parameters */
    struct grade_strings replaced; /* uuids of Exercism's cases that later ones replace */
    char *title;
};

/* Whether what was made is what the loader reads: a tag may be none, a name no name. */
int import_check(const struct import *import, struct grade_err *err);
/* Makes the files in a folder that is not there yet; they need a title. */
int import_write(const struct import *import, const char *dir, struct grade_err *err);

#endif
