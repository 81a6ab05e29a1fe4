/* The files of a package whose cases come from somebody else's table. */
#include "import.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* Rows stand in lines of their own. */
static void add_table(struct grade_buf *text, const struct grade_value *table)
{
    grade_buf_addc(text, '[');
    for (size_t i = 0; i < table->count; i++) {
        grade_buf_adds(text, i ? ",\n     " : "\n     ");
        grade_value_to_json(text, table->items[i]);
    }
    grade_buf_addc(text, ']');
}

static void add_case_text(struct grade_buf *text, const struct grade_value *one)
{
    for (size_t k = 0; k + 1 < one->count; k += 2) {
        grade_buf_adds(text, k ? ", " : "{");
        grade_value_to_json(text, one->items[k]);
        grade_buf_adds(text, ": ");
        if (grade_value_is_str(one->items[k], "table"))
            add_table(text, one->items[k + 1]);
        else
            grade_value_to_json(text, one->items[k + 1]);
    }
    grade_buf_addc(text, '}');
}

static char *cases_text(const struct import *import)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(&text, "{\"cases\": [\n");
    for (size_t i = 0; i < import->cases->count; i++) {
        grade_buf_adds(&text, i ? ",\n  " : "  ");
        add_case_text(&text, import->cases->items[i]);
    }
    grade_buf_adds(&text, "\n]}\n");
    return grade_buf_take(&text);
}

static void add_names(struct grade_buf *text, const struct import *import)
{
    for (size_t i = 0; i + 1 < import->functions->count; i += 2) {
        grade_buf_adds(text, i ? ", " : "");
        grade_json_quote(text, import->functions->items[i]->text, import->functions->items[i]->len);
    }
}

static char *problem_text(const struct import *import, const char *topic)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(&text, "{\n  \"format\": 1,\n  \"title\": ");
    grade_json_quote(&text, import->title, strlen(import->title));
    grade_buf_addf(&text, ",\n  \"topic\": \"%s\",\n  \"names\": [", topic);
    add_names(&text, import);
    grade_buf_adds(&text, "],\n  \"hints\": [],\n  \"misconceptions\": []\n}\n");
    return grade_buf_take(&text);
}

static void add_signature(struct grade_buf *text, const struct import *import, size_t i)
{
    const struct grade_value *parameters = import->functions->items[i + 1];
    grade_buf_addf(text, "%s(", import->functions->items[i]->text);
    for (size_t k = 0; k < parameters->count; k++)
        grade_buf_addf(text, "%s%s", k ? ", " : "", parameters->items[k]->text);
    grade_buf_addc(text, ')');
}

static char *starter_text(const struct import *import)
{
    struct grade_buf text = GRADE_BUF_INIT;
    for (size_t i = 0; i + 1 < import->functions->count; i += 2) {
        grade_buf_adds(&text, i ? "\n\ndef " : "def ");
        add_signature(&text, import, i);
        grade_buf_adds(&text, ":\n    return None\n");
    }
    return grade_buf_take(&text);
}

static char *statement_text(const struct import *import)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, "# %s\n\nWrite in `solution.py`:\n\n", import->title);
    for (size_t i = 0; i + 1 < import->functions->count; i += 2) {
        grade_buf_adds(&text, "- `");
        add_signature(&text, import, i);
        grade_buf_adds(&text, "`\n");
    }
    return grade_buf_take(&text);
}

int import_write(const struct import *import, const char *dir, struct grade_err *err)
{
    cleanup_free char *topic = grade_strndup(import->spec->id, strcspn(import->spec->id, "/"));
    cleanup_free char *solutions = grade_printf("%s/solutions/wrong", dir);
    const struct {
        const char *name;
        char *text;
    } files[] = {{"problem.json", problem_text(import, topic)},
                 {"cases.json", cases_text(import)},
                 {"README.md", statement_text(import)},
                 {"starter.py", starter_text(import)}};
    int rc = make_folders(solutions, err);
    for (size_t i = 0; i < GRADE_COUNT(files); i++) {
        cleanup_free char *path = grade_printf("%s/%s", dir, files[i].name);
        if (rc == 0)
            rc = write_new_file(path, files[i].text, err);
        free(files[i].text);
    }
    return rc;
}

int import_check(const struct import *import, struct grade_err *err)
{
    cleanup_free char *problem = problem_text(import, "import");
    cleanup_free char *cases = cases_text(import);
    struct grade_problem *made = NULL;
    int rc = grade_problem_make(&made, import->spec->id, problem, cases, err);
    grade_problem_free(made);
    if (rc < 0)
        err->fault = GRADE_FAULT_USAGE;
    return rc;
}
