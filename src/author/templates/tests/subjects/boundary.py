def shipping(total):
    return 0 if total > 50 else 5
