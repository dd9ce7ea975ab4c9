import sys


def probe_argv() -> int:
    return len(sys.argv)


def probe_byteorder() -> str:
    return sys.byteorder


def probe_exc_info() -> bool:
    return sys.exc_info() is None


def probe_exit(n: int) -> int:
    if n > 5:
        sys.exit(1)
    return n


def probe_float_info() -> float:
    return sys.float_info.epsilon


def probe_getrecursionlimit() -> int:
    return sys.getrecursionlimit()


def probe_getsizeof(xs: list[int]) -> int:
    return sys.getsizeof(xs)


def probe_intern(s: str) -> str:
    return sys.intern(s)


def probe_maxsize() -> int:
    return sys.maxsize


def probe_maxunicode() -> int:
    return sys.maxunicode


def probe_platform() -> str:
    return sys.platform


def probe_setrecursionlimit(n: int) -> int:
    sys.setrecursionlimit(10000)
    return n


def probe_stderr(s: str) -> None:
    print(s, file=sys.stderr)


def probe_stdin() -> str:
    return sys.stdin.readline()


def probe_stdout(s: str) -> int:
    return sys.stdout.write(s)


def probe_version() -> str:
    return sys.version


def probe_version_info(n: int) -> int:
    return sys.version_info[0]


def probe_hexversion() -> int:
    return sys.hexversion


def probe_int_info() -> int:
    return sys.int_info.bits_per_digit


def probe_hash_info() -> int:
    return sys.hash_info.modulus


def probe_modules() -> int:
    return len(sys.modules)


def probe_path() -> int:
    return len(sys.path)
