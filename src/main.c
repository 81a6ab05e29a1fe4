/* Builds a context, calls the command line, returns its status. */
#include <stdio.h>

int main(void)
{
    puts("grade " GRADE_VERSION);
    return 0;
}
