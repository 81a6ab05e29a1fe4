/* The processors that this process may use: see grade/cpus.h. */
#include "grade/cpus.h"

#include <sched.h>
#include <stdbool.h>
#include <unistd.h>

/* More than CPU_SETSIZE (1,024) the kernel does not tell in a set of that size: EINVAL. */
static bool allowed(cpu_set_t *out)
{
    return sched_getaffinity(0, sizeof(*out), out) == 0 && CPU_COUNT(out) > 0;
}

unsigned grade_cpus(void)
{
    static unsigned count;
    cpu_set_t set;
    if (count)
        return count;
    long all = sysconf(_SC_NPROCESSORS_ONLN);
    if (allowed(&set))
        all = CPU_COUNT(&set);
    count = all < 1 ? 1 : (unsigned)all;
    return count;
}

void grade_cpus_keep(unsigned number, unsigned jobs)
{
    cpu_set_t set, one;
    if (jobs < 2 || number >= jobs || !allowed(&set) || (unsigned)CPU_COUNT(&set) != jobs)
        return;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET(cpu, &set) || number-- > 0)
            continue;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        sched_setaffinity(0, sizeof(one), &one); /* refused: then it goes where it likes */
        return;
    }
}
