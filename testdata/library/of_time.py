import time


def probe_time() -> float:
    return time.time()


def probe_time_ns() -> int:
    return time.time_ns()


def probe_perf_counter() -> float:
    return time.perf_counter()


def probe_perf_counter_ns() -> int:
    return time.perf_counter_ns()


def probe_monotonic() -> float:
    return time.monotonic()


def probe_monotonic_ns() -> int:
    return time.monotonic_ns()


def probe_process_time() -> float:
    return time.process_time()


def probe_process_time_ns() -> int:
    return time.process_time_ns()


def probe_sleep(n: float) -> None:
    time.sleep(n)


def probe_strftime() -> str:
    return time.strftime("%Y")


def probe_localtime() -> int:
    return time.localtime().tm_year


def probe_gmtime() -> int:
    return time.gmtime().tm_year


def probe_ctime() -> str:
    return time.ctime()


def probe_asctime() -> str:
    return time.asctime()


def probe_thread_time() -> float:
    return time.thread_time()
