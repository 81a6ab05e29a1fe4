/* Colour, width and symbols: what the terminal is like, and what the user wants of it. */
#ifndef CLI_COLOR_H
#define CLI_COLOR_H

#include <stdbool.h>

#include "grade/report.h"

enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };

/* What somebody says on the command line wins; then NO_COLOR (not empty), a dumb or unknown
 * terminal, and no terminal at all each mean no colour. The environment is passed in: NULL is
 * unset. */
bool cli_color_decide(enum cli_color wish, const char *no_color, const char *term,
                      bool is_terminal);

/* Options for a report that goes to this descriptor. */
struct grade_report_options cli_report_options(enum cli_color wish, int verbose, int fd);

#endif
