def ticket_machine(prefix, start=1):
    number = start

    def next_ticket():
        nonlocal number
        number += 1
        return prefix + str(number)

    return next_ticket
