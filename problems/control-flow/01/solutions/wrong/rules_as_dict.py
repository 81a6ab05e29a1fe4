def rewards(visits, rules):
    offers = dict(rules)
    card = []
    for visit in range(1, visits + 1):
        earned = []
        for every in offers:
            if visit % every == 0:
                earned.append(offers[every])
        card.append("+".join(earned) or str(visit))
    return card
