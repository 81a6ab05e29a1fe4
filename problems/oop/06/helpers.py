"""What the cases use: one value after the other for an attribute with limits."""


def attempts(descriptor, values):
    """Say for each value what the attribute holds afterwards, or who objected."""
    Holder = type("Holder", (), {"size": descriptor})
    holder, ends = Holder(), []
    for value in values:
        try:
            holder.size = value
            ends.append(holder.size)
        except Exception as problem:
            ends.append((type(problem).__name__, getattr(holder, "size", None)))
    return ends
