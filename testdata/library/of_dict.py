def probe_clear(d: dict[str, int]) -> int:
    d.clear()
    return len(d)


def probe_copy(d: dict[str, int]) -> int:
    e = d.copy()
    e["z"] = 1
    return len(d)


def probe_fromkeys(s: str) -> dict[str, int]:
    return dict.fromkeys(s, 0)


def probe_get(d: dict[str, int]) -> int:
    return d.get("a", 0)


def probe_items(d: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(d.items())


def probe_keys(d: dict[str, int]) -> list[str]:
    return sorted(d.keys())


def probe_pop(d: dict[str, int]) -> int:
    return d.pop("a", 0)


def probe_popitem(d: dict[str, int]) -> tuple[str, int]:
    return d.popitem()


def probe_setdefault(d: dict[str, int]) -> int:
    return d.setdefault("a", 1)


def probe_update(d: dict[str, int]) -> int:
    d.update({"a": 1})
    return len(d)


def probe_values(d: dict[str, int]) -> list[int]:
    return sorted(d.values())
