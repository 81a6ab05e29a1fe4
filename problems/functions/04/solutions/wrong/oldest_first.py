def by_urgency(tickets):
    return sorted(
        tickets,
        key=lambda ticket: (-ticket["severity"], ticket["opened"], ticket["customer"].lower()),
    )
