def rewards(visits, rules):
    """Return what the card shows for each visit from 1 to visits, as strings."""
    card = []
    for visit in range(1, visits + 1):
        earned = []
        for every, reward in rules:
            if visit % every == 0:
                earned.append(reward)
        if earned:
            card.append("+".join(earned))
        else:
            card.append(str(visit))
    return card
