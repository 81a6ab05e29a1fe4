/* The digest that tells two versions of a package apart. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <string.h>

void bank_digest_init(struct bank_digest *digest)
{
    SHA256Init(&digest->sha);
}

void bank_digest_add(struct bank_digest *digest, const char *name, const void *data, size_t len)
{
    cleanup_free char *head = grade_printf("%s %zu\n", name, len);
    SHA256Update(&digest->sha, (const uint8_t *)head, strlen(head));
    if (len)
        SHA256Update(&digest->sha, data, len);
}

void bank_digest_done(struct bank_digest *digest, char out_hex[65])
{
    SHA256End(&digest->sha, out_hex);
}
