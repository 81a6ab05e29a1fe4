/* System calls without libc: for code that shares its thread-local storage with another process
 * (the reaper), where even errno is somebody else's. */
#ifndef GRADE_SANDBOX_RAW_H
#define GRADE_SANDBOX_RAW_H

static inline long raw_syscall4(long number, long a, long b, long c, long d)
{
#if defined(__x86_64__)
    long rc;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall"
                     : "=a"(rc)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                     : "rcx", "r11", "memory");
    return rc;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
#else
#error "grade needs the system call convention of this architecture here"
#endif
}

#endif
