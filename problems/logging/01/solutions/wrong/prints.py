def ship_all(orders, ship):
    shipped = 0
    for order in orders:
        print("DEBUG shipping", order)
        if ship(order):
            shipped += 1
        else:
            print("WARNING could not ship", order)
    print("INFO", shipped, "of", len(orders), "orders shipped")
    return shipped
