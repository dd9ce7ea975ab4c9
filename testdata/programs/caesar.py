"""Caesar and Vigenère ciphers, and run-length encoding."""

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def shift_letter(letter, key):
    """
    >>> shift_letter("a", 3), shift_letter("Z", 1), shift_letter("?", 5)
    ('d', 'A', '?')
    """
    if "a" <= letter <= "z":
        return chr((ord(letter) - ord("a") + key) % 26 + ord("a"))
    if "A" <= letter <= "Z":
        return chr((ord(letter) - ord("A") + key) % 26 + ord("A"))
    return letter


def encrypt(text, key):
    """
    >>> encrypt("Hello, World!", 3)
    'Khoor, Zruog!'
    """
    result = ""
    for c in text:
        result += shift_letter(c, key)
    return result


def decrypt(text, key):
    """
    >>> decrypt("Khoor, Zruog!", 3)
    'Hello, World!'
    """
    return encrypt(text, -key)


def vigenere(text: str, key: str) -> str:
    """
    >>> vigenere("attackatdawn", "lemon")
    'lxfopvefrnhr'
    """
    if not key:
        raise ValueError("empty key")
    out = []
    for i, c in enumerate(text):
        shift = ALPHABET.index(key[i % len(key)])
        out.append(shift_letter(c, shift))
    return "".join(out)


def run_length_encode(text: str) -> list[tuple[str, int]]:
    """
    >>> run_length_encode("aaabbc")
    [('a', 3), ('b', 2), ('c', 1)]
    """
    runs = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        runs.append((text[i], j - i))
        i = j
    return runs


def run_length_decode(runs):
    """
    >>> run_length_decode([("a", 3), ("b", 2)])
    'aaabb'
    """
    return "".join(char * count for char, count in runs)
