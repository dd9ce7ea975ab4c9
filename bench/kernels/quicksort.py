"""Quicksort in place."""


def quicksort(items: list[int], low: int, high: int) -> None:
    while low < high:
        pivot = items[(low + high) // 2]
        i = low
        j = high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(items, low, j)
            low = i
        else:
            quicksort(items, i, high)
            high = j


def sorted_checksum(n: int) -> int:
    """A checksum of n numbers in order.

    >>> sorted_checksum(10)
    21460528
    """
    seed = 42
    items = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        items.append(seed)
    quicksort(items, 0, len(items) - 1)
    checksum = 0
    for position, item in enumerate(items):
        checksum = (checksum * 31 + item + position) % 1000000007
    return checksum
