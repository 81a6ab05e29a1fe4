/* Packages of older formats. There has been one format so far; what is mended is a package that
 * does not say so. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { NEWEST = 1 };

static int check_format(const struct grade_value *format, struct grade_err *err)
{
    long long number = grade_value_number(format, 0);
    if (format->kind != GRADE_KIND_INT)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL,
                          "format: must be a whole number; the newest is %d", NEWEST);
    if (number > NEWEST)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL,
                          "format %.20s is newer than this grade, which knows %d: update grade",
                          format->text, NEWEST);
    if (number < NEWEST)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL,
                          "there never was a format %.20s; the first is %d", format->text, NEWEST);
    return 0;
}

/* The key in front of the others, laid out as they are. */
static char *with_format(const char *text)
{
    const char *brace = strchr(text, '{'), *behind = brace + 1;
    size_t room = strspn(behind, " \t\r\n");
    bool empty = behind[room] == '}';
    return grade_printf("%.*s%.*s\"format\": %d%s%s", (int)(behind - text), text, (int)room, behind,
                        NEWEST,
                        empty  ? ""
                        : room ? ","
                               : ", ",
                        behind);
}

int grade_upgrade(const char *dir, char **out_text, struct grade_err *err)
{
    cleanup_free char *path = grade_printf("%s/problem.json", dir);
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct grade_value *json = NULL;
    *out_text = NULL;
    int rc = grade_buf_read_file(&text, AT_FDCWD, path, GRADE_FILE_MAX, err);
    if (rc == 0)
        rc = grade_json_parse(&json, grade_buf_text(&text), text.len, err);
    if (rc == 0 && json->kind != GRADE_KIND_DICT)
        rc = grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "must be an object");
    const struct grade_value *format = rc == 0 ? grade_value_get(json, "format") : NULL;
    if (rc == 0 && format)
        rc = check_format(format, err);
    else if (rc == 0)
        *out_text = with_format(grade_buf_text(&text));
    grade_value_free(json);
    return rc < 0 ? grade_err_wrap(err, rc, "%s", path) : 0;
}
