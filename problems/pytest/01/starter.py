from checkout import to_pay


def test_one_cheap_thing():
    to_pay([1000])
