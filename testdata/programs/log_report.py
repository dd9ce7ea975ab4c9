"""Summaries of a web server's log."""

import heapq
import re
from collections import Counter, defaultdict, deque

LINE = re.compile(r"(\S+) (GET|POST|PUT) (\S+) (\d{3}) (\d+)")


def parse(line):
    """Host, method, path, status and size of a line; None if it is none.

    >>> parse("10.0.0.1 GET /index.html 200 512")
    ('10.0.0.1', 'GET', '/index.html', 200, 512)
    >>> parse("garbage") is None
    True
    """
    m = LINE.fullmatch(line.strip())
    if m is None:
        return None
    host, method, path, status, size = m.groups()
    return host, method, path, int(status), int(size)


def entries(lines):
    """The lines that can be read.

    >>> entries(["a GET / 200 1", "", "# note", "b POST /x 404 0"])
    [('a', 'GET', '/', 200, 1), ('b', 'POST', '/x', 404, 0)]
    """
    found = []
    for line in lines:
        if (entry := parse(line)) is not None:
            found.append(entry)
    return found


def hosts_by_path(lines):
    """Who asked for each path, sorted.

    >>> hosts_by_path(["b GET / 200 1", "a GET / 200 1", "b GET / 200 1"])
    {'/': ['a', 'b']}
    """
    seen = defaultdict(set)
    for host, _, path, *_rest in entries(lines):
        seen[path].add(host)
    return {path: sorted(hosts) for path, hosts in seen.items()}


def busiest(lines, n=3):
    """The n most frequent hosts, with how often.

    >>> busiest(["a GET / 200 1", "b GET / 200 1", "a GET /x 200 1"], 1)
    [('a', 2)]
    """
    return Counter(entry[0] for entry in entries(lines)).most_common(n)


def largest(lines, n=2):
    """The largest answers, largest first.

    >>> largest(["a GET / 200 1", "b GET /big 200 900", "c GET /m 200 30"])
    [(900, '/big'), (30, '/m')]
    """
    return heapq.nlargest(n, [(size, path) for _, _, path, _, size in entries(lines)])


def error_rate(lines):
    """The share of answers that are errors.

    >>> error_rate(["a GET / 200 1", "b GET / 500 1"])
    0.5
    """
    statuses = [status for *_rest, status, _ in entries(lines)]
    if not statuses:
        return 0.0

    def is_error(status):
        return status >= 400

    return sum(1 for status in statuses if is_error(status)) / len(statuses)


def bursts(times, window, limit):
    """The times at which more than limit requests came within the window.

    >>> bursts([1, 2, 3, 10, 11, 12, 13], 3, 2)
    [3, 12, 13]
    """
    recent = deque()
    out = []
    for now in times:
        recent.append(now)
        while recent[0] <= now - window:
            recent.popleft()
        if len(recent) > limit:
            out.append(now)
    return out


def mask(text):
    """The text with the last part of each address hidden.

    >>> mask("from 10.0.0.17 and 192.168.1.2")
    'from 10.0.0.x and 192.168.1.x'
    """
    return re.sub(r"(\d+\.\d+\.\d+)\.\d+", r"\1.x", text)


def table(rows):
    """Rows of any values, in columns.

    >>> print(table([["path", "hits"], ["/", 12], ["/about", 3]]))
    path   hits
    /      12
    /about 3
    """
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*texts)]
    return "\n".join(" ".join(cell.ljust(w) for cell, w in zip(row, widths)).rstrip() for row in texts)
