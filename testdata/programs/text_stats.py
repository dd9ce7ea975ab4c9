"""Statistics of a text."""


def word_counts(text):
    """How often each word occurs, in order of first occurrence.

    >>> word_counts("the cat and the hat")
    {'the': 2, 'cat': 1, 'and': 1, 'hat': 1}
    """
    counts = {}
    for word in text.lower().split():
        word = word.strip(".,;:!?\"'()")
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


def most_common(text, n):
    """The n most frequent words; ties in alphabetical order.

    >>> most_common("b a b c a b", 2)
    [('b', 3), ('a', 2)]
    """
    counts = word_counts(text)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ranked[:n]


def average_word_length(text: str) -> float:
    """Mean number of letters per word; 0.0 for an empty text.

    >>> average_word_length("one three five")
    4.0
    """
    words = text.split()
    if not words:
        return 0.0
    return sum(len(word) for word in words) / len(words)


def longest_word(text):
    """The first of the longest words.

    >>> longest_word("a bee flies high")
    'flies'
    """
    longest = ""
    for word in text.split():
        if len(word) > len(longest):
            longest = word
    return longest


def is_palindrome(text: str) -> bool:
    """Ignoring case and everything but letters and digits.

    >>> is_palindrome("A man, a plan, a canal: Panama")
    True
    >>> is_palindrome("Portalis")
    False
    """
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def wrap(text, width):
    """Break a text into lines of at most width characters, at spaces.

    >>> wrap("the quick brown fox", 10)
    ['the quick', 'brown fox']
    """
    lines = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        elif line:
            line += " " + word
        else:
            line = word
    if line:
        lines.append(line)
    return lines


def report(text: str) -> str:
    """A one-line summary.

    >>> report("to be or not to be")
    '6 words, 4 different, 2.17 letters on average'
    """
    words = text.split()
    return f"{len(words)} words, {len(word_counts(text))} different, {average_word_length(text):.2f} letters on average"
