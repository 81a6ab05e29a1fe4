def ticket_machine(prefix, start=1):
    """Return a function that returns the next ticket, such as "A1", at each call."""

    def next_ticket():
        return prefix + str(start)

    return next_ticket
