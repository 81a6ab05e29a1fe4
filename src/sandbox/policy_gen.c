/* Build tool: writes the filters as C arrays, so that nothing builds them at run time.
 * Usage: policy_gen > policy_bpf.h */
#include "policy.h"

#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int emit(const char *name, enum policy_ground ground, uint32_t otherwise)
{
    int rc;
    scmp_filter_ctx ctx = policy_build(ground, otherwise, &rc);
    if (!ctx) {
        fprintf(stderr, "policy_gen: %s\n", strerror(-rc));
        return 1;
    }
    FILE *file = tmpfile();
    if (!file || seccomp_export_bpf(ctx, fileno(file)) < 0) {
        fprintf(stderr, "policy_gen: cannot export the filter\n");
        exit(1);
    }
    seccomp_release(ctx);
    rewind(file);
    printf("static const struct sock_filter %s[] = {\n", name);
    struct sock_filter row;
    while (fread(&row, sizeof(row), 1, file) == 1)
        printf("    {0x%x, %u, %u, 0x%x},\n", row.code, row.jt, row.jf, row.k);
    printf("};\n");
    fclose(file);
    return 0;
}

int main(void)
{
    static const struct {
        const char *name;
        enum policy_ground ground;
        uint32_t otherwise;
    } filters[] = {
        {"policy_full_notify", POLICY_FULL, SCMP_ACT_NOTIFY},
        {"policy_full_errno", POLICY_FULL, SCMP_ACT_ERRNO(EPERM)},
        {"policy_baseline_notify", POLICY_BASELINE, SCMP_ACT_NOTIFY},
        {"policy_baseline_errno", POLICY_BASELINE, SCMP_ACT_ERRNO(EPERM)},
        {"policy_old_notify", POLICY_OLD, SCMP_ACT_NOTIFY},
        {"policy_old_errno", POLICY_OLD, SCMP_ACT_ERRNO(EPERM)},
        {"policy_server_notify", POLICY_SERVER, SCMP_ACT_NOTIFY},
        {"policy_server_errno", POLICY_SERVER, SCMP_ACT_ERRNO(EPERM)},
    };
    printf("/* Made by policy_gen from policy.c. */\n");
    for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
        if (emit(filters[i].name, filters[i].ground, filters[i].otherwise))
            return 1;
    return 0;
}
