"""Arrays and frames: what becomes of numpy's and pandas's values, and what is made of given ones."""

import datetime
import unittest
import warnings

from harness import encode, tables, wire
from supervisor import Tag

try:
    import numpy
    import pandas
except ImportError:
    pandas = None

NAN = float("nan")
DAY = Tag("datetime", ["datetime", "2024-05-17T00:00:00"])


def setUpModule():
    if pandas is None:
        raise unittest.SkipTest("python3-pandas is not installed")
    tables.after_numpy(numpy)
    tables.after_pandas(pandas)


def tearDownModule():
    encode.exact.clear()
    del encode.foreign[:], encode.bare[:]


def back(value):
    return wire.loads(encode.encode(value).data, Tag)


def frame_of(**columns):
    return pandas.DataFrame(columns)


def obj(name, value):
    return Tag("object", [name, {"__value__": value}])


def scalars():
    one, when = numpy.int64(3), pandas.Timestamp("2024-05-17")
    return [
        ("an int of numpy's", one, obj("numpy.int64", 3)),
        ("a float of numpy's", numpy.float64(1.5), obj("numpy.float64", 1.5)),
        ("a bool of numpy's", numpy.bool_(True), obj(encode.type_name(numpy.bool_), True)),
        ("a timestamp", when, obj("pandas.Timestamp", DAY)),
        ("a timedelta", pandas.Timedelta("1d 2s"), obj("pandas.Timedelta", Tag("datetime", ["timedelta", "1,2,0"]))),
        ("no time", pandas.NaT, Tag("object", ["pandas.NaT", None])),
        ("nothing", pandas.NA, Tag("object", ["pandas.NA", None])),
        ("a period", pandas.Period("2024-05"), obj("pandas.Period", "2024-05")),
        ("an interval", pandas.Interval(0, 5),
         Tag("object", ["pandas.Interval", {"left": 0, "right": 5, "closed": "right"}])),
        ("an index", pandas.Index(["a", "b"]), obj(encode.type_name(pandas.Index), ["a", "b"])),
        ("a categorical", pandas.Categorical(["a", None]), obj(encode.type_name(pandas.Categorical), ["a", None])),
        ("groups", frame_of(a=[1]).groupby("a"),
         Tag("object", ["pandas.core.groupby.generic.DataFrameGroupBy", None])),
    ]


class Encode(unittest.TestCase):
    def body(self, value, tag="frame"):
        told = back(value)
        self.assertEqual(told.tag, tag, told)
        return told.body

    def test_scalars(self):
        for label, value, expected in scalars():
            with self.subTest(label):
                self.assertEqual(repr(back(value)), repr(expected))

    def test_arrays(self):
        nat = numpy.array(["2024-05-17", "NaT"], dtype="datetime64[ns]")
        for value, shape, data in (
                (numpy.array([[1, 2], [3, 4]]), [2, 2], [[1, 2], [3, 4]]),
                (numpy.array([1.5, NAN]), [2], [1.5, NAN]),
                (numpy.array(7), [], 7), (numpy.array(["a", "b"]), [2], ["a", "b"]),
                (numpy.array([numpy.int64(1), None, [2]], dtype=object), [3], [1, None, [2]]),
                (nat, [2], [DAY, None])):
            with self.subTest(value):
                told = self.body(value, "ndarray")
                self.assertEqual([told["dtype"], told["shape"]], [str(value.dtype), shape])
                if value is not nat:
                    self.assertEqual(repr(told["data"]), repr(data))
                else:
                    self.assertEqual(repr(told["data"]), repr([DAY, None]))

    def test_a_frame(self):
        told = self.body(pandas.DataFrame({"a": [1, 2], "b": ["x", None]}, index=["p", "q"]))
        self.assertEqual(told, {"columns": ["a", "b"], "dtypes": ["int64", told["dtypes"][1]],
                                "index": ["p", "q"], "data": [[1, "x"], [2, None]]})

    def test_what_is_missing(self):
        frame = frame_of(a=[1.5, NAN], b=[pandas.Timestamp("2024-05-17"), pandas.NaT], c=["x", None],
                         d=pandas.array([1, None], dtype="Int64"), e=pandas.Categorical(["u", None]),
                         f=["nan", NAN])
        told = self.body(frame)
        self.assertEqual(repr(told["data"]), repr([[1.5, DAY, "x", 1, "u", "nan"], [None] * 6]))
        self.assertEqual(told["dtypes"][0], "float64")
        self.assertEqual(told["dtypes"][3:5], ["Int64", "category"])

    def test_labels(self):
        levels = frame_of(k=["p", "p"], l=[1, 2], v=[3, 4]).set_index(["k", "l"])
        told = self.body(levels)
        self.assertEqual([told["index"], told["index_names"]], [[("p", 1), ("p", 2)], ["k", "l"]])
        self.assertNotIn("column_names", told)
        wide = self.body(levels.unstack("l"))
        self.assertEqual([wide["columns"], wide["column_names"]], [[("v", 1), ("v", 2)], [None, "l"]])
        days = self.body(pandas.Series([1, 2], index=pandas.to_datetime(["2024-05-17", None])), "series")
        self.assertEqual(repr(days["index"]), repr([DAY, None]))

    def test_shapes_at_the_edge(self):
        for value, columns, data in ((pandas.DataFrame(), [], []), (pandas.DataFrame(index=[1, 2]), [], [[], []]),
                                     (pandas.DataFrame(columns=["a"]), ["a"], []),
                                     (pandas.DataFrame([[1, 2]], columns=["a", "a"]), ["a", "a"], [[1, 2]])):
            told = self.body(value)
            self.assertEqual([told["columns"], told["data"]], [columns, data])

    def test_too_large(self):
        told = self.body(frame_of(a=range(tables.CELLS + 1)))
        self.assertEqual([told["shape"], told["dtypes"], told["data"].tag], [[tables.CELLS + 1, 1], ["int64"], "opaque"])
        self.assertEqual(self.body(pandas.Series(range(tables.CELLS + 1)), "series")["data"].tag, "opaque")
        self.assertEqual(self.body(numpy.zeros((1000, 1000)), "ndarray")["data"].tag, "opaque")
        self.assertLess(len(encode.encode([numpy.zeros(5000000), frame_of(a=numpy.zeros(5000000))]).data), 2000)

    def test_what_is_inside(self):
        told = back({"x": [frame_of(a=[[1, {"k": numpy.int64(2)}]])]})
        self.assertEqual(told["x"][0].body["data"][0][0][0], 1)
        cycle = pandas.Series([None], dtype=object)
        cycle[0] = cycle
        self.assertIn(b"a cycle", encode.encode(cycle).data)

    def test_classes_of_ones_own(self):
        class Mine(pandas.DataFrame):
            pass

        told = back(Mine({"a": [1]}))
        self.assertEqual(told.tag, "object")
        self.assertIn("Mine", told.body[0])
        self.assertEqual(told.body[1]["__value__"].body["data"], [[1]])

    def test_what_was_bent(self):
        def bent(*args, **kwargs):
            raise KeyError("bent")

        kept = pandas.DataFrame.iloc
        pandas.DataFrame.iloc = property(bent)
        try:
            self.assertIn(b"cannot be read: KeyError", encode.encode(frame_of(a=[1])).data)
        finally:
            pandas.DataFrame.iloc = kept


class Make(unittest.TestCase):
    def same(self, body, expected):
        made = tables.make("frame", body)
        pandas.testing.assert_frame_equal(made, expected)

    def test_frames(self):
        rows = {"columns": ["a", "b"], "data": [[1, "x"], [2, None]]}
        self.same(rows, pandas.DataFrame({"a": [1, 2], "b": ["x", NAN]}))
        self.same({**rows, "dtypes": {"a": "float64", "b": "category"}},
                  pandas.DataFrame({"a": [1.0, 2.0], "b": pandas.Categorical(["x", None])}))
        self.same({**rows, "dtypes": ["Int64", "object"], "index": ["p", "q"], "index_names": ["k"]},
                  pandas.DataFrame({"a": pandas.array([1, 2], dtype="Int64"), "b": ["x", NAN]},
                                   index=pandas.Index(["p", "q"], name="k")))
        self.same({"columns": ["d"], "data": [[datetime.datetime(2024, 5, 17)], [None]]},
                  pandas.DataFrame({"d": pandas.to_datetime(["2024-05-17", None])}))

    def test_levels(self):
        expected = frame_of(k=["p", "p"], l=[1, 2], v=[3, 4]).set_index(["k", "l"])
        self.same({"columns": ["v"], "index": [("p", 1), ("p", 2)], "index_names": ["k", "l"], "data": [[3], [4]]}, expected)
        made = tables.make("frame", {"columns": [("v", "sum"), ("v", "max")], "data": [[1, 2]]})
        self.assertEqual(made[("v", "max")].tolist(), [2])

    def test_nothing(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            made = tables.make("frame", {"columns": ["a"], "data": []})
        self.assertEqual([made.shape, list(made.columns)], [(0, 1), ["a"]])
        self.assertEqual(tables.make("frame", {"columns": [], "data": [[], []]}).shape, (2, 0))
        self.assertEqual(tables.make("series", {"data": []}).size, 0)

    def test_series_and_arrays(self):
        made = tables.make("series", {"data": [1, None], "index": ["p", "q"], "name": "n"})
        pandas.testing.assert_series_equal(made, pandas.Series([1.0, NAN], index=["p", "q"], name="n"))
        array = tables.make("ndarray", {"data": [1, 2, 3, 4], "shape": [2, 2], "dtype": "float32"})
        self.assertEqual([array.tolist(), str(array.dtype)], [[[1.0, 2.0], [3.0, 4.0]], "float32"])
        self.assertTrue(numpy.isnan(tables.make("ndarray", {"data": [1.5, None]})[1]))

    def test_there_and_back(self):
        body = {"columns": ["a", "b"], "data": [[1, "x"], [2, None]]}
        told = back(tables.make("frame", body)).body
        self.assertEqual([told["columns"], told["data"]], [body["columns"], body["data"]])


if __name__ == "__main__":
    unittest.main()
