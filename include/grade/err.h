/* One error value for the whole program.
 *
 * A function that can fail takes `struct grade_err *err` last and returns 0 or a
 * negative errno; err is filled on failure only. It is a fixed-size value on the
 * caller's stack: nothing to free. A learner's verdict is never an error: it is data.
 * Any process may call these; they do not allocate. */
#ifndef GRADE_ERR_H
#define GRADE_ERR_H

/* Whose fault it is. The numbers are the program's exit statuses. */
enum grade_fault {
    GRADE_FAULT_NONE = 0,
    GRADE_FAULT_USAGE = 2,   /* the command line, or a path that it names */
    GRADE_FAULT_PACKAGE = 3, /* the problem package is broken */
    GRADE_FAULT_MACHINE = 4, /* the machine cannot do it, or grade itself failed */
    GRADE_FAULT_INTERRUPTED = 5,
};

struct grade_err {
    enum grade_fault fault;
    int errnum; /* positive errno, or 0 where none applies */
    char msg[1024];
};

/* Fills err with a message and returns -errnum (or -EINVAL where errnum is 0). `err` may be NULL.
 */
int grade_fail(struct grade_err *err, enum grade_fault fault, int errnum, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same, with ": strerror(errnum)" behind the message. */
int grade_fail_errno(struct grade_err *err, enum grade_fault fault, int errnum, const char *fmt,
                     ...) __attribute__((format(printf, 4, 5)));

/* Puts context and ": " in front of the message: "decorators/01: cases.json: ...". Returns rc. */
int grade_err_wrap(struct grade_err *err, int rc, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
