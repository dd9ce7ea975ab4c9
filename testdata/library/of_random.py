import random


def probe_Random(n: int) -> float:
    return random.Random(n).random()


def probe_SystemRandom() -> float:
    return random.SystemRandom().random()


def probe_betavariate(n: int) -> float:
    random.seed(n)
    return random.betavariate(2.0, 3.0)


def probe_choice(n: int, xs: list[int]) -> int:
    random.seed(n)
    return random.choice(xs)


def probe_choices(n: int, xs: list[int]) -> list[int]:
    random.seed(n)
    return random.choices(xs, k=3)


def probe_expovariate(n: int) -> float:
    random.seed(n)
    return random.expovariate(1.5)


def probe_gammavariate(n: int) -> float:
    random.seed(n)
    return random.gammavariate(2.0, 3.0)


def probe_gauss(n: int) -> float:
    random.seed(n)
    return random.gauss(0.0, 1.0)


def probe_getrandbits(n: int) -> int:
    random.seed(n)
    return random.getrandbits(16)


def probe_getstate(n: int) -> None:
    random.seed(n)
    random.setstate(random.getstate())


def probe_lognormvariate(n: int) -> float:
    random.seed(n)
    return random.lognormvariate(0.0, 1.0)


def probe_normalvariate(n: int) -> float:
    random.seed(n)
    return random.normalvariate(0.0, 1.0)


def probe_paretovariate(n: int) -> float:
    random.seed(n)
    return random.paretovariate(2.0)


def probe_randbytes(n: int) -> bytes:
    random.seed(n)
    return random.randbytes(5)


def probe_randint(n: int) -> int:
    random.seed(n)
    return random.randint(1, 6)


def probe_random(n: int) -> float:
    random.seed(n)
    return random.random()


def probe_randrange(n: int) -> int:
    random.seed(n)
    return random.randrange(0, 100, 7)


def probe_sample(n: int, xs: list[int]) -> list[int]:
    random.seed(n)
    return random.sample(xs, len(xs) // 2)


def probe_seed(n: int) -> float:
    random.seed(n)
    return random.random()


def probe_setstate(n: int) -> None:
    random.seed(n)
    random.setstate(random.getstate())


def probe_shuffle(n: int, xs: list[int]) -> list[int]:
    random.seed(n)
    random.shuffle(xs)
    return xs


def probe_triangular(n: int) -> float:
    random.seed(n)
    return random.triangular(0.0, 1.0, 0.5)


def probe_uniform(n: int) -> float:
    random.seed(n)
    return random.uniform(1.0, 2.0)


def probe_vonmisesvariate(n: int) -> float:
    random.seed(n)
    return random.vonmisesvariate(0.0, 4.0)


def probe_weibullvariate(n: int) -> float:
    random.seed(n)
    return random.weibullvariate(1.0, 1.5)
