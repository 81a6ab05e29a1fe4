def rewards(visits, rules):
    card = []
    for visit in range(1, visits + 1):
        earned = []
        for every, reward in rules:
            if visit % every == 0:
                earned.append(reward)
            else:
                earned.append(str(visit))
        card.append("+".join(earned))
    return card
