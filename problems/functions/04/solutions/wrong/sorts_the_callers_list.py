def by_urgency(tickets):
    tickets.sort(key=lambda ticket: ticket["customer"].lower())
    tickets.sort(key=lambda ticket: (ticket["severity"], ticket["opened"]), reverse=True)
    return tickets
