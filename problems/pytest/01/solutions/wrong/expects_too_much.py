import pytest

from checkout import to_pay


def test_cheap():
    cart = [700, 700]
    assert to_pay(cart) == 1890
    assert cart == [700, 700]


def test_limit():
    assert to_pay([4999]) == 5489
    assert to_pay([5000]) == 5000


def test_empty():
    assert to_pay([]) == 0


def test_negative():
    with pytest.raises(ValueError, match="a price is negative"):
        to_pay([-1])
