"""What the cases use to see warnings."""
import warnings


def warned(use, *args, **kwargs):
    """Return the result of a call, or the exception's name, and the warnings that came.

    A warning is its text; with the category before it where that is another than usual.
    """
    with warnings.catch_warnings(record=True) as records:
        warnings.simplefilter("always")
        try:
            result = use(*args, **kwargs)
        except Exception as error:
            result = type(error).__name__
    texts = []
    for record in records:
        usual = record.category is DeprecationWarning
        texts.append(str(record.message) if usual else f"{record.category.__name__}: {record.message}")
    return [result, texts]


def blamed(use):
    """Return the functions whose lines the warnings of a call named: here, or elsewhere."""
    with warnings.catch_warnings(record=True) as records:
        warnings.simplefilter("always")
        use()
    code = use.__code__
    return [
        "the caller" if record.filename == code.co_filename else "somebody else"
        for record in records
    ]
