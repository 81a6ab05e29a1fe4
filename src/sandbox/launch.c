/* Starting the process of a cell: what its root holds, its arguments and environment, for child.c
 * to walk.
 *
 * Theory of operation at level full: as root, the supervisor clones a builder into a new mount
 * namespace. It builds the root file system, pivots, drops to the job slot's reserved uid, and
 * clones the cell, as the supervisor's child, into new user, pid, mount, net, ipc, uts and cgroup
 * namespaces. As a user the cell is cloned into those at once and builds its own root. At baseline
 * the cell is a plain child. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"

enum {
    BINDS_MAX = 48,
    LINKS_MAX = 16,
    /* Debian keeps 60000 to 64999 for reservations such as this; two for each slot, two slots for
     * each worker of a batch. */
    SLOT_UIDS = 64000,
    SLOTS_MAX = 500,
};

struct draft { /* a plan and the memory behind it */
    struct child_plan plan;
    struct child_bind binds[BINDS_MAX];
    struct child_link links[LINKS_MAX];
    struct grade_strings keep; /* made-up strings */
    struct grade_strings argv, envp;
};

#if defined(__x86_64__)
#define MULTIARCH "x86_64-linux-gnu"
#elif defined(__aarch64__)
#define MULTIARCH "aarch64-linux-gnu"
#else
#define MULTIARCH "none"
#endif

/* What every interpreter needs beside its own folders; what is not there is left out. */
static const struct {
    const char *path;
    bool device;
    const char *why;
} commons[] = {
    {"/usr/lib/" MULTIARCH, false, "shared libraries (Debian)"},
    {"/lib/" MULTIARCH, false, "the same, before /usr was merged"},
    {"/usr/lib64", false, "shared libraries (others); the loader"},
    {"/lib64", false, "the same, before /usr was merged"},
    {"/etc/ld.so.cache", false, "finding them"},
    {"/etc/alternatives", false, "libblas.so.3 and the like lead through it"},
    {"/usr/share/zoneinfo", false, "zoneinfo"},
    {"/dev/null", true, "stdin"},
    {"/dev/zero", true, "programs expect it"},
    {"/dev/full", true, "programs expect it"},
    {"/dev/random", true, "programs expect it"},
    {"/dev/urandom", true, "os.urandom of old"},
};

static const char *kept(struct draft *draft, char *text)
{
    grade_strings_add(&draft->keep, text);
    free(text);
    return draft->keep.items[draft->keep.count - 1];
}

static bool covered(const struct draft *draft, const char *path)
{
    for (unsigned i = 0; i < draft->plan.bind_count; i++) {
        const char *target = draft->binds[i].target;
        size_t len = strlen(target);
        if (!strncmp(path, target, len) && (path[len] == '\0' || path[len] == '/'))
            return true;
    }
    return false;
}

static void add_bind(struct draft *draft, const char *source, const char *target, bool device)
{
    struct stat st;
    if (covered(draft, target) || draft->plan.bind_count == BINDS_MAX || stat(source, &st) < 0)
        return;
    draft->binds[draft->plan.bind_count++] = (struct child_bind){
        .source = source, .target = target, .is_file = !S_ISDIR(st.st_mode), .device = device};
}

static void add_link(struct draft *draft, const char *target, const char *path)
{
    if (draft->plan.link_count < LINKS_MAX)
        draft->links[draft->plan.link_count++] = (struct child_link){target, path};
}

/* A common path, or, where a part of it is a symbolic link on this machine (/lib -> usr/lib), the
 * link. */
static void add_common(struct draft *draft, const char *path, bool device)
{
    char top[16];
    const char *slash = strchr(path + 1, '/');
    size_t len = slash ? (size_t)(slash - path) : strlen(path);
    char target[256];
    if (len < sizeof(top) && !strncmp(path, "/lib", 4)) {
        snprintf(top, sizeof(top), "%.*s", (int)len, path);
        ssize_t got = readlink(top, target, sizeof(target) - 1);
        if (got > 0) {
            target[got] = '\0';
            add_link(draft, kept(draft, grade_strdup(target)), kept(draft, grade_strdup(top)));
            return;
        }
    }
    add_bind(draft, path, path, device);
}

/* What a server expects to write, in the case's own tmpfs; and what it reads of its installation.
 */
static void plan_program(struct draft *draft, const char *program)
{
    /* and no more of it: there may be keys beside them */
    static const char *const parts[] = {"mime.types",   "proxy_params", "fastcgi_params",
                                        "fastcgi.conf", "scgi_params",  "uwsgi_params"};
    static const char *const links[][2] = {
        {CELL_ROOT_HOME "/var", "/var"},
        {CELL_ROOT_HOME "/run", "/run"},
        {CELL_ROOT_HOME "/srv", "/srv"},
        {CELL_ROOT_HOME "/etc/nginx", "/etc/nginx"},
        {CELL_ROOT_HOME "/etc/hosts", "/etc/hosts"},
        {CELL_ROOT_HOME "/usr/share/nginx", "/usr/share/nginx"},
    };
    add_bind(draft, program, program, false);
    for (size_t i = 0; i < GRADE_COUNT(parts); i++)
        add_bind(draft, kept(draft, grade_printf("/etc/nginx/%s", parts[i])),
                 kept(draft, grade_printf(CELL_SHARE "/nginx/%s", parts[i])), false);
    for (size_t i = 0; i < GRADE_COUNT(links); i++)
        add_link(draft, links[i][0], links[i][1]);
    draft->plan.serves = true;
}

static void plan_root(struct draft *draft, const struct grade_cell *cell)
{
    static const char *const dirs[] = {"/home", CELL_ROOT_HOME, CELL_SHARED};
    static const struct child_file files[] = {
        {"/etc/passwd", "learner:x:1000:1000::" CELL_ROOT_HOME ":/usr/sbin/nologin\n"},
        {"/etc/group", "learner:x:1000:\n"},
    };
    const struct grade_python *python = cell->config.python;
    if (strcmp(python->prefix, "/usr") !=
        0) /* its own shared libraries may lie beside its library */
        add_bind(draft, kept(draft, grade_printf("%s/lib", python->prefix)),
                 kept(draft, grade_printf("%s/lib", python->prefix)), false);
    add_bind(draft, python->library, python->library, false);
    for (size_t i = 0; i < python->site.count; i++)
        add_bind(draft, python->site.items[i], python->site.items[i], false);
    add_bind(draft, python->path, python->path, false);
    for (size_t i = 0; i < GRADE_COUNT(commons); i++)
        add_common(draft, commons[i].path, commons[i].device);
    add_bind(draft, cell->config.harness, CELL_HARNESS, false);
    add_bind(draft, cell->config.extension, CELL_EXTENSION, false);
    add_link(draft, CELL_ROOT_HOME, "/tmp");
    add_link(draft, CELL_SHARED, "/dev/shm");
    if (cell->config.program)
        plan_program(draft, cell->config.program);
    draft->plan.binds = draft->binds;
    draft->plan.links = draft->links;
    draft->plan.dirs = dirs;
    draft->plan.dir_count = GRADE_COUNT(dirs);
    draft->plan.files = files;
    draft->plan.file_count = GRADE_COUNT(files);
}

static char *join(const struct grade_strings *list, char separator)
{
    struct grade_buf text = GRADE_BUF_INIT;
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            grade_buf_addc(&text, separator);
        grade_buf_adds(&text, list->items[i]);
    }
    return grade_buf_take(&text);
}

/* What a case may read at baseline, where its root is the host's. */
static char *readable_paths(const struct grade_cell *cell)
{
    const struct grade_python *python = cell->config.python;
    struct grade_strings paths = {NULL, 0};
    cleanup_free char *lib = grade_printf("%s/lib", python->prefix);
    grade_strings_add(&paths, strcmp(python->prefix, "/usr") ? lib : python->library);
    for (size_t i = 0; i < python->site.count; i++)
        grade_strings_add(&paths, python->site.items[i]);
    for (size_t i = 0; i < GRADE_COUNT(commons); i++)
        if (!commons[i].device)
            grade_strings_add(&paths, commons[i].path);
    grade_strings_add(&paths, cell->config.harness);
    char *text = join(&paths, '\n');
    grade_strings_done(&paths);
    return text;
}

/* cell.py's arguments: see harness/cell.py. */
static void plan_arguments(struct draft *draft, const struct grade_cell *cell, bool full)
{
    const struct grade_cell_config *config = &cell->config;
    cleanup_free char *script =
        full ? grade_strdup(CELL_HARNESS "/cell.py") : grade_printf("%s/cell.py", config->harness);
    cleanup_free char *site = join(&config->python->site, ':');
    cleanup_free char *case_uid =
        grade_printf("%u", draft->plan.drop_ids ? draft->plan.uid + 1 : 0);
    cleanup_free char *readable = full ? grade_strdup("") : readable_paths(cell);
    const char *const fixed[] = {
        config->python->path,
        "-s",
        "-S",
        "-B",
        script,
        full ? CELL_EXTENSION : config->extension,
        full ? "full" : "baseline",
        case_uid,
        site,
        readable,
        full && config->program ? config->program : "",
    };
    for (size_t i = 0; i < GRADE_COUNT(fixed); i++)
        grade_strings_add(&draft->argv, fixed[i]);
    for (size_t i = 0; config->preload && i < config->preload->count; i++)
        grade_strings_add(&draft->argv, config->preload->items[i]);
}

static void plan_environment(struct draft *draft, const struct grade_cell *cell, bool full)
{
    static const char *const fixed[] = {
        "PATH=/usr/bin:/bin",     "LANG=C.UTF-8",
        "LC_ALL=C.UTF-8",         "TZ=UTC",
        "USER=learner",           "LOGNAME=learner",
        "PYTHONUTF8=1",           "PYTHONDONTWRITEBYTECODE=1",
        "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1",
        "MKL_NUM_THREADS=1",      "BLIS_NUM_THREADS=1",
        "NUMEXPR_MAX_THREADS=1",  "PYTHONIOENCODING=utf-8:surrogateescape",
    };
    for (size_t i = 0; i < GRADE_COUNT(fixed); i++)
        grade_strings_add(&draft->envp, fixed[i]);
    grade_strings_add(&draft->envp, full ? "HOME=" CELL_ROOT_HOME : "HOME=/");
    if (full)
        grade_strings_add(&draft->envp, "TMPDIR=" CELL_ROOT_HOME);
    cleanup_free char *arenas = grade_printf("MALLOC_ARENA_MAX=%d", CELL_ARENAS);
    grade_strings_add(&draft->envp, arenas);
    cleanup_free char *seed =
        grade_printf("PYTHONHASHSEED=%u", (unsigned)(cell->config.seed & 0xffffffffu));
    grade_strings_add(&draft->envp, seed);
}

/* exec wants a NULL behind the last. */
static char *const *ended(struct grade_strings *list)
{
    list->items = grade_realloc_array(list->items, list->count + 1, sizeof(*list->items));
    list->items[list->count] = NULL;
    return list->items;
}

static void plan_ids(struct draft *draft, struct grade_cell *cell)
{
    struct child_plan *plan = &draft->plan;
    plan->root = geteuid() == 0;
    plan->uid = plan->root ? SLOT_UIDS + 2 * (cell->config.slot % SLOTS_MAX) : geteuid();
    plan->gid = plan->root ? plan->uid : getegid();
    plan->drop_ids = plan->root && !plan->namespaces;
    snprintf(plan->uid_map, sizeof(plan->uid_map), "%d %u 1", INSIDE_ID, plan->uid);
    snprintf(plan->gid_map, sizeof(plan->gid_map), "%d %u 1", INSIDE_ID, plan->gid);
    cell->uid = plan->uid;
}

static void draft_done(struct draft *draft)
{
    grade_strings_done(&draft->keep);
    grade_strings_done(&draft->argv);
    grade_strings_done(&draft->envp);
}

/* child.c moves descriptors to 0..3 and shuts the rest: ours must lie above. */
static int lifted(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, 10);
    close(fd);
    return high;
}

struct ends { /* descriptors of a launch: those of the child, then ours */
    int control[2], status[2], complaints[2], null_fd;
};

static int open_ends(struct ends *ends)
{
    *ends = (struct ends){{-1, -1}, {-1, -1}, {-1, -1}, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends->control) < 0 ||
        pipe2(ends->status, O_CLOEXEC) < 0 || pipe2(ends->complaints, O_CLOEXEC) < 0)
        return -errno;
    ends->null_fd = lifted(open("/dev/null", O_RDWR | O_CLOEXEC));
    ends->control[1] = lifted(ends->control[1]);
    ends->status[1] = lifted(ends->status[1]);
    ends->complaints[1] = lifted(ends->complaints[1]);
    const int ours[] = {ends->control[0], ends->status[0], ends->complaints[0]};
    for (size_t i = 0; i < GRADE_COUNT(ours); i++)
        if (fcntl(ours[i], F_SETFL, fcntl(ours[i], F_GETFL) | O_NONBLOCK) < 0)
            return -errno;
    return ends->null_fd < 0 || ends->control[1] < 0 || ends->status[1] < 0 ||
                   ends->complaints[1] < 0
               ? -errno
               : 0;
}

static void close_ends(struct ends *ends, bool ours)
{
    grade_cleanup_fd(&ends->control[1]);
    grade_cleanup_fd(&ends->status[1]);
    grade_cleanup_fd(&ends->complaints[1]);
    grade_cleanup_fd(&ends->null_fd);
    if (ours) {
        grade_cleanup_fd(&ends->control[0]);
        grade_cleanup_fd(&ends->status[0]);
        grade_cleanup_fd(&ends->complaints[0]);
    }
}

/* The part of a path that is closed to other accounts, as a copy; NULL: they can read it. */
static char *closed_part(const char *path)
{
    struct stat st;
    size_t len = strlen(path);
    for (size_t end = 1; end <= len; end++) {
        if (path[end] != '/' && path[end] != '\0')
            continue;
        char *part = grade_strndup(path, end);
        bool found = stat(part, &st) == 0;
        mode_t wanted = found && S_ISDIR(st.st_mode) ? S_IXOTH : S_IROTH;
        if (found && !(st.st_mode & wanted))
            return part;
        free(part);
    }
    return NULL;
}

/* As root at level baseline the cell is another account, and reads these where they are. */
static int check_reach(const struct grade_cell *cell, const struct child_plan *plan,
                       struct grade_err *err)
{
    const char *const paths[] = {cell->config.harness, cell->config.extension,
                                 cell->config.python->path, cell->config.python->library};
    for (size_t i = 0; plan->drop_ids && i < GRADE_COUNT(paths); i++) {
        cleanup_free char *part = closed_part(paths[i]);
        if (part)
            return grade_fail(err, GRADE_FAULT_MACHINE, EACCES,
                              "as root at level baseline cases run as uid %u, to which %s is "
                              "closed: install grade where others can read it (cmake --install), "
                              "or chmod o+rx %s",
                              (unsigned)plan->uid, part, part);
    }
    return 0;
}

int cell_launch(struct grade_cell *cell, struct grade_err *err)
{
    bool full = cell->level == GRADE_LEVEL_FULL;
    struct draft draft;
    memset(&draft, 0, sizeof(draft));
    struct child_plan *plan = &draft.plan;
    plan->namespaces = full;
    plan_ids(&draft, cell);
    if (full)
        plan_root(&draft, cell);
    plan_arguments(&draft, cell, full);
    plan_environment(&draft, cell, full);
    plan->exe = cell->config.python->path;
    plan->argv = ended(&draft.argv);
    plan->envp = ended(&draft.envp);
    int rc = check_reach(cell, plan, err);
    if (rc < 0) {
        draft_done(&draft);
        return rc;
    }
    struct ends ends;
    rc = open_ends(&ends);
    if (rc == 0) {
        plan->control_fd = ends.control[1];
        plan->status_fd = ends.status[1];
        plan->stderr_fd = ends.complaints[1];
        plan->null_fd = ends.null_fd;
        pid_t pid = child_start(plan);
        rc = pid < 0 ? pid : 0;
        if (pid > 0 && full && plan->root)
            cell->builder = pid;
        else if (pid > 0)
            cell->pid = pid;
    }
    close_ends(&ends, rc < 0);
    draft_done(&draft);
    if (rc < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, -rc,
                                "cannot start a process in namespaces of its own");
    cell->control.fd = ends.control[0];
    cell->status.fd = ends.status[0];
    cell->complaints.fd = ends.complaints[0];
    return 0;
}
