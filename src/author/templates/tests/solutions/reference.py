import unittest

import @NAME@


class TestShipping(unittest.TestCase):
    def test_small(self):
        self.assertEqual(@NAME@.shipping(10), 5)

    def test_below_the_limit(self):
        self.assertEqual(@NAME@.shipping(49), 5)

    def test_at_the_limit(self):
        self.assertEqual(@NAME@.shipping(50), 0)
