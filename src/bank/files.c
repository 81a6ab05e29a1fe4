/* `files`: what is placed before a case starts, with paths that cannot leave the case's folder. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_COMPONENT = 255 }; /* NAME_MAX */

static const char *component_fault(const char *part, size_t len)
{
    if (len == 0)
        return "has an empty part";
    if (len == 1 && part[0] == '.')
        return "has the part '.'";
    if (len == 2 && part[0] == '.' && part[1] == '.')
        return "leads out of the case's folder";
    if (len > MAX_COMPONENT)
        return "has a part longer than 255 bytes";
    return NULL;
}

const char *bank_path_fault(const struct grade_value *path)
{
    if (!path->len || path->len > BANK_MAX_PATH)
        return "must have 1 to 1024 bytes";
    if (path->text[0] == '/')
        return "is absolute";
    if (!bank_is_prose(path->text, path->len) || strpbrk(path->text, "\n\t"))
        return "holds control characters";
    for (const char *part = path->text;;) {
        size_t len = strcspn(part, "/");
        const char *fault = component_fault(part, len);
        if (fault || !part[len])
            return fault;
        part += len + 1;
    }
}

/* "a" and "a/b": the one would have to be a file and a folder. That no path stands there twice is
 * the parser's care, as of any key. */
static bool is_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return !strncmp(path, folder, len) && path[len] == '/';
}

static int check_clashes(const struct bank_files *files, const char *path, struct grade_err *err)
{
    for (size_t i = 0; i < files->count; i++) {
        const char *other = files->files[i].path;
        if (is_below(path, other) || is_below(other, path))
            return bank_fail(err, "clashes with '%s'", bank_show(other, strlen(other)).text);
    }
    return 0;
}

static int read_data(struct grade_file *file, const struct grade_value *json, struct grade_err *err)
{
    struct grade_value *value = NULL;
    int rc = bank_plain(&value, json, err);
    if (rc < 0)
        return rc;
    if (value->kind == GRADE_KIND_STR || value->kind == GRADE_KIND_BYTES) {
        file->data = grade_strndup(value->text, value->len);
        file->len = value->len;
    } else {
        rc = bank_fail(err, "must be a string or $bytes");
    }
    grade_value_free(value);
    return rc;
}

static int add_file(struct bank_files *files, const struct grade_value *path,
                    const struct grade_value *json, struct grade_err *err)
{
    const char *fault = bank_path_fault(path);
    if (fault)
        return bank_fail(err, "the path '%s' %s", bank_show(path->text, path->len).text, fault);
    int rc = check_clashes(files, path->text, err);
    struct grade_file file = {NULL, NULL, 0};
    if (rc == 0)
        rc = read_data(&file, json, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "%s", bank_show(path->text, path->len).text);
    file.path = grade_strndup(path->text, path->len);
    files->files[files->count++] = file;
    return 0;
}

int bank_files(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct bank_files *files = field;
    if (json->count / 2 > BANK_MAX_LIST)
        return bank_fail(err, "has %zu files; %d are the most", json->count / 2, BANK_MAX_LIST);
    files->files = grade_alloc_array(json->count / 2, sizeof(files->files[0]));
    int rc = 0;
    for (size_t i = 0; i + 1 < json->count && rc == 0; i += 2)
        rc = add_file(files, json->items[i], json->items[i + 1], err);
    return rc;
}
