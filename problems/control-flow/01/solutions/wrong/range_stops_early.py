def rewards(visits, rules):
    card = []
    for visit in range(1, visits):
        earned = []
        for every, reward in rules:
            if visit % every == 0:
                earned.append(reward)
        card.append("+".join(earned) or str(visit))
    return card
