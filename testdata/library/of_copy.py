import copy


def probe_copy(xs: list[int]) -> list[int]:
    ys = copy.copy(xs)
    ys.append(1)
    return xs


def probe_deepcopy(xs: list[list[int]]) -> list[list[int]]:
    ys = copy.deepcopy(xs)
    ys.append([1])
    return xs


def probe_Error() -> bool:
    try:
        raise copy.Error("x")
    except copy.Error:
        return True
