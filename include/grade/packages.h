/* Which package of Debian brings a Python module or a program. */
#ifndef GRADE_PACKAGES_H
#define GRADE_PACKAGES_H

/* "python3-numpy" for "numpy.linalg". Caller frees; never NULL. */
char *grade_debian_package(const char *module);
/* Likewise of a program: "nginx-light" for "/usr/sbin/nginx". */
char *grade_debian_program(const char *path);

#endif
