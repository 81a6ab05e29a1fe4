import pytest

from checkout import to_pay


def test_shipping():
    assert to_pay([700, 700])


def test_free_shipping():
    assert to_pay([4999])
    assert to_pay([5000])


def test_empty():
    assert not to_pay([])


def test_negative():
    with pytest.raises(ValueError):
        to_pay([-1])
