def rewards(visits, rules):
    card = []
    for visit in range(1, visits + 1):
        earned = []
        for every, reward in sorted(rules):
            if visit % every == 0:
                earned.append(reward)
        card.append("+".join(earned) or str(visit))
    return card
