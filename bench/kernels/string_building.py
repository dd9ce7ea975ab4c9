"""A text built from small pieces."""


def row(number, width):
    cells = []
    for column in range(width):
        cells.append(f"{number * column:>6}")
    return "|" + "|".join(cells) + "|"


def rle(text):
    """Run-length encoding.

    >>> rle("aaabcc")
    '3a1b2c'
    """
    out = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out += str(j - i) + text[i]
        i = j
    return out


def table(rows):
    """The size of a table of products and of its encoding, and its ones.

    >>> table(2)
    273
    """
    lines = []
    for number in range(rows):
        lines.append(row(number, 10))
    text = "\n".join(lines) + "\n"
    return len(text) + len(rle(text)) + text.count("1")
