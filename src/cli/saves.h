/* Noticing that somebody saved: a file by its name in its folder, and the folders of a problem.
 *
 * Editors write in place, rename another file over it, or delete it and make it anew, so what is
 * watched is the folder, by inotify. Where that sees nothing (network file systems, no instance to
 * be had, a folder that was replaced) the file's stamp tells: look at it now and then. */
#ifndef CLI_SAVES_H
#define CLI_SAVES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "grade/err.h"

struct stamp { /* two that differ are two states of a file */
    bool exists;
    dev_t dev;
    ino_t ino;
    off_t size;
    struct timespec modified;
};
struct stamp stamp_of(const char *path);
bool stamp_same(const struct stamp *a, const struct stamp *b);

enum {
    SAVES_DONE = 1,   /* the file was closed by who wrote it, or another has taken its name */
    SAVES_UNDER = 2,  /* something is being done to it */
    SAVES_PACKAGE = 4 /* a file of the problem changed */
};
enum { SAVES_PACKAGE_FOLDERS = 3 };

struct saves {
    int fd; /* inotify, non-blocking; -1: none to be had */
    char *folder, *name;
    int wd, package_wds[SAVES_PACKAGE_FOLDERS]; /* -1: not watched */
};

/* The folder of path must exist: USAGE. Done with saves_done in any case. */
int saves_init(struct saves *out, const char *path, struct grade_err *err);
void saves_done(struct saves *saves);
/* Watches another problem's folder in place of the one before. */
void saves_watch_package(struct saves *saves, const char *folder);
/* What the events that have come say, SAVES_* bits. */
unsigned saves_read(struct saves *saves);
/* Watches the folder again where it has been replaced; call it now and then. */
void saves_renew(struct saves *saves);

#endif
