/* The one error value: see grade/err.h. */
#include "grade/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 4, 0))) static int fill(struct grade_err *err, enum grade_fault fault,
                                                      int errnum, const char *fmt, va_list args)
{
    int rc = errnum > 0 ? -errnum : -EINVAL;
    if (!err)
        return rc;
    err->fault = fault;
    err->errnum = errnum;
    vsnprintf(err->msg, sizeof(err->msg), fmt, args);
    return rc;
}

int grade_fail(struct grade_err *err, enum grade_fault fault, int errnum, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int rc = fill(err, fault, errnum, fmt, args);
    va_end(args);
    return rc;
}

int grade_fail_errno(struct grade_err *err, enum grade_fault fault, int errnum, const char *fmt,
                     ...)
{
    va_list args;
    va_start(args, fmt);
    int rc = fill(err, fault, errnum, fmt, args);
    va_end(args);
    if (err) {
        size_t used = strlen(err->msg);
        snprintf(err->msg + used, sizeof(err->msg) - used, ": %s", strerror(errnum));
    }
    return rc;
}

int grade_err_wrap(struct grade_err *err, int rc, const char *fmt, ...)
{
    if (!err)
        return rc;
    char inner[sizeof(err->msg)];
    memcpy(inner, err->msg, sizeof(inner));
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->msg, sizeof(err->msg), fmt, args);
    va_end(args);
    size_t used = strlen(err->msg);
    int room = (int)(sizeof(err->msg) - used) - 3; /* ": " and the NUL */
    if (room > 0)
        snprintf(err->msg + used, sizeof(err->msg) - used, ": %.*s", room, inner);
    return rc;
}
