import io


def file(*lines):
    """An open file with these lines."""
    return io.StringIO("".join(line + "\n" for line in lines))
