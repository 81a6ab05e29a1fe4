/* Colour, width and symbols: see color.h. */
#include "color.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool cli_color_decide(enum cli_color wish, const char *no_color, const char *term, bool is_terminal)
{
    if (wish != CLI_COLOR_AUTO)
        return wish == CLI_COLOR_ALWAYS;
    if (no_color && no_color[0])
        return false;
    return is_terminal && term && term[0] && strcmp(term, "dumb") != 0;
}

static int width_of(int fd)
{
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    int width = columns ? atoi(columns) : 0;
    return width > 0 && width < 1000 ? width : 80;
}

struct grade_report_options cli_report_options(enum cli_color wish, int verbose, int fd)
{
    return (struct grade_report_options){
        .color = cli_color_decide(wish, getenv("NO_COLOR"), getenv("TERM"), isatty(fd)),
        .ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
        .verbose = verbose,
        .width = width_of(fd),
    };
}
