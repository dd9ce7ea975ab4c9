"""Searching sorted lists."""
from typing import List, Optional


def binary_search(items, target):
    """The index of target in a sorted list, or -1.

    >>> binary_search([1, 3, 5, 7, 9, 11], 7)
    3
    >>> binary_search([1, 3, 5, 7, 9, 11], 4)
    -1
    """
    low, high = 0, len(items) - 1
    while low <= high:
        mid = (low + high) // 2
        if items[mid] == target:
            return mid
        if items[mid] < target:
            low = mid + 1
        else:
            high = mid - 1
    return -1


def lower_bound(items: List[int], target: int) -> int:
    """The first position where target could be inserted.

    >>> lower_bound([1, 2, 2, 2, 5], 2)
    1
    >>> lower_bound([], 3)
    0
    """
    low = 0
    high = len(items)
    while low < high:
        mid = (low + high) // 2
        if items[mid] < target:
            low = mid + 1
        else:
            high = mid
    return low


def find_first(items: List[str], prefix: str) -> Optional[int]:
    """The index of the first item that starts with prefix, or None.

    >>> find_first(["apple", "banana", "blueberry"], "b")
    1
    >>> find_first(["apple"], "z") is None
    True
    """
    for i, item in enumerate(items):
        if item.startswith(prefix):
            return i
    return None


def search_or_default(items: List[str], prefix: str, default: str) -> str:
    """
    >>> search_or_default(["apple", "banana"], "b", "none")
    'banana'
    >>> search_or_default(["apple", "banana"], "c", "none")
    'none'
    """
    index = find_first(items, prefix)
    if index is None:
        return default
    return items[index]


def integer_sqrt(n):
    """The largest r with r * r <= n.

    >>> integer_sqrt(26)
    5
    """
    if n < 0:
        raise ValueError("negative number")
    low, high = 0, n + 1
    while high - low > 1:
        mid = (low + high) // 2
        if mid * mid <= n:
            low = mid
        else:
            high = mid
    return low
