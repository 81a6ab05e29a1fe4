import pytest

from checkout import to_pay


@pytest.mark.parametrize(
    "prices, expected",
    [
        ([], 0),
        ([1000], 1490),
        ([1000, 200, 30], 1720),
        ([700, 700, 700], 2590),
        ([4999], 5489),
        ([5000], 5000),
        ([2500, 2500], 5000),
        ([5001], 5001),
        ([0], 490),
    ],
)
def test_to_pay(prices, expected):
    assert to_pay(prices) == expected


@pytest.mark.parametrize("prices", [[-1], [1000, -1], [-1, 6000]])
def test_negative_price(prices):
    with pytest.raises(ValueError):
        to_pay(prices)


def test_leaves_the_list_alone():
    prices = [300, 100, 200]
    to_pay(prices)
    assert prices == [300, 100, 200]
