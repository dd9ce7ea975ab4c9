"""How often each word of a text occurs."""

VERSE = """
The fox jumped over the lazy dog, and the dog barked at the fox.
A quick brown fox is quicker than a slow, lazy dog; but dogs are loud.
"""


def count_words(text):
    counts = {}
    for line in text.splitlines():
        for word in line.lower().split():
            word = word.strip(".,;:!?")
            if word:
                counts[word] = counts.get(word, 0) + 1
    return counts


def most_common(counts, n):
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]


def report(repeats):
    """The five commonest words of a repeated verse.

    >>> report(2)
    'the 8, dog 6, fox 6, a 4, lazy 4'
    """
    counts = count_words(VERSE * repeats)
    return ", ".join(f"{word} {count}" for word, count in most_common(counts, 5))
