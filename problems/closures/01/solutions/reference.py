def ticket_machine(prefix, start=1):
    """Return a function that returns the next ticket, such as "A1", at each call."""
    number = start

    def next_ticket():
        nonlocal number
        ticket = f"{prefix}{number}"
        number += 1
        return ticket

    return next_ticket
