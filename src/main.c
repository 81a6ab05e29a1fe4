/* Calls the command line, returns its status. */
#include "grade/cli.h"

int main(int argc, char **argv)
{
    return grade_cli_main(argc, argv);
}
