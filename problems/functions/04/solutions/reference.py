def by_urgency(tickets):
    """Return the tickets: most severe first, then newest, then by customer."""
    ordered = sorted(tickets, key=lambda ticket: ticket["customer"].lower())
    ordered.sort(key=lambda ticket: (ticket["severity"], ticket["opened"]), reverse=True)
    return ordered
