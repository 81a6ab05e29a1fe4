/* The table of options, which options.c parses by and shows as help. */
#ifndef CLI_OPTIONS_TABLE_H
#define CLI_OPTIONS_TABLE_H

#include "options.h"

struct option_row {
    char letter; /* 0: none */
    const char *name;
    const char *arg; /* NULL: takes none */
    const char *what;
    int (*set)(struct grade_options *o, const char *arg, struct grade_err *err);
    unsigned forms;
};
enum { OPTIONS_MAX = 64 };
extern const struct option_row option_rows[];
extern const size_t option_count; /* OPTIONS_MAX at most */

/* What --report does: "FORMAT" or "FORMAT=FILE". */
int option_set_report(struct grade_options *o, const char *arg, struct grade_err *err);

#endif
