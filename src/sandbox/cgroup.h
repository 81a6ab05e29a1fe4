/* A control group of one case that may start processes: memory, process count and CPU time of all
 * of them.
 *
 * Only such cases need one: a single process is held by RLIMIT_DATA and its own CPU clock, and
 * putting a process into a group costs more than running most cases. v1 controllers where they can
 * be written, else v2 where it is delegated. A janitor process removes what a killed grade leaves
 * behind. Supervisor only. */
#ifndef GRADE_SANDBOX_CGROUP_H
#define GRADE_SANDBOX_CGROUP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "grade/err.h"

struct cgroup;

/* Whether groups can be had here, and if not, why and what mends it: a static text in *out_why.
 * Cheap after the first call. */
bool cgroup_usable(const char **out_why);
/* "v1", "v2" or "none". */
const char *cgroup_version(void);

/* Makes a group with these limits. The caller frees it once its processes are gone. */
int cgroup_new(struct cgroup **out, uint64_t memory_bytes, unsigned processes,
               struct grade_err *err);
int cgroup_add(struct cgroup *group, pid_t pid, struct grade_err *err);
int64_t cgroup_cpu_ns(const struct cgroup *group);   /* -1: unknown */
int64_t cgroup_peak_kib(const struct cgroup *group); /* -1: unknown */
int cgroup_tasks(const struct cgroup *group); /* threads alive or not waited for; -1: unknown */
bool cgroup_oom(const struct cgroup *group);  /* the memory limit has killed or stopped something */
void cgroup_kill(const struct cgroup *group);
void cgroup_free(struct cgroup *group); /* removes it; NULL is fine */

#endif
