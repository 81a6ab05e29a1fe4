from collections import Counter


def run_all(checks):
    results, errors = {}, []
    for name, check in checks.items():
        try:
            results[name] = check()
        except BaseException as error:
            error.add_note(f"in check {name}")
            errors.append(error)
    if errors:
        raise BaseExceptionGroup(f"{len(errors)} of {len(checks)} checks failed", errors)
    return results


def ignoring(kinds, work):
    try:
        return work()
    except* kinds:
        pass


def tally(error):
    if not isinstance(error, BaseExceptionGroup):
        return {type(error).__name__: 1}
    total = Counter()
    for each in error.exceptions:
        total.update(tally(each))
    return dict(total)
