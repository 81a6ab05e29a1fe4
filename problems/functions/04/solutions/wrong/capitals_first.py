def by_urgency(tickets):
    ordered = sorted(tickets, key=lambda ticket: ticket["customer"])
    ordered.sort(key=lambda ticket: (ticket["severity"], ticket["opened"]), reverse=True)
    return ordered
