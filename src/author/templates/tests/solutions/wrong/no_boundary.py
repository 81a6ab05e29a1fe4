import unittest

import @NAME@


class TestShipping(unittest.TestCase):
    def test_small(self):
        self.assertEqual(@NAME@.shipping(10), 5)

    def test_large(self):
        self.assertEqual(@NAME@.shipping(100), 0)
