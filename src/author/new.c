/* New packages, from templates: packages themselves, with words to be replaced in texts and in the
 * names of files. */
#include "internal.h"

#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char note[] = "template.txt"; /* what the template is, and its usual name */

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "__pycache__") != 0;
}

/* Templates --------------------------------------------------------------------------------------
 */

static char *take_line(char **text)
{
    size_t len = strcspn(*text, "\n");
    char *line = grade_strndup(*text, len);
    *text += len + ((*text)[len] == '\n');
    return line;
}

int grade_templates_load(struct grade_templates *out, const char *dir, struct grade_err *err)
{
    struct dirent **entries = NULL;
    int count = scandir(dir, &entries, is_visible, alphasort);
    *out = (struct grade_templates){0};
    if (count <= 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, count < 0 ? errno : ENOENT,
                                "%s: no templates", dir);
    out->items = grade_alloc_array((size_t)count, sizeof(*out->items));
    for (int i = 0; i < count; i++) {
        cleanup_free char *path = grade_printf("%s/%s/%s", dir, entries[i]->d_name, note);
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        if (grade_buf_read_file(&text, AT_FDCWD, path, GRADE_FILE_MAX, err) == 0 && text.len) {
            char *at = text.data, *what = take_line(&at);
            out->items[out->count++] =
                (struct grade_template){grade_strdup(entries[i]->d_name), what, take_line(&at)};
        }
        free(entries[i]);
    }
    free(entries);
    return out->count ? 0 : grade_fail(err, GRADE_FAULT_MACHINE, ENOENT, "%s: no templates", dir);
}

void grade_templates_done(struct grade_templates *templates)
{
    for (size_t i = 0; i < templates->count; i++) {
        free(templates->items[i].kind);
        free(templates->items[i].what);
        free(templates->items[i].name);
    }
    free(templates->items);
    *templates = (struct grade_templates){0};
}

/* Copying ----------------------------------------------------------------------------------------
 */

struct word {
    const char *mark, *text;
};
enum { WORDS = 4 };

static char *replaced(const char *text, const struct word *words)
{
    struct grade_buf out = GRADE_BUF_INIT;
    while (*text) {
        size_t i = 0;
        while (i < WORDS && strncmp(text, words[i].mark, strlen(words[i].mark)) != 0)
            i++;
        if (i < WORDS)
            grade_buf_adds(&out, words[i].text);
        else
            grade_buf_addc(&out, *text);
        text += i < WORDS ? strlen(words[i].mark) : 1;
    }
    return grade_buf_take(&out);
}

int make_folders(const char *path, struct grade_err *err)
{
    cleanup_free char *part = grade_strdup(path);
    for (char *at = part + 1;; at++) {
        if (*at && *at != '/')
            continue;
        char was = *at;
        *at = '\0';
        if (mkdir(part, 0777) < 0 && errno != EEXIST)
            return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot make the folder",
                                    part);
        *at = was;
        if (!was)
            return 0;
    }
}

int write_new_file(const char *path, const char *text, struct grade_err *err)
{
    size_t len = strlen(text);
    cleanup_fd int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot make the file", path);
    while (len) {
        ssize_t wrote = write(fd, text, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot write", path);
        text += wrote;
        len -= (size_t)wrote;
    }
    return 0;
}

static int copy_folder(const char *from, const char *to, const struct word *words,
                       struct grade_err *err);

static int copy_entry(const char *from, const char *to, const char *name, const struct word *words,
                      struct grade_err *err)
{
    cleanup_free char *source = grade_printf("%s/%s", from, name);
    cleanup_free char *plain = grade_printf("%s/%s", to, name);
    cleanup_free char *target = replaced(plain, words);
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct stat st;
    if (stat(source, &st) == 0 && S_ISDIR(st.st_mode))
        return copy_folder(source, target, words, err);
    int rc = grade_buf_read_file(&text, AT_FDCWD, source, GRADE_FILE_MAX, err);
    if (rc < 0)
        return rc;
    cleanup_free char *made = replaced(grade_buf_text(&text), words);
    return write_new_file(target, made, err);
}

static int copy_folder(const char *from, const char *to, const struct word *words,
                       struct grade_err *err)
{
    struct dirent **entries = NULL;
    int rc = make_folders(to, err),
        count = rc < 0 ? 0 : scandir(from, &entries, is_visible, alphasort);
    for (int i = 0; i < count; i++) {
        if (rc == 0 && strcmp(entries[i]->d_name, note) != 0)
            rc = copy_entry(from, to, entries[i]->d_name, words, err);
        free(entries[i]);
    }
    free(entries);
    return rc;
}

/* In JSON and in Markdown alike, so no quotes, and nothing that ends a line. */
bool is_title(const char *title)
{
    for (const char *at = title; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == '"' || *at == '\\')
            return false;
    return title[0] != '\0' && strlen(title) <= 120;
}

static bool is_name(const char *name)
{
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    return name[0] && !name[len] && !(name[0] >= '0' && name[0] <= '9');
}

static bool is_id(const char *id)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t topic = strspn(id, letters);
    const char *number = id[topic] == '/' ? id + topic + 1 : "";
    return topic && number[0] && !number[strspn(number, letters)];
}

int new_folder(char **out_dir, const char *bank, const char *id, struct grade_err *err)
{
    struct stat st;
    if (!is_id(id))
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "'%s' is no name for a problem: it is like decorators/01, in lower case",
                          id);
    cleanup_free char *dir = grade_printf("%s/%s", bank, id);
    if (lstat(dir, &st) == 0)
        return grade_fail(err, GRADE_FAULT_USAGE, EEXIST, "%s: is there already", dir);
    *out_dir = grade_take(dir);
    return 0;
}

int grade_new_package(const struct grade_new *spec, char **out_dir, struct grade_err *err)
{
    cleanup_free char *dir = NULL;
    int rc = new_folder(&dir, spec->bank, spec->id, err);
    if (rc < 0)
        return rc;
    if (!is_title(spec->title))
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "the title must be one line of at most 120 bytes without \" and \\");
    if (spec->name[0] && !is_name(spec->name))
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "'%s' is not a name of Python", spec->name);
    cleanup_free char *topic = grade_strndup(spec->id, strcspn(spec->id, "/"));
    cleanup_free char *from = grade_printf("%s/%s", spec->templates, spec->kind);
    const struct word words[WORDS] = {{"@NAME@", spec->name},
                                      {"@TITLE@", spec->title},
                                      {"@TOPIC@", topic},
                                      {"@FILE@", "solution.py"}};
    rc = copy_folder(from, dir, words, err);
    if (rc == 0)
        *out_dir = grade_take(dir);
    return rc;
}
