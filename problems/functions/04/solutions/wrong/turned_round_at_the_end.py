def by_urgency(tickets):
    ordered = sorted(tickets, key=lambda ticket: ticket["customer"].lower(), reverse=True)
    ordered.sort(key=lambda ticket: (ticket["severity"], ticket["opened"]))
    ordered.reverse()
    return ordered
