class _Task:
    """An object travels with its attributes; its class is found by its name on the other side."""

    def __init__(self, texts, least):
        self.texts = texts
        self.least = least

    def run(self):
        counts = {}
        for word in " ".join(self.texts).lower().split():
            if len(word) >= self.least:
                counts[word] = counts.get(word, 0) + 1
        return counts


def word_counts(texts, pool, chunk=100, least=1):
    if chunk < 1:
        raise ValueError(chunk)
    texts = list(texts)
    futures = [pool.submit(_Task(texts[at:at + chunk], least).run) for at in range(0, len(texts), chunk)]
    total = {}
    for future in futures:
        for word, count in future.result().items():
            total[word] = total.get(word, 0) + count
    return total
