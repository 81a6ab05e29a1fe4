from collections import Counter


def run_all(checks):
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


def leaves(group):
    for each in group.exceptions:
        if isinstance(each, ExceptionGroup):
            yield from leaves(each)
        else:
            yield each


def ignoring(kinds, work):
    try:
        return work()
    except ExceptionGroup as group:
        rest = [each for each in leaves(group) if not isinstance(each, kinds)]
        if rest:
            raise ExceptionGroup(group.message, rest) from None
    except kinds:
        pass


def tally(error):
    if not isinstance(error, BaseExceptionGroup):
        return {type(error).__name__: 1}
    total = Counter()
    for each in error.exceptions:
        total.update(tally(each))
    return dict(total)
