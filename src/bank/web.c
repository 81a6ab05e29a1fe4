/* Web applications, and solutions that Django is set up for: what problem.json says of them, once
 * it is read. See `grade help kinds`. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

static int settle_django(struct grade_problem *problem, bool web, struct grade_err *err)
{
    if (!problem->django)
        return problem->settings ? bank_fail(err, "solution: 'settings' are for the framework "
                                                  "'django'")
                                 : 0;
    if (!web && strcmp(problem->solution_kind, "python") != 0)
        return bank_fail(err, "solution: 'framework' is for the kinds 'python', 'wsgi' and 'asgi'");
    bank_push(&problem->python_preload, grade_strdup("django"));
    bank_push(&problem->harness, grade_strdup("harness.django_site"));
    return 0;
}

/* What the solution has to define: the application, or what makes it. */
static void name_app(struct grade_problem *problem)
{
    if (!problem->app && !problem->django)
        problem->app = grade_strdup("app");
    if (!problem->app)
        return;
    char *name = grade_strndup(problem->app, strcspn(problem->app, "("));
    for (size_t i = 0; i < problem->names.count; i++)
        if (!strcmp(problem->names.items[i], name)) {
            free(name);
            return;
        }
    bank_push(&problem->names, name);
}

int bank_settle_web(struct grade_problem *problem, struct grade_err *err)
{
    bool wsgi = !strcmp(problem->solution_kind, "wsgi");
    bool asgi = !strcmp(problem->solution_kind, "asgi");
    if (problem->app && !wsgi && !asgi)
        return bank_fail(err, "solution: 'app' is for the kinds 'wsgi' and 'asgi'");
    int rc = settle_django(problem, wsgi || asgi, err);
    if (rc < 0 || (!wsgi && !asgi))
        return rc;
    name_app(problem);
    bank_push(&problem->harness, grade_strdup(wsgi ? "harness.web_wsgi" : "harness.web_asgi"));
    return 0;
}

bool bank_is_web(const struct grade_problem *problem)
{
    return !strcmp(problem->solution_kind, "wsgi") || !strcmp(problem->solution_kind, "asgi");
}
