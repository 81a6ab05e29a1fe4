"""The wire form against strings written by hand, and there and back."""

import math
import unittest

from harness import wire

GOLDEN = [
    (None, b"N"), (True, b"T"), (False, b"F"), (0, b"i0;"), (-17, b"i-17;"),
    (2**64, b"i18446744073709551616;"), (1.5, b"f1.5;"), (-0.0, b"f-0.0;"),
    (math.inf, b"finf;"), (-math.inf, b"f-inf;"), (1e400, b"finf;"), ("", b"s0:"),
    ("\u00e9\0", b"s3:\xc3\xa9\0"), ("\ud800", b"s3:\xed\xa0\x80"), (b"\xff", b"b1:\xff"),
    ([], b"l0;"), ([1, [2]], b"l2;i1;l1;i2;"), ((None,), b"u1;N"), ({1}, b"e1;i1;"),
    (frozenset("a"), b"z1;s1:a"), ({"a": 1, 2: "b"}, b"d2;s1:ai1;i2;s1:b"),
    (1 - 2j, b"c1.0,-2.0;"), (16**5000, b"x1" + b"0" * 5000 + b";"),
    (-(16**5000), b"x-1" + b"0" * 5000 + b";"),
]

MALFORMED = [  # as far as a reader of trusted frames cares
    b"", b"?", b"i", b"i;", b"i1", b"i-;", b"s1:", b"s-1:a", b"l1;", b"l;", b"l2;N", b"d1;N",
    b"NN", b"fx;", b"c1;", b"g1:xN", b"b99999999999:a", b"l-1;", b"s1:\xff",
]


class Wire(unittest.TestCase):
    def test_golden(self):
        for value, data in GOLDEN:
            with self.subTest(data=data[:30]):
                self.assertEqual(wire.dumps(value), data)
                back = wire.loads(data)
                self.assertIs(type(back), type(value))
                self.assertEqual(repr(back) if len(data) < 99 else back,
                                 repr(value) if len(data) < 99 else value)

    def test_nan(self):
        self.assertEqual(wire.dumps(math.nan), b"fnan;")
        self.assertTrue(math.isnan(wire.loads(b"fnan;")))

    def test_float_in_hex(self):
        self.assertEqual(wire.loads(b"f0x1.8p+1;"), 3.0)

    def test_decimal_of_any_length(self):
        for sign in ("", "-"):
            digits = sign + "123456789" * 1000
            number = int(sign + "1") * sum(
                int(d) * 10**at for at, d in enumerate(reversed(digits.lstrip("-"))))
            self.assertEqual(wire.loads(b"i%b;" % digits.encode()), number)

    def test_malformed(self):
        for data in MALFORMED:
            with self.subTest(data=data[:30]), self.assertRaises(ValueError):
                wire.loads(data)

    def test_tag(self):
        writer = wire.Writer()
        writer.put_tagged("decimal", "1.5")
        self.assertEqual(writer.data(), b"g7:decimals3:1.5")
        self.assertEqual(wire.loads(writer.data(), lambda *args: args), ("decimal", "1.5"))

    def test_a_frame_of_anything_else_is_a_fault_of_ours(self):
        with self.assertRaises(TypeError):
            wire.dumps([object()])


if __name__ == "__main__":
    unittest.main()
