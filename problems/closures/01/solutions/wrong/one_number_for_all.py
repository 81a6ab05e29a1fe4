number = 1


def ticket_machine(prefix, start=1):
    global number
    number = start

    def next_ticket():
        global number
        ticket = prefix + str(number)
        number += 1
        return ticket

    return next_ticket
