/* The store: opening it, its schema, and what becomes of a file that is damaged. */
#include "learn/learn_internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

/* migrations[N] leads from version N to N+1. What was released is never changed: a later version
 * adds a row.
 *
 * attempt   one run of a problem. `uid` is the same wherever the row is copied to, so that an
 * import adds nothing twice. `at` is milliseconds since 1970. Hidden cases are counted, never
 *           named.
 * outcome   the visible cases of an attempt that passed or failed, by name.
 * moment    that a problem was started, or that a hint was shown.
 * place     where the learner's file of a problem lies on this machine; not exported. */
static const char *const migrations[LEARN_VERSION] = {
    "CREATE TABLE attempt ("
    "  id INTEGER PRIMARY KEY,"
    "  uid TEXT NOT NULL UNIQUE,"
    "  problem TEXT NOT NULL,"
    "  digest TEXT NOT NULL,"
    "  solution TEXT NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  day TEXT NOT NULL,"
    "  verdict TEXT NOT NULL,"
    "  partial INTEGER NOT NULL,"
    "  duration_ms INTEGER NOT NULL,"
    "  hidden_passed INTEGER NOT NULL,"
    "  hidden_failed INTEGER NOT NULL,"
    "  misconception TEXT"
    ") STRICT;"
    "CREATE INDEX attempt_problem ON attempt (problem, at);"
    "CREATE INDEX attempt_at ON attempt (at);"
    "CREATE TABLE outcome ("
    "  attempt INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,"
    "  name TEXT NOT NULL,"
    "  passed INTEGER NOT NULL,"
    "  PRIMARY KEY (attempt, name)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE moment ("
    "  uid TEXT NOT NULL PRIMARY KEY,"
    "  problem TEXT NOT NULL,"
    "  kind TEXT NOT NULL CHECK (kind IN ('start', 'hint')),"
    "  rung INTEGER NOT NULL,"
    "  at INTEGER NOT NULL,"
    "  day TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX moment_problem ON moment (problem, at);"
    "CREATE TABLE place ("
    "  problem TEXT NOT NULL PRIMARY KEY,"
    "  path TEXT NOT NULL"
    ") STRICT;",
};

enum { LOG_PAGES = 128 }; /* of the log, of 4 KiB each */

/* The file and its folder --------------------------------------------------------------------- */

/* The folders above the file that are missing, for nobody else to read. */
static int make_folders(const char *path, struct grade_err *err)
{
    cleanup_free char *folder = grade_strdup(path);
    for (char *slash = folder + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        if (mkdir(folder, 0700) < 0 && errno != EEXIST) {
            int why = errno;
            /* Above a folder that is there already, one may lack the right to look. */
            struct stat st;
            if (stat(folder, &st) < 0)
                return grade_fail_errno(err, GRADE_FAULT_MACHINE, why, "%s: cannot be made",
                                        folder);
        }
        *slash = '/';
    }
    return 0;
}

/* SQLite would wait on a FIFO for ever, and would let others read what it makes. */
static int make_file(const char *path, struct grade_err *err)
{
    struct stat st;
    int rc = make_folders(path, err);
    if (rc < 0)
        return rc;
    if (stat(path, &st) < 0) {
        cleanup_fd int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
        if (fd < 0 || fstat(fd, &st) < 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot be made", path);
    }
    if (!S_ISREG(st.st_mode))
        return grade_fail(err, GRADE_FAULT_MACHINE, EINVAL, "%s: is not a file", path);
    return 0;
}

/* A write-ahead log needs memory that its users share: several machines at one server have none. */
static bool is_remote(const char *path)
{
    static const unsigned long remote[] = {
        0x6969 /* NFS */,    0xff534d42 /* CIFS */, 0xfe534d42 /* SMB2 */, 0x517b /* SMB */,
        0x564c /* NCP */,    0x73757245 /* Coda */, 0x5346414f /* AFS */,  0x00c36400 /* Ceph */,
        0x01021997 /* 9P */, 0x65735546 /* FUSE */,
    };
    struct statfs fs;
    if (statfs(path, &fs) < 0)
        return false;
    for (size_t i = 0; i < GRADE_COUNT(remote); i++)
        if (((unsigned long)fs.f_type & 0xffffffff) == remote[i])
            return true;
    return false;
}

/* Opening ------------------------------------------------------------------------------------- */

static int pragma_number(long long *out, struct grade_learn *learn, const char *sql,
                         struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(&statement, learn, sql, err);
    if (rc == 0)
        rc = learn_step(learn, statement, err);
    if (rc > 0)
        *out = sqlite3_column_int64(statement, 0);
    return rc < 0 ? rc : 0;
}

static int check_version(struct grade_learn *learn, long long *version, struct grade_err *err)
{
    long long application = 0;
    int rc = pragma_number(version, learn, "PRAGMA user_version", err);
    if (rc == 0)
        rc = pragma_number(&application, learn, "PRAGMA application_id", err);
    if (rc < 0)
        return rc;
    if (*version > LEARN_VERSION && application == LEARN_APPLICATION)
        return grade_fail(err, GRADE_FAULT_MACHINE, EPROTO,
                          "%s: was written by a later grade (version %lld, this one knows %d); it "
                          "is left as it is: update grade",
                          learn->path, *version, LEARN_VERSION);
    if (*version != 0 && application != LEARN_APPLICATION)
        return grade_fail(err, GRADE_FAULT_MACHINE, EILSEQ, "%s: is no file of grade's",
                          learn->path);
    return 0;
}

static int migrate(struct grade_learn *learn, struct grade_err *err)
{
    long long version = 0;
    int rc = check_version(learn, &version, err);
    if (rc < 0 || version == LEARN_VERSION)
        return rc;
    rc = learn_begin(learn, err);
    if (rc < 0)
        return rc;
    /* Another process may have done it meanwhile. */
    rc = check_version(learn, &version, err);
    for (; rc == 0 && version < LEARN_VERSION; version++)
        rc = learn_run(learn, migrations[version], err);
    cleanup_free char *sign = grade_printf("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           LEARN_APPLICATION, LEARN_VERSION);
    if (rc == 0)
        rc = learn_run(learn, sign, err);
    return learn_commit(learn, rc, err);
}

/* Every run reads the whole log, as it is mostly the only one there: so it is kept short. SQLite by
 * itself would only copy it, once it is long, at every run anew, and never begin another. Where
 * somebody else is reading, a later run does it. */
static int shorten_log(void *unused, sqlite3 *db, const char *name, int pages)
{
    (void)unused;
    if (pages >= LOG_PAGES)
        sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return SQLITE_OK;
}

static int configure(struct grade_learn *learn, bool whole, int busy_ms, struct grade_err *err)
{
    sqlite3_extended_result_codes(learn->db, 1);
    sqlite3_busy_timeout(learn->db, busy_ms);
    /* The file may have come from elsewhere: nothing that stands in it is run. */
    sqlite3_db_config(learn->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(learn->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(learn->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(learn->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    int rc = learn_run(learn, "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL", err);
    /* With a log nothing has to reach the disk before grade may end: that keeps a run short, and
     * only the power failing could lose the last attempts. Who looks at the record has the time to
     * put the log in its place. Refused, as by a process that is in the way, the mode stays as it
     * was, and all is as correct. */
    sqlite3_db_config(learn->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !whole, NULL);
    sqlite3_wal_hook(learn->db, shorten_log, NULL);
    if (rc == 0)
        sqlite3_exec(learn->db,
                     is_remote(learn->path) ? "PRAGMA journal_mode = TRUNCATE"
                                            : "PRAGMA journal_mode = WAL",
                     NULL, NULL, NULL);
    return rc;
}

static int check_whole(struct grade_learn *learn, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(&statement, learn, "PRAGMA quick_check(1)", err);
    if (rc == 0)
        rc = learn_step(learn, statement, err);
    if (rc < 0)
        return rc;
    const char *verdict = (const char *)sqlite3_column_text(statement, 0);
    if (rc > 0 && verdict && !strcmp(verdict, "ok"))
        return 0;
    return grade_fail(err, GRADE_FAULT_MACHINE, EILSEQ, "%s: %s", learn->path,
                      verdict ? verdict : "is damaged");
}

static int open_once(struct grade_learn **out, const char *path, bool whole, int busy_ms,
                     struct grade_err *err)
{
    int rc = make_file(path, err);
    if (rc < 0)
        return rc;
    struct grade_learn *learn = grade_alloc(sizeof(*learn));
    learn->path = grade_strdup(path);
    if (sqlite3_open_v2(path, &learn->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        rc = learn_fail(learn, err, "cannot be opened");
    if (rc == 0)
        rc = configure(learn, whole, busy_ms, err);
    if (rc == 0)
        rc = migrate(learn, err);
    if (rc == 0 && whole)
        rc = check_whole(learn, err);
    if (rc < 0)
        grade_learn_close(learn);
    else
        *out = learn;
    return rc;
}

/* What is damaged ----------------------------------------------------------------------------- */

/* One process at a time sets aside, and finds out first whether another has done so. Bounded: who
 * holds the lock is about to rename a file. */
static int lock_folder(const char *path, struct grade_err *err)
{
    cleanup_free char *name = grade_printf("%s.lock", path);
    cleanup_fd int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot be made", name);
    for (int tries = 0; flock(fd, LOCK_EX | LOCK_NB) < 0; tries++) {
        if (errno != EWOULDBLOCK || tries == LEARN_BUSY_MS / 50)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot be locked", name);
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    return grade_take_fd(&fd);
}

/* The file under a name that is not taken, with its log, which belongs to it. */
static int rename_damaged(const char *path, struct grade_buf *notes, const char *reason,
                          struct grade_err *err)
{
    char date[32];
    struct tm now;
    time_t at = (time_t)(learn_now_ms() / 1000);
    strftime(date, sizeof(date), "%Y%m%d-%H%M%S", localtime_r(&at, &now));
    for (int i = 1; i < 100; i++) {
        cleanup_free char *aside = i == 1 ? grade_printf("%s.damaged-%s", path, date)
                                          : grade_printf("%s.damaged-%s-%d", path, date, i);
        if (renameat2(AT_FDCWD, path, AT_FDCWD, aside, RENAME_NOREPLACE) == 0) {
            cleanup_free char *log = grade_printf("%s-wal", path);
            cleanup_free char *log_aside = grade_printf("%s-wal", aside);
            cleanup_free char *shared = grade_printf("%s-shm", path);
            rename(log, log_aside);
            unlink(shared);
            grade_buf_addf(notes,
                           "the record of your progress was damaged (%s); it was kept as %s, and "
                           "a new one begun\n",
                           reason, aside);
            return 0;
        }
        if (errno != EEXIST)
            break;
    }
    return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                            "%s: is damaged and cannot be set aside", path);
}

static int set_aside(struct grade_learn **out, const char *path, struct grade_buf *notes,
                     struct grade_err *err)
{
    cleanup_fd int lock = lock_folder(path, err);
    if (lock < 0)
        return lock;
    int rc = open_once(out, path, true, LEARN_BUSY_MS, err);
    if (rc != -EILSEQ)
        return rc;
    const char *reason =
        strncmp(err->msg, path, strlen(path)) ? err->msg : err->msg + strlen(path) + 2;
    rc = rename_damaged(path, notes, reason, err);
    return rc < 0 ? rc : open_once(out, path, true, LEARN_BUSY_MS, err);
}

int learn_open(struct grade_learn **out, const char *path, bool whole, struct grade_buf *notes,
               struct grade_err *err)
{
    cleanup_free char *usual = NULL;
    int rc = path ? 0 : grade_learn_path(&usual, err);
    if (rc < 0)
        return rc;
    path = path ? path : usual;
    rc = open_once(out, path, whole, LEARN_BUSY_MS, err);
    return rc == -EILSEQ ? set_aside(out, path, notes, err) : rc;
}

struct grade_learn *grade_learn_ahead(void)
{
    cleanup_free char *path = NULL;
    struct grade_learn *learn = NULL;
    struct grade_err err;
    if (grade_learn_path(&path, &err) < 0 || access(path, F_OK) < 0 ||
        open_once(&learn, path, false, 0, &err) < 0)
        return NULL;
    sqlite3_busy_timeout(learn->db, LEARN_BUSY_MS);
    learn_run(learn, "SELECT 1 FROM attempt LIMIT 0", &err); /* so that the schema is read */
    return learn;
}

int learn_reopen(struct grade_learn **learn, struct grade_buf *notes, struct grade_err *err)
{
    cleanup_free char *path = grade_take((*learn)->path);
    grade_learn_close(grade_take(*learn));
    return learn_open(learn, path, true, notes, err);
}

int grade_learn_open(struct grade_learn **out, const char *path, struct grade_buf *notes,
                     struct grade_err *err)
{
    return learn_open(out, path, true, notes, err);
}

void grade_learn_close(struct grade_learn *learn)
{
    if (!learn)
        return;
    sqlite3_close(learn->db);
    free(learn->path);
    free(learn);
}
