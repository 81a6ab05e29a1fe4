from collections import Counter


def run_all(checks):
    """Call all checks; return their results by name, or raise one group of all failures."""
    results, errors = {}, []
    for name, check in checks.items():
        try:
            results[name] = check()
        except Exception as error:
            error.add_note(f"in check {name}")
            errors.append(error)
    if errors:
        raise ExceptionGroup(f"{len(errors)} of {len(checks)} checks failed", errors)
    return results


def ignoring(kinds, work):
    """Call work and return its result; exceptions of these kinds are ignored, in groups as well."""
    try:
        return work()
    except* kinds:
        pass


def tally(error):
    """Return how many exceptions of each class there are in error, at any depth."""
    if not isinstance(error, BaseExceptionGroup):
        return Counter([type(error).__name__])
    total = Counter()
    for each in error.exceptions:
        total.update(tally(each))
    return total
