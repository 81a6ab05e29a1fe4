from functools import cmp_to_key


def by_urgency(tickets):
    def comes_later(left, right):
        if left["severity"] != right["severity"]:
            return left["severity"] < right["severity"]
        if left["opened"] != right["opened"]:
            return left["opened"] < right["opened"]
        return left["customer"].lower() > right["customer"].lower()

    return sorted(tickets, key=cmp_to_key(comes_later))
