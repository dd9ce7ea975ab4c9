"""What Rust's integers cannot hold is found, and never wrapped."""


def square(n: int) -> int:
    """
    >>> square(12)
    144
    >>> square(10_000_000_000)
    100000000000000000000
    """
    return n * n
