/* A folder of what was handed in. Its content is a learner's: no link is followed, nothing but
 * names is read, depth and number are bounded. */
#include "internal.h"

#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    struct batch_files *files;
    struct grade_submissions *list;
    const char *root;
    size_t entries;
    struct grade_err *err;
};

static int walk_folder(struct walk *walk, int fd, const char *place, int depth);

static int enter_folder(struct walk *walk, int parent, const char *entry, const char *place,
                        int depth)
{
    if (depth == BATCH_DEPTH_MAX) {
        batch_note(walk->list, "%s: %s: folders nested deeper than %d", walk->root, place,
                   BATCH_DEPTH_MAX);
        return 0;
    }
    int fd = openat(parent, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        batch_note(walk->list, "%s: %s: %s", walk->root, place, strerror(errno));
        return 0;
    }
    return walk_folder(walk, fd, place, depth + 1);
}

static int take_entry(struct walk *walk, int parent, const char *entry, const char *place,
                      int depth)
{
    struct stat st;
    enum batch_place kind = batch_place_kind(place);
    if (kind == BATCH_PLACE_SILENT)
        return 0;
    if (++walk->entries > BATCH_ENTRIES_MAX)
        return grade_fail(walk->err, GRADE_FAULT_USAGE, 0, "%s: more than %d files", walk->root,
                          BATCH_ENTRIES_MAX);
    if (fstatat(parent, entry, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return 0; /* gone meanwhile */
    if (S_ISDIR(st.st_mode))
        return enter_folder(walk, parent, entry, place, depth);
    if (kind == BATCH_PLACE_OTHER) {
        batch_note(walk->list, "%s: %s: is no Python file", walk->root, place);
        return 0;
    }
    /* Links and what is no regular file are found out, and told, when it is opened. */
    batch_files_add(walk->files,
                    &(struct batch_file){.place = grade_strdup(place),
                                         .path = grade_printf("%s/%s", walk->root, place)});
    return 0;
}

/* Takes over fd. */
static int walk_folder(struct walk *walk, int fd, const char *place, int depth)
{
    DIR *dir = fdopendir(fd);
    int rc = 0;
    if (!dir) {
        close(fd);
        return grade_fail_errno(walk->err, GRADE_FAULT_USAGE, errno, "%s/%s", walk->root, place);
    }
    for (struct dirent *entry; rc == 0 && (entry = readdir(dir));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        cleanup_free char *below = grade_printf("%s%s%s", place, *place ? "/" : "", entry->d_name);
        rc = take_entry(walk, dirfd(dir), entry->d_name, below, depth);
    }
    closedir(dir);
    return rc;
}

int batch_read_folder(struct batch_files *out, struct grade_submissions *list, const char *path,
                      struct grade_err *err)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    cleanup_free char *root = grade_strndup(path, len);
    struct walk walk = {.files = out, .list = list, .root = root, .err = err};
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open the folder", path);
    return walk_folder(&walk, fd, "", 0);
}
