/* The command line: `grade [OPTIONS] PROBLEM SOLUTION` and its other commands. Returns the exit
 * status of the program; the meaning of each is in `grade --help`. Supervisor only. */
#ifndef GRADE_CLI_H
#define GRADE_CLI_H

int grade_cli_main(int argc, char **argv);

#endif
