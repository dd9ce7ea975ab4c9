"""Primes by the sieve of Eratosthenes."""


def primes_below(limit: int) -> list[int]:
    is_prime = [True] * limit
    is_prime[0:2] = [False, False]
    for n in range(2, int(limit**0.5) + 1):
        if is_prime[n]:
            for multiple in range(n * n, limit, n):
                is_prime[multiple] = False
    return [n for n, prime in enumerate(is_prime) if prime]


def sum_of_primes(limit: int) -> int:
    """The sum of all primes below the limit.

    >>> sum_of_primes(30)
    129
    """
    return sum(primes_below(limit))
