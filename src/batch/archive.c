/* Archives as learning platforms export them, read by libarchive, which is loaded only where one is
 * named: it brings a dozen libraries, and every start of grade would pay for them.
 *
 * An archive is hostile: names that lead out of it, links, encrypted or doubled entries, a few
 * bytes that become gigabytes. Nothing of it is written under a name: what may be a solution goes
 * into one file that has none. */
#include "internal.h"

#include "grade/mem.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FREELY_MAX  (64LL * 1024 * 1024)       /* may come out of any archive */
#define RATIO_MAX   200LL                      /* of what comes out to what is in it, beyond that */
#define TOTAL_MAX   (4LL * 1024 * 1024 * 1024) /* whatever the ratio */
#define SPOOLED_MAX (1LL * 1024 * 1024 * 1024) /* of solutions */

/* What is used of libarchive, by the types that its header gives. */
#define FUNCTIONS(X)                                                                               \
    X(archive_read_new)                                                                            \
    X(archive_read_free)                                                                           \
    X(archive_read_support_format_zip)                                                             \
    X(archive_read_support_format_tar)                                                             \
    X(archive_read_support_filter_gzip)                                                            \
    X(archive_read_support_filter_bzip2)                                                           \
    X(archive_read_support_filter_xz)                                                              \
    X(archive_read_support_filter_zstd)                                                            \
    X(archive_read_open_fd)                                                                        \
    X(archive_read_open_memory)                                                                    \
    X(archive_read_next_header)                                                                    \
    X(archive_read_data_block)                                                                     \
    X(archive_read_data_skip)                                                                      \
    X(archive_error_string)                                                                        \
    X(archive_format)                                                                              \
    X(archive_entry_pathname_utf8)                                                                 \
    X(archive_entry_pathname)                                                                      \
    X(archive_entry_filetype)                                                                      \
    X(archive_entry_hardlink)                                                                      \
    X(archive_entry_is_encrypted)

static struct {
#define X(name) __typeof__ (&(name))(name);
    FUNCTIONS(X)
#undef X
    void *handle;
} lib;

static int load_library(struct grade_err *err)
{
    static const char *const names[] = {
#define X(name) #name,
        FUNCTIONS(X)
#undef X
    };
    if (lib.handle)
        return 0;
    void *handle = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return grade_fail(err, GRADE_FAULT_MACHINE, 0,
                          "archives need libarchive: apt install libarchive13 (%s)", dlerror());
    void *symbols[GRADE_COUNT(names)];
    for (size_t i = 0; i < GRADE_COUNT(names); i++) {
        symbols[i] = dlsym(handle, names[i]);
        if (!symbols[i]) {
            dlclose(handle);
            return grade_fail(err, GRADE_FAULT_MACHINE, 0, "libarchive lacks %s", names[i]);
        }
    }
    /* All members before the handle are pointers to functions, in the order of the names. */
    memcpy(&lib, symbols, sizeof(symbols));
    lib.handle = handle;
    return 0;
}

bool batch_is_archive_name(const char *path)
{
    static const char *const ends[] = {".zip",     ".tar",    ".tgz",     ".tar.gz", ".tbz2",
                                       ".tar.bz2", ".tar.xz", ".tar.zst", ".txz"};
    size_t len = strlen(path);
    for (size_t i = 0; i < GRADE_COUNT(ends); i++) {
        size_t end = strlen(ends[i]);
        if (len > end && !strcasecmp(path + len - end, ends[i]))
            return true;
    }
    return false;
}

struct unpack {
    struct archive *archive;
    struct batch_files *files;
    struct grade_submissions *list;
    const char *name; /* of the archive */
    long long produced, produced_max;
    size_t entries;
    struct grade_err *err;
};

static int broken(const struct unpack *unpack)
{
    const char *why = lib.archive_error_string(unpack->archive);
    return grade_fail(unpack->err, GRADE_FAULT_USAGE, 0, "%s: cannot be read as an archive: %s",
                      unpack->name, why ? why : "it is damaged");
}

/* Places ----------------------------------------------------------------------------------------
 */

/* Why a name cannot be a place below a folder, or NULL. */
static const char *place_fault(const char *place)
{
    enum { PLACE_MAX = 1024 };
    size_t len = strlen(place), parts = 1;
    if (len == 0 || len > PLACE_MAX)
        return len ? "the name is too long" : "the name is empty";
    if (*place == '/')
        return "the name is absolute";
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)place[i] < 0x20 || place[i] == 0x7f)
            return "the name has a control character";
        parts += place[i] == '/';
    }
    if (parts > BATCH_DEPTH_MAX)
        return "the name has too many parts";
    for (const char *part = place; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
        size_t size = strcspn(part, "/");
        if (size == 0 || (size == 1 && *part == '.'))
            return "the name has an empty part";
        if (size == 2 && !strncmp(part, "..", 2))
            return "the name leads out of the archive";
    }
    return grade_is_utf8(place, len) ? NULL : "the name is not UTF-8";
}

static const char *place_of(struct archive_entry *entry)
{
    const char *place = lib.archive_entry_pathname_utf8(entry);
    if (!place)
        place = lib.archive_entry_pathname(entry);
    while (place && !strncmp(place, "./", 2))
        place += 2;
    return place ? place : "";
}

/* Data ------------------------------------------------------------------------------------------
 */

static int open_spool(struct grade_submissions *list, struct grade_err *err)
{
    if (list->spool < 0)
        list->spool = grade_open_unnamed(err);
    return list->spool < 0 ? list->spool : 0;
}

static int spool(struct unpack *unpack, off_t at, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t wrote = pwrite(unpack->list->spool, data, len, at);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return grade_fail_errno(unpack->err, GRADE_FAULT_MACHINE, errno,
                                    "%s: cannot keep what is in it", unpack->name);
        data += wrote;
        len -= (size_t)wrote;
        at += wrote;
    }
    return 0;
}

static int count_produced(struct unpack *unpack, size_t len)
{
    unpack->produced += (long long)len;
    if (unpack->produced <= unpack->produced_max)
        return 0;
    return grade_fail(unpack->err, GRADE_FAULT_USAGE, 0,
                      "%s: refused: more than %lld MiB come out of it, which no solutions do",
                      unpack->name, unpack->produced_max / 1024 / 1024);
}

/* Reads an entry to its end. What fits goes into the spool; file NULL: nowhere. Its faults are the
 * entry's; negative only for what ends the archive. */
static int read_data(struct unpack *unpack, struct batch_file *file)
{
    for (;;) {
        const void *data = NULL;
        size_t len = 0;
        int64_t at = 0;
        int rc = lib.archive_read_data_block(unpack->archive, &data, &len, &at);
        if (rc == ARCHIVE_EOF)
            return 0;
        if (rc == ARCHIVE_FATAL)
            return broken(unpack);
        if (rc < ARCHIVE_WARN) {
            const char *why = lib.archive_error_string(unpack->archive);
            if (file && !file->fault)
                file->fault = grade_printf("cannot be read: %s", why ? why : "it is damaged");
            return 0;
        }
        rc = count_produced(unpack, len);
        if (rc < 0)
            return rc;
        if (!file || file->fault)
            continue;
        if (at < 0 || at + (int64_t)len > GRADE_SOLUTION_MAX) {
            file->fault = grade_printf("larger than %d bytes", GRADE_SOLUTION_MAX);
            continue;
        }
        rc = spool(unpack, file->offset + at, data, len);
        if (rc < 0)
            return rc;
        if ((size_t)at + len > file->len)
            file->len = (size_t)at + len;
    }
}

/* Entries ---------------------------------------------------------------------------------------
 */

/* Where the format lets one seek, nothing is unpacked to get past an entry. */
static int pass_over(struct unpack *unpack)
{
    bool zip =
        (lib.archive_format(unpack->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
    if (!zip)
        return read_data(unpack, NULL);
    return lib.archive_read_data_skip(unpack->archive) == ARCHIVE_FATAL ? broken(unpack) : 0;
}

static char *entry_fault(struct archive_entry *entry)
{
    if (lib.archive_entry_hardlink(entry) || lib.archive_entry_filetype(entry) == AE_IFLNK)
        return grade_strdup("is a link");
    if (lib.archive_entry_filetype(entry) != AE_IFREG)
        return grade_strdup("is no regular file");
    if (lib.archive_entry_is_encrypted(entry))
        return grade_strdup("is encrypted");
    return NULL;
}

static int take_python(struct unpack *unpack, struct archive_entry *entry, const char *place)
{
    struct batch_file file = {.place = grade_strdup(place), .fault = entry_fault(entry)};
    int rc = 0;
    if (unpack->list->spool_len > SPOOLED_MAX)
        rc = grade_fail(unpack->err, GRADE_FAULT_USAGE, 0,
                        "%s: refused: its Python files are more than %lld MiB together",
                        unpack->name, SPOOLED_MAX / 1024 / 1024);
    if (rc == 0 && file.fault)
        rc = pass_over(unpack);
    else if (rc == 0)
        rc = open_spool(unpack->list, unpack->err);
    if (rc == 0 && !file.fault) {
        file.offset = unpack->list->spool_len;
        rc = read_data(unpack, &file);
        unpack->list->spool_len += (off_t)file.len;
    }
    batch_files_add(unpack->files, &file);
    return rc;
}

static int take_entry(struct unpack *unpack, struct archive_entry *entry)
{
    const char *place = place_of(entry);
    const char *fault = place_fault(place);
    enum batch_place kind = fault ? BATCH_PLACE_OTHER : batch_place_kind(place);
    if (++unpack->entries > BATCH_ENTRIES_MAX)
        return grade_fail(unpack->err, GRADE_FAULT_USAGE, 0, "%s: refused: more than %d entries",
                          unpack->name, BATCH_ENTRIES_MAX);
    if (lib.archive_entry_filetype(entry) == AE_IFDIR)
        return 0;
    if (kind == BATCH_PLACE_PYTHON)
        return take_python(unpack, entry, place);
    if (kind == BATCH_PLACE_OTHER)
        batch_note(unpack->list, "%s: %s: %s", unpack->name, place,
                   fault ? fault : "is no Python file");
    return pass_over(unpack);
}

static int take_entries(struct unpack *unpack)
{
    for (;;) {
        struct archive_entry *entry = NULL;
        int rc = lib.archive_read_next_header(unpack->archive, &entry);
        if (rc == ARCHIVE_EOF)
            return 0;
        if (rc < ARCHIVE_WARN)
            return broken(unpack);
        rc = take_entry(unpack, entry);
        if (rc < 0)
            return rc;
    }
}

static long long allowed(long long size)
{
    long long most = size > TOTAL_MAX / RATIO_MAX ? TOTAL_MAX : size * RATIO_MAX;
    return most < FREELY_MAX ? FREELY_MAX : most;
}

/* fd, or memory where it is -1. */
static int unpack_all(struct unpack *unpack, int fd, const void *data, size_t len)
{
    enum { BLOCK = 65536 };
    unpack->archive = lib.archive_read_new();
    if (!unpack->archive)
        return grade_fail(unpack->err, GRADE_FAULT_MACHINE, ENOMEM, "libarchive does not start");
    lib.archive_read_support_format_zip(unpack->archive);
    lib.archive_read_support_format_tar(unpack->archive);
    lib.archive_read_support_filter_gzip(unpack->archive);
    lib.archive_read_support_filter_bzip2(unpack->archive);
    lib.archive_read_support_filter_xz(unpack->archive);
    lib.archive_read_support_filter_zstd(unpack->archive);
    int rc = fd >= 0 ? lib.archive_read_open_fd(unpack->archive, fd, BLOCK)
                     : lib.archive_read_open_memory(unpack->archive, data, len);
    rc = rc != ARCHIVE_OK ? broken(unpack) : take_entries(unpack);
    lib.archive_read_free(unpack->archive);
    return rc;
}

int batch_read_archive(struct batch_files *out, struct grade_submissions *list, const char *path,
                       struct grade_err *err)
{
    struct stat st;
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &st) < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open", path);
    if (!S_ISREG(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: is not a regular file", path);
    struct unpack unpack = {
        .files = out, .list = list, .name = path, .produced_max = allowed(st.st_size), .err = err};
    int rc = load_library(err);
    return rc < 0 ? rc : unpack_all(&unpack, fd, NULL, 0);
}

int batch_read_archive_bytes(struct batch_files *out, struct grade_submissions *list,
                             const void *data, size_t len, struct grade_err *err)
{
    struct unpack unpack = {.files = out,
                            .list = list,
                            .name = "archive",
                            .produced_max = allowed((long long)len),
                            .err = err};
    int rc = load_library(err);
    return rc < 0 ? rc : unpack_all(&unpack, -1, data, len);
}
