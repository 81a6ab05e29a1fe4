import pytest
from checkout import to_pay


@pytest.fixture
def cart():
    cart = [250, 250, 500]
    yield cart
    assert cart == [250, 250, 500]


class TestShipping:
    def test_is_charged(self, cart):
        assert to_pay(cart) == 1490

    def test_is_charged_to_the_last_cent(self):
        assert to_pay([4999]) == 4999 + 490

    def test_is_free_from_the_limit_on(self):
        assert to_pay([5000]) == 5000

    def test_is_not_charged_for_nothing(self):
        assert to_pay([]) == 0


def test_cart_afterwards(cart):
    before = list(cart)
    to_pay(cart)
    assert cart == before


def test_refuses_negative_prices():
    pytest.raises(ValueError, to_pay, [-5])
