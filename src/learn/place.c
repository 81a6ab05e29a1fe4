/* Whether progress is recorded at all, and where. */
#include "learn/learn_internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

static bool is_word(const char *value, const char *const *words)
{
    for (; *words; words++)
        if (!strcasecmp(value, *words))
            return true;
    return false;
}

bool grade_learn_wanted(void)
{
    static const char *const no[] = {"off", "no", "false", "0", NULL};
    static const char *const yes[] = {"on", "yes", "true", "1", NULL};
    const char *wish = getenv("GRADE_PROGRESS"), *ci = getenv("CI");
    if (wish && is_word(wish, no))
        return false;
    if (wish && is_word(wish, yes))
        return true;
    return !ci || !ci[0] || is_word(ci, no);
}

int grade_learn_path(char **out, struct grade_err *err)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    /* A relative path means nothing, says the specification of these folders. */
    if (state && state[0] == '/')
        *out = grade_printf("%s/grade/progress.db", state);
    else if (home && home[0] == '/')
        *out = grade_printf("%s/.local/state/grade/progress.db", home);
    else
        return grade_fail(err, GRADE_FAULT_MACHINE, ENOENT,
                          "no home is known: neither XDG_STATE_HOME nor HOME is set");
    return 0;
}
