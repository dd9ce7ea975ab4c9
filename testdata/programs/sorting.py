"""Sorting algorithms as they are taught."""


def bubble_sort(items):
    """Sort in place and say how many swaps it took.

    >>> bubble_sort([3, 1, 2])
    2
    >>> bubble_sort([])
    0
    """
    swaps = 0
    n = len(items)
    for i in range(n):
        swapped = False
        for j in range(n - i - 1):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                swaps += 1
                swapped = True
        if not swapped:
            break
    return swaps


def insertion_sort(items: list[int]) -> None:
    """Sort in place.

    >>> insertion_sort([5, 2, 4, 6, 1, 3])
    """
    for i in range(1, len(items)):
        key = items[i]
        j = i - 1
        while j >= 0 and items[j] > key:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = key


def merge(left, right):
    """Merge two sorted lists.

    >>> merge([1, 4, 6], [2, 3, 7])
    [1, 2, 3, 4, 6, 7]
    """
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged


def merge_sort(items):
    """Return a sorted copy.

    >>> merge_sort([38, 27, 43, 3, 9, 82, 10])
    [3, 9, 10, 27, 38, 43, 82]
    """
    if len(items) <= 1:
        return items[:]
    middle = len(items) // 2
    return merge(merge_sort(items[:middle]), merge_sort(items[middle:]))


def quick_sort(items):
    """Return a sorted copy.

    >>> quick_sort([3, 6, 1, 8, 2, 9, 2])
    [1, 2, 2, 3, 6, 8, 9]
    """
    if not items:
        return []
    pivot = items[0]
    smaller = [x for x in items[1:] if x < pivot]
    larger = [x for x in items[1:] if x >= pivot]
    return quick_sort(smaller) + [pivot] + quick_sort(larger)


def is_sorted(items: list[int]) -> bool:
    """Whether no element is smaller than the one before it.

    >>> is_sorted([1, 2, 2, 5])
    True
    >>> is_sorted([2, 1])
    False
    """
    return all(items[i] <= items[i + 1] for i in range(len(items) - 1))
