"""Arrays, series and frames: numpy's and pandas's values to wire values, and back. Loaded as soon as one
of the two is imported: in the cell where a problem preloads it, else in the case process.

encode.py calls nothing of a solution's. Here the library is asked, as the solution has left it: whoever
bends pandas bends what this process says of its own frames, which is its word anyway.

Missing cells and labels (NaN, NaT, NA, None) are None, dates are dates, numpy's scalars Python's; what
they were is in the dtype.
"""

from . import encode
from .wire import Tagged

CELLS = 100000  # of one table; what is larger has its shape, columns and dtypes told, and no data

_type = type
_id = id
_issubclass = issubclass
_tuple = tuple
_list = list
_str = str
_getattr = getattr
_Exception = Exception

numpy = None  # the modules, once they are imported
pandas = None
_missing: tuple = ()  # pandas's own kinds of nothing


# Classes whose instances are means to an end: their attributes would say nothing to anybody.
MEANS = ("core.groupby.GroupBy", "core.window.Rolling", "core.window.Expanding",
         "core.resample.Resampler", "api.typing.DataFrameGroupBy", "api.typing.SeriesGroupBy",
         "api.typing.Rolling", "api.typing.Expanding", "api.typing.Resampler")


def after_numpy(module: object) -> None:
    global numpy
    numpy = module
    know(module.ndarray, array)
    encode.foreign.append((module.generic, module.generic.item))


def after_pandas(module: object) -> None:
    global pandas, _missing
    pandas = module
    _missing = (module.NaT, module.NA)
    know(module.DataFrame, frame)
    know(module.Series, series)
    for kind in (module.Timestamp, module.Timedelta):
        encode.exact[_id(kind)] = moment
    for one in _missing:
        encode.exact[_id(_type(one))] = nothing
    encode.exact[_id(module.Interval)] = interval
    encode.exact[_id(module.Period)] = period
    encode.foreign.append((module.Index, labels))
    encode.foreign.append((module.api.extensions.ExtensionArray, cells))
    for path in MEANS:
        found = module
        for name in path.split("."):
            found = _getattr(found, name, None)
        if found is not None:
            encode.bare.append(found)


def know(kind: type, told: object) -> None:
    """Instances of the very type are tagged values; those of a class derived from it hold one."""
    encode.exact[_id(kind)] = guarded(told, kind.__name__)
    encode.foreign.append((kind, lambda value: Tagged(*told(value))))


def guarded(told: object, name: str) -> object:
    """Whatever goes wrong is told in the value's place, and not taken for an error of the step's."""

    def tell(value: object, kind: type) -> tuple:
        try:
            return told(value)
        except _Exception as error:
            return "opaque", "%s that cannot be read: %s" % (name, _type(error).__name__)

    return tell


# To the wire --------------------------------------------------------------------------------


def array(value: object) -> tuple:
    body = {"dtype": _str(value.dtype), "shape": _list(value.shape)}
    if value.size > CELLS:
        body["data"] = too_many(value.size)
    elif value.dtype.kind in "mM":
        body["data"] = nested(value.astype(value.dtype.kind + "8[us]").tolist())
    else:
        body["data"] = nested(value.tolist()) if value.dtype.kind in "OV" else value.tolist()
    return "ndarray", body


def nested(value: object) -> object:
    """What tolist() gave, its cells made plain."""
    if _type(value) is _list:
        return [nested(item) for item in value]
    return cell(value)


def too_many(count: int) -> Tagged:
    return Tagged("opaque", "%d values: too many to compare" % count)


def cell(value: object) -> object:
    """One cell or label that is not missing, as a plain value."""
    kind = _type(value)
    if kind is _tuple:
        return _tuple(label(item) for item in value)
    if numpy is not None and _issubclass(kind, numpy.generic):
        return value.item()
    if pandas is not None and (kind is pandas.Timestamp or kind is pandas.Timedelta):
        return moment_tag(value)
    return value


def label(value: object) -> object:
    if _type(value) is float and value != value:
        return None
    for one in _missing:
        if value is one:
            return None
    return cell(value)


def moment_tag(value: object) -> Tagged:
    if _type(value) is pandas.Timestamp:
        return Tagged("datetime", ["datetime", value.isoformat()])
    text = "%d,%d,%d" % (value.days, value.seconds, value.microseconds)
    return Tagged("datetime", ["timedelta", text])


def moment(value: object, kind: type) -> tuple:
    """One that stands alone is of its own type, which is no datetime."""
    return "object", ["pandas." + kind.__name__, {"__value__": moment_tag(value)}]


def interval(value: object, kind: type) -> tuple:
    ends = {"left": label(value.left), "right": label(value.right), "closed": value.closed}
    return "object", ["pandas.Interval", ends]


def period(value: object, kind: type) -> tuple:
    return "object", ["pandas.Period", {"__value__": _str(value)}]


def nothing(value: object, kind: type) -> tuple:
    return "object", ["pandas.NaT" if value is pandas.NaT else "pandas.NA", None]


def labels(index: object) -> list:
    return [label(value) for value in index.tolist()]


def cells(values: object) -> list:
    """Of a series or an extension array."""
    gone = pandas.isna(values).tolist()
    return [None if no else cell(value) for value, no in zip(values.tolist(), gone)]


def names_of(body: dict, key: str, index: object) -> None:
    """The names of an index's levels, where one has a name."""
    names = [label(name) for name in index.names]
    if any(name is not None for name in names):
        body[key] = names


def series(value: object) -> tuple:
    body = {"name": label(value.name), "dtype": _str(value.dtype)}
    names_of(body, "index_names", value.index)
    if value.size > CELLS:
        body["index"] = body["data"] = too_many(value.size)
    else:
        body["index"] = labels(value.index)
        body["data"] = cells(value)
    return "series", body


def frame(value: object) -> tuple:
    rows, width = value.shape
    body = {"columns": labels(value.columns), "dtypes": [_str(one) for one in value.dtypes.tolist()]}
    names_of(body, "column_names", value.columns)
    names_of(body, "index_names", value.index)
    if rows > CELLS or rows * width > CELLS:
        body["shape"] = [rows, width]
        body["index"] = body["data"] = too_many(rows * width)
        return "frame", body
    body["index"] = labels(value.index)
    columns = [cells(value.iloc[:, at]) for at in range(width)]
    body["data"] = [_list(row) for row in zip(*columns)] if columns else [[] for _ in range(rows)]
    return "frame", body


# From the wire ------------------------------------------------------------------------------


def holes(value: object) -> object:
    """nan in place of None: that is what pandas and numpy read files with."""
    if _type(value) is _list:
        return [holes(item) for item in value]
    return float("nan") if value is None else value


def make_array(body: dict) -> object:
    import numpy

    dtype = body.get("dtype")
    made = numpy.array(body["data"] if dtype == "object" else holes(body["data"]), dtype=dtype)
    return made.reshape(body["shape"]) if "shape" in body else made


def make_index(found: "list | None", names: "list | None", length: int) -> object:
    import pandas

    if found is None:
        return pandas.RangeIndex(length, name=names[0] if names else None)
    if found and all(_type(one) is _tuple for one in found):
        return pandas.MultiIndex.from_tuples(found, names=names)
    return pandas.Index(holes(found), name=names[0] if names else None)


def make_column(data: list, dtype: "str | None", index: object, name: object = None) -> object:
    import pandas

    if dtype is None and not data:
        dtype = "object"
    return pandas.Series(holes(data), dtype=dtype, index=index, name=name)


def make_series(body: dict) -> object:
    index = make_index(body.get("index"), body.get("index_names"), len(body["data"]))
    return make_column(body["data"], body.get("dtype"), index, body.get("name"))


def make_frame(body: dict) -> object:
    import pandas

    rows, columns, dtypes = body["data"], body["columns"], body.get("dtypes") or {}
    if _type(dtypes) is _list:
        dtypes = dict(enumerate(dtypes))
    else:
        dtypes = {at: dtypes[name] for at, name in enumerate(columns) if name in dtypes}
    index = make_index(body.get("index"), body.get("index_names"), len(rows))
    made = pandas.DataFrame({at: make_column([row[at] for row in rows], dtypes.get(at), index)
                             for at in range(len(columns))}, index=index)
    made.columns = make_index(columns, body.get("column_names"), len(columns))
    return made


MAKERS = {"ndarray": make_array, "series": make_series, "frame": make_frame}


def make(tag: str, body: dict) -> object:
    return MAKERS[tag](body)
