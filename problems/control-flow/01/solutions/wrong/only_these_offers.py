def rewards(visits, rules):
    card = []
    for visit in range(1, visits + 1):
        if visit % 15 == 0:
            card.append("coffee+cake")
        elif visit % 3 == 0:
            card.append("coffee")
        elif visit % 5 == 0:
            card.append("cake")
        else:
            card.append(str(visit))
    return card
