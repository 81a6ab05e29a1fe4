import unittest

import checkout


class ToPay(unittest.TestCase):
    """pytest runs the test cases of unittest, too."""

    def setUp(self):
        self.cart = [1500, 1500]

    def test_shipping(self):
        self.assertEqual(checkout.to_pay(self.cart), 3490)

    def test_free_shipping(self):
        for total in (5000, 5001, 100000):
            with self.subTest(total=total):
                self.assertEqual(checkout.to_pay([total]), total)

    def test_last_cent_before(self):
        self.assertEqual(checkout.to_pay([4998, 1]), 5489)

    def test_empty(self):
        self.assertEqual(checkout.to_pay([]), 0)

    def test_negative(self):
        with self.assertRaises(ValueError):
            checkout.to_pay([100, -100])

    def test_cart_is_kept(self):
        checkout.to_pay(self.cart)
        self.assertEqual(self.cart, [1500, 1500])
