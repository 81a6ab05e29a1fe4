def shipping(total):
    return 0
