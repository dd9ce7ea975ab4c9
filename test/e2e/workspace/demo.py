"""Small functions, as people write them."""


def is_prime(n):
    """
    >>> is_prime(97)
    True
    >>> is_prime(91)
    False
    """
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def countdown(n):
    while n > 0:
        if (yield n) == "stop":
            return
        n -= 1


def word_counts(text):
    """
    >>> word_counts("to be or not to be")
    {'to': 2, 'be': 2, 'or': 1, 'not': 1}
    """
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts
