def rewards(visits, rules):
    for visit in range(1, visits + 1):
        earned = []
        for every, reward in rules:
            if visit % every == 0:
                earned.append(reward)
        print("+".join(earned) or visit)
