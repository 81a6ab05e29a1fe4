import pytest

from checkout import to_pay


def test_cheap():
    cart = [700, 700]
    assert to_pay(cart) == 1890
    assert cart == [700, 700]


def test_expensive():
    assert to_pay([8000]) == 8000


def test_empty():
    assert to_pay([]) == 0


def test_negative():
    with pytest.raises(ValueError):
        to_pay([-1])
