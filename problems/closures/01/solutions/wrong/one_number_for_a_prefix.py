numbers = {}


def ticket_machine(prefix, start=1):
    numbers.setdefault(prefix, start)

    def next_ticket():
        ticket = prefix + str(numbers[prefix])
        numbers[prefix] += 1
        return ticket

    return next_ticket
