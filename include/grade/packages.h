/* Which package of Debian brings a Python module. */
#ifndef GRADE_PACKAGES_H
#define GRADE_PACKAGES_H

/* "python3-numpy" for "numpy.linalg". Caller frees; never NULL. */
char *grade_debian_package(const char *module);

#endif
