import math


def probe_acos(x: float) -> float:
    return math.acos(x)


def probe_acosh(x: float) -> float:
    return math.acosh(x)


def probe_asin(x: float) -> float:
    return math.asin(x)


def probe_asinh(x: float) -> float:
    return math.asinh(x)


def probe_atan(x: float) -> float:
    return math.atan(x)


def probe_atan2(y: float, x: float) -> float:
    return math.atan2(y, x)


def probe_atanh(x: float) -> float:
    return math.atanh(x)


def probe_cbrt(x: float) -> float:
    return math.cbrt(x)


def probe_ceil(x: float) -> int:
    return math.ceil(x)


def probe_comb(n: int, k: int) -> int:
    return math.comb(n, k)


def probe_copysign(x: float, y: float) -> float:
    return math.copysign(x, y)


def probe_cos(x: float) -> float:
    return math.cos(x)


def probe_cosh(x: float) -> float:
    return math.cosh(x)


def probe_degrees(x: float) -> float:
    return math.degrees(x)


def probe_dist(p: list[float], q: list[float]) -> float:
    return math.dist(p, q)


def probe_e() -> float:
    return math.e


def probe_erf(x: float) -> float:
    return math.erf(x)


def probe_erfc(x: float) -> float:
    return math.erfc(x)


def probe_exp(x: float) -> float:
    return math.exp(x)


def probe_exp2(x: float) -> float:
    return math.exp2(x)


def probe_expm1(x: float) -> float:
    return math.expm1(x)


def probe_fabs(x: float) -> float:
    return math.fabs(x)


def probe_factorial(n: int) -> int:
    return math.factorial(n)


def probe_floor(x: float) -> int:
    return math.floor(x)


def probe_fmod(x: float, y: float) -> float:
    return math.fmod(x, y)


def probe_frexp(x: float) -> tuple[float, int]:
    return math.frexp(x)


def probe_fsum(xs: list[float]) -> float:
    return math.fsum(xs)


def probe_gamma(x: float) -> float:
    return math.gamma(x)


def probe_gcd(a: int, b: int) -> int:
    return math.gcd(a, b)


def probe_hypot(x: float, y: float) -> float:
    return math.hypot(x, y)


def probe_inf() -> float:
    return math.inf


def probe_isclose(a: float, b: float) -> bool:
    return math.isclose(a, b)


def probe_isfinite(x: float) -> bool:
    return math.isfinite(x)


def probe_isinf(x: float) -> bool:
    return math.isinf(x)


def probe_isnan(x: float) -> bool:
    return math.isnan(x)


def probe_isqrt(n: int) -> int:
    return math.isqrt(n)


def probe_lcm(a: int, b: int) -> int:
    return math.lcm(a, b)


def probe_ldexp(x: float, i: int) -> float:
    return math.ldexp(x, i)


def probe_lgamma(x: float) -> float:
    return math.lgamma(x)


def probe_log(x: float) -> float:
    return math.log(x)


def probe_log10(x: float) -> float:
    return math.log10(x)


def probe_log1p(x: float) -> float:
    return math.log1p(x)


def probe_log2(x: float) -> float:
    return math.log2(x)


def probe_modf(x: float) -> tuple[float, float]:
    return math.modf(x)


def probe_nan() -> bool:
    return math.isnan(math.nan)


def probe_nextafter(x: float, y: float) -> float:
    return math.nextafter(x, y)


def probe_perm(n: int, k: int) -> int:
    return math.perm(n, k)


def probe_pi() -> float:
    return math.pi


def probe_pow(x: float, y: float) -> float:
    return math.pow(x, y)


def probe_prod(xs: list[int]) -> int:
    return math.prod(xs)


def probe_radians(x: float) -> float:
    return math.radians(x)


def probe_remainder(x: float, y: float) -> float:
    return math.remainder(x, y)


def probe_sin(x: float) -> float:
    return math.sin(x)


def probe_sinh(x: float) -> float:
    return math.sinh(x)


def probe_sqrt(x: float) -> float:
    return math.sqrt(x)


def probe_tan(x: float) -> float:
    return math.tan(x)


def probe_tanh(x: float) -> float:
    return math.tanh(x)


def probe_tau() -> float:
    return math.tau


def probe_trunc(x: float) -> int:
    return math.trunc(x)


def probe_ulp(x: float) -> float:
    return math.ulp(x)
