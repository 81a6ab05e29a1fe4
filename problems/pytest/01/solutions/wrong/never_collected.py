import pytest

from checkout import to_pay


def shipping_test():
    assert to_pay([700, 700]) == 1890


def limit_test():
    assert to_pay([4999]) == 5489
    assert to_pay([5000]) == 5000


def empty_test():
    assert to_pay([]) == 0


def negative_test():
    with pytest.raises(ValueError):
        to_pay([-1])
