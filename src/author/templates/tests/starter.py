import unittest

import @NAME@


class TestShipping(unittest.TestCase):
    pass
