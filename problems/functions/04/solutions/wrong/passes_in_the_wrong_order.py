def by_urgency(tickets):
    ordered = sorted(tickets, key=lambda ticket: (ticket["severity"], ticket["opened"]), reverse=True)
    return sorted(ordered, key=lambda ticket: ticket["customer"].lower())
