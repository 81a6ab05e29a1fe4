/* Noticing that somebody saved: see saves.h. */
#include "saves.h"

#include "grade/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WRITTEN = IN_CLOSE_WRITE | IN_MOVED_TO,
    TOUCHED = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM,
    GONE = IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT,
};

struct stamp stamp_of(const char *path)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return (struct stamp){.exists = false};
    return (struct stamp){true, st.st_dev, st.st_ino, st.st_size, st.st_mtim};
}

bool stamp_same(const struct stamp *a, const struct stamp *b)
{
    return a->exists == b->exists && a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
           a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec;
}

static int watch_folder(struct saves *saves, const char *folder)
{
    if (saves->fd < 0)
        return -1;
    /* The solution may lie in the problem's folder: both then have one descriptor. */
    return inotify_add_watch(saves->fd, folder,
                             WRITTEN | TOUCHED | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
}

int saves_init(struct saves *out, const char *path, struct grade_err *err)
{
    const char *slash = strrchr(path, '/');
    *out = (struct saves){.fd = -1, .wd = -1, .package_wds = {-1, -1, -1}};
    out->folder = !slash          ? grade_strdup(".")
                  : slash == path ? grade_strdup("/")
                                  : grade_strndup(path, (size_t)(slash - path));
    out->name = grade_strdup(slash ? slash + 1 : path);
    struct stat st;
    if (!out->name[0])
        return grade_fail(err, GRADE_FAULT_USAGE, EISDIR, "%s: is a folder, not a file", path);
    if (stat(out->folder, &st) < 0 || !S_ISDIR(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT, "%s: there is no folder %s", path,
                          out->folder);
    out->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    out->wd = watch_folder(out, out->folder);
    return 0;
}

void saves_done(struct saves *saves)
{
    if (saves->fd >= 0)
        close(saves->fd);
    free(saves->folder);
    free(saves->name);
    *saves = (struct saves){.fd = -1};
}

void saves_watch_package(struct saves *saves, const char *folder)
{
    static const char *const parts[SAVES_PACKAGE_FOLDERS] = {"", "/solutions", "/subjects"};
    for (size_t i = 0; i < SAVES_PACKAGE_FOLDERS; i++) {
        int *wd = &saves->package_wds[i];
        if (*wd >= 0 && *wd != saves->wd)
            inotify_rm_watch(saves->fd, *wd);
        cleanup_free char *path = grade_printf("%s%s", folder, parts[i]);
        *wd = watch_folder(saves, path);
    }
}

static unsigned meaning(struct saves *saves, const struct inotify_event *event)
{
    unsigned news = 0;
    bool ours = event->wd == saves->wd;
    if (event->mask & IN_Q_OVERFLOW)
        return SAVES_UNDER | SAVES_PACKAGE;
    if (ours && (event->mask & GONE)) {
        saves->wd = -1;
        return SAVES_UNDER;
    }
    if (ours && event->len && !strcmp(event->name, saves->name))
        return event->mask & WRITTEN ? SAVES_DONE : SAVES_UNDER;
    for (size_t i = 0; i < SAVES_PACKAGE_FOLDERS; i++) {
        if (event->wd != saves->package_wds[i] || saves->package_wds[i] < 0)
            continue;
        news |= SAVES_PACKAGE;
        if (event->mask & GONE)
            saves->package_wds[i] = -1;
    }
    return news;
}

unsigned saves_read(struct saves *saves)
{
    char buffer[16384] __attribute__((aligned(__alignof__(struct inotify_event))));
    unsigned news = 0;
    for (;;) {
        ssize_t got = saves->fd < 0 ? -1 : read(saves->fd, buffer, sizeof(buffer));
        if (got < 0 && saves->fd >= 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return news;
        for (ssize_t at = 0; at < got;) {
            struct inotify_event event;
            memcpy(&event, buffer + at, sizeof(event));
            news |= meaning(saves, (const struct inotify_event *)(const void *)(buffer + at));
            at += (ssize_t)(sizeof(event) + event.len);
        }
    }
}

void saves_renew(struct saves *saves)
{
    if (saves->fd >= 0 && saves->wd < 0)
        saves->wd = watch_folder(saves, saves->folder);
}
