def ticket_machine(prefix, start=1):
    number = start

    def next_ticket():
        nonlocal number
        ticket = prefix + str(number)
        number += 1
        return ticket

    return next_ticket()
