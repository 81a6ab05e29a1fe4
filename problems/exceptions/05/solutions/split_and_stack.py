def run_all(checks):
    results, errors = {}, {}
    for name, check in checks.items():
        try:
            results[name] = check()
        except Exception as error:
            errors[name] = error
    if not errors:
        return results
    for name, error in errors.items():
        error.add_note("in check " + name)
    raise ExceptionGroup("%d of %d checks failed" % (len(errors), len(checks)), list(errors.values()))


def ignoring(kinds, work):
    """Splits a group by itself, as `except*` does."""
    try:
        return work()
    except BaseExceptionGroup as group:
        rest = group.split(kinds)[1]
        if rest is not None:
            raise rest from None
    except kinds:
        pass


def tally(error):
    """Keeps what is still to be looked at in a list, in place of calling itself."""
    counts, waiting = {}, [error]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
        else:
            name = type(each).__name__
            counts[name] = counts.get(name, 0) + 1
    return counts
