from datetime import date


def by_urgency(tickets):
    """One key is enough where everything can be counted down: a minus turns it round."""
    return sorted(
        tickets,
        key=lambda ticket: (
            -ticket["severity"],
            -date.fromisoformat(ticket["opened"]).toordinal(),
            ticket["customer"].lower(),
        ),
    )
