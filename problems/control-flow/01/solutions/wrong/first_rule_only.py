def rewards(visits, rules):
    card = []
    for visit in range(1, visits + 1):
        shown = str(visit)
        for every, reward in rules:
            if visit % every == 0:
                shown = reward
                break
        card.append(shown)
    return card
