/* Build tool: writes the filters as C arrays, so that nothing builds them at run time.
 * Usage: policy_gen > policy_bpf.h */
#include "policy.h"

#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int emit(const char *name, uint32_t otherwise)
{
    int rc;
    scmp_filter_ctx ctx = policy_build(otherwise, &rc);
    if (!ctx) {
        fprintf(stderr, "policy_gen: %s\n", strerror(-rc));
        return 1;
    }
    FILE *file = tmpfile();
    if (!file || seccomp_export_bpf(ctx, fileno(file)) < 0) {
        fprintf(stderr, "policy_gen: cannot export the filter\n");
        return 1;
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
    printf("/* Made by policy_gen from policy.c. */\n");
    return emit("policy_notify", SCMP_ACT_NOTIFY) || emit("policy_errno", SCMP_ACT_ERRNO(EPERM));
}
