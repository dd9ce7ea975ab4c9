import statistics


def probe_NormalDist(x: float) -> float:
    return statistics.NormalDist(0.0, 1.0).cdf(x)


def probe_StatisticsError(xs: list[float]) -> float:
    try:
        return statistics.mean(xs)
    except statistics.StatisticsError:
        return 0.0


def probe_correlation(xs: list[float], ys: list[float]) -> float:
    return statistics.correlation(xs, ys)


def probe_covariance(xs: list[float], ys: list[float]) -> float:
    return statistics.covariance(xs, ys)


def probe_fmean(xs: list[float]) -> float:
    return statistics.fmean(xs)


def probe_geometric_mean(xs: list[float]) -> float:
    return statistics.geometric_mean(xs)


def probe_harmonic_mean(xs: list[float]) -> float:
    return statistics.harmonic_mean(xs)


def probe_linear_regression(xs: list[float], ys: list[float]) -> float:
    return statistics.linear_regression(xs, ys).slope


def probe_mean(xs: list[float]) -> float:
    return statistics.mean(xs)


def probe_median(xs: list[float]) -> float:
    return statistics.median(xs)


def probe_median_grouped(xs: list[float]) -> float:
    return statistics.median_grouped(xs)


def probe_median_high(xs: list[int]) -> int:
    return statistics.median_high(xs)


def probe_median_low(xs: list[int]) -> int:
    return statistics.median_low(xs)


def probe_mode(xs: list[str]) -> str:
    return statistics.mode(xs)


def probe_multimode(xs: list[int]) -> list[int]:
    return statistics.multimode(xs)


def probe_pstdev(xs: list[float]) -> float:
    return statistics.pstdev(xs)


def probe_pvariance(xs: list[float]) -> float:
    return statistics.pvariance(xs)


def probe_quantiles(xs: list[float]) -> list[float]:
    return statistics.quantiles(xs, n=4)


def probe_stdev(xs: list[float]) -> float:
    return statistics.stdev(xs)


def probe_variance(xs: list[float]) -> float:
    return statistics.variance(xs)
