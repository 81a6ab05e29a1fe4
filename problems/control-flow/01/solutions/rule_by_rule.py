def rewards(visits, rules):
    """Go through the rules, and stamp the visits that each of them applies to."""
    card = [""] * visits
    for every, reward in rules:
        for index in range(every - 1, visits, every):
            separator = "+" if card[index] else ""
            card[index] += separator + reward
    return [shown or str(visit) for visit, shown in enumerate(card, start=1)]
