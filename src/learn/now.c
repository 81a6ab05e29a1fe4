/* The clock, days, and ids: see learn_internal.h. */
#include "learn/learn_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

long long learn_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void learn_day(char out[11], long long at_ms)
{
    time_t when = (time_t)(at_ms / 1000);
    struct tm day;
    if (!localtime_r(&when, &day) || strftime(out, 11, "%Y-%m-%d", &day) != 10)
        memcpy(out, "1970-01-01", 11);
}

int learn_uid(char out[33], struct grade_err *err)
{
    unsigned char bytes[16];
    if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "getrandom");
    for (size_t i = 0; i < sizeof(bytes); i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    return 0;
}
