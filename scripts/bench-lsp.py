#!/usr/bin/env python3
"""Print the figures of "The language server" in docs/benchmarks.md: one client that
measures portalis lsp and pyright on the same files, of 300, 2,600 and 10,000 lines, by
turns: initialize, the first diagnostics, from an edit to the diagnostics of its version,
hover, the list of code actions, the memory, and the processor time of an edit, which the
load of the machine changes less than the time. Edits are in a function that seven others
reach by calls and, as the worst case, in one that all others reach: each refuses them or
takes that back. Installs the pinned pyright into a temporary folder. With --endurance N
it makes N edits of the file of 2,600 lines, and prints how the memory of portalis lsp
grows. Bound: ten minutes on two cores.
"""

import argparse
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

PYRIGHT = "pyright@1.1.414"
SIZES = (300, 2600, 10000)
STARTS = 3  # of which initialize and the first diagnostics are medians


def source(lines):
    """A file of about so many lines: functions that call each other."""
    parts = ["import math\n\nSCALE = 3\n\n\n"]
    for i in itertools.count():
        call = f"tally_{i // 2}(words, limit - 1)" if i else "len(words)"
        parts.append(
            f"def tally_{i}(words: list[str], limit: int) -> int:\n    total = 0\n    for word in words:\n"
            "        if len(word) > limit * SCALE:\n            total += math.floor(len(word) / 2)\n"
            f"    return total + {call}\n\n\n"
        )
        if 5 + 8 * (i + 1) >= lines:
            return "".join(parts)


class Client:
    """Speaks with a server over its standard input and output."""

    def __init__(self, command, folder):
        self.start = time.monotonic()
        self.server = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.ids = itertools.count(1)
        self.answers, self.published = {}, {}
        self.news = threading.Condition()
        self.writing = threading.Lock()
        threading.Thread(target=self.read, daemon=True).start()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.writing:
            self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.server.stdin.flush()

    def read(self):
        while True:
            length = 0
            while (line := self.server.stdout.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not line:
                return
            message = json.loads(self.server.stdout.read(length))
            if "method" in message and "id" in message:
                items = message.get("params", {}).get("items", []) if isinstance(message.get("params"), dict) else []
                configuration = message["method"] == "workspace/configuration"
                self.send({"id": message["id"], "result": [None] * len(items) if configuration else None})
            with self.news:
                if message.get("method") == "textDocument/publishDiagnostics":
                    self.published[message["params"].get("version")] = time.monotonic()
                elif "method" not in message:
                    self.answers[message["id"]] = time.monotonic()
                self.news.notify_all()

    def wait(self, table, key):
        with self.news:
            if not self.news.wait_for(lambda: key in table, timeout=120):
                raise SystemExit(f"{self.server.args[0]} does not answer")
            return table.pop(key)

    def request(self, method, params):
        """How many milliseconds the answer took."""
        number, begin = next(self.ids), time.monotonic()
        self.send({"id": number, "method": method, "params": params})
        return 1000 * (self.wait(self.answers, number) - begin)

    def memory(self):
        """What the server holds, in MB."""
        status = pathlib.Path(f"/proc/{self.server.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def processor(self):
        """What the server has used of the processor, in milliseconds."""
        fields = pathlib.Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def leave(self):
        self.request("shutdown", None)
        self.send({"method": "exit"})
        self.server.wait(timeout=30)


class Session:
    """A client with one file open."""

    def __init__(self, command, folder, lines):
        self.text, self.version = source(lines), 1
        path = pathlib.Path(folder, "long.py")
        path.write_text(self.text)
        self.uri = path.as_uri()
        last = self.text.count("def tally_") - 1
        self.rows = {"few": self.row_of(last // 8 + 1), "all": self.row_of(1)}
        self.client = Client(command, folder)
        self.client.request("initialize", {
            "processId": os.getpid(), "rootUri": pathlib.Path(folder).as_uri(),
            "workspaceFolders": [{"uri": pathlib.Path(folder).as_uri(), "name": "w"}],
            "capabilities": {"textDocument": {"publishDiagnostics": {"versionSupport": True}}},
            "initializationOptions": {"parity": {"onSave": False}},
        })
        self.initialize = 1000 * (time.monotonic() - self.client.start)
        self.client.send({"method": "initialized", "params": {}})
        begin = time.monotonic()
        self.client.send({"method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": self.uri, "languageId": "python", "version": 1, "text": self.text}}})
        self.first = 1000 * (self.client.wait(self.client.published, 1) - begin)

    def row_of(self, function):
        """The line of the return of a function."""
        head = self.text.index(f"def tally_{function}(")
        return self.text[: self.text.index("    return total + ", head)].count("\n")

    def edit(self, reached_by):
        """Writes yield for return or return for yield: each adds a finding or takes it away."""
        self.version += 1
        row = self.rows[reached_by]
        old, new = ("return", "yield") if self.version % 2 == 0 else ("yield", "return")
        begin = time.monotonic()
        self.client.send({"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [{"text": new, "range": {
                "start": {"line": row, "character": 4}, "end": {"line": row, "character": 4 + len(old)}}}],
        }})
        return 1000 * (self.client.wait(self.client.published, self.version) - begin)

    def ask(self, method):
        at = {"line": self.rows["few"] - 5, "character": 6}
        params = {"textDocument": {"uri": self.uri}}
        if method == "textDocument/hover":
            params["position"] = at
        else:
            params.update({"range": {"start": at, "end": at}, "context": {"diagnostics": []}})
        return self.client.request(method, params)


def measure(command, folder, lines, edits):
    begun = []
    for n in range(STARTS):
        s = Session(command, folder, lines)
        begun.append((s.initialize, s.first))
        if n + 1 < STARTS:
            s.client.leave()
    edits -= edits % 2  # so that the text is what it was
    used = []
    times = {}
    for reached_by in s.rows:
        before = s.client.processor()
        times[reached_by] = sorted(s.edit(reached_by) for _ in range(edits))
        used.append((s.client.processor() - before) / edits)
    few, every = times["few"], times["all"]
    hover = statistics.median(s.ask("textDocument/hover") for _ in range(20))
    actions = statistics.median(s.ask("textDocument/codeAction") for _ in range(20))
    memory = s.client.memory()
    s.client.leave()
    return (
        *map(statistics.median, zip(*begun)), statistics.median(few), few[int(0.95 * (edits - 1))], statistics.median(every),
        *used, hover, actions, memory,
    )


def endurance(command, folder, edits):
    s = Session(command, folder, 2600)
    print(f"\n| edits of {s.text.count(chr(10))} lines | memory of portalis lsp |\n|---|---|\n| 0 | {s.client.memory():.0f} MB |")
    for n in range(1, edits + 1):
        s.edit("few")
        if n % max(1, edits // 10) == 0:
            print(f"| {n} | {s.client.memory():.0f} MB |", flush=True)
    s.client.leave()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=60, help="of each file")
    parser.add_argument("--endurance", type=int, default=0, metavar="N")
    parser.add_argument("--alone", action="store_true", help="without pyright")
    args = parser.parse_args()
    ours = [os.path.abspath(os.environ.get("PORTALIS", "bin/portalis")), "lsp"]
    with tempfile.TemporaryDirectory() as tools, tempfile.TemporaryDirectory() as folder:
        servers = {"portalis lsp": ours}
        if not args.alone:
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PYRIGHT], cwd=tools, check=True)
            servers[PYRIGHT] = ["node", os.path.join(tools, "node_modules/pyright/langserver.index.js"), "--stdio"]
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, milliseconds; {args.edits} edits of each file\n")
        print("| lines | server | initialize | first diagnostics | edit, median | edit, 95 % | edit that all others reach, median "
              "| processor, an edit | processor, one that all reach | hover | actions | memory |")
        print("|---|---|---|---|---|---|---|---|---|---|---|---|")
        for lines in SIZES:
            for name, command in servers.items():
                figures = measure(command, folder, lines, args.edits)
                print(f"| {lines} | {name} | " + " | ".join(f"{f:.1f}" for f in figures[:-1]) + f" | {figures[-1]:.0f} MB |", flush=True)
        if args.endurance:
            endurance(ours, folder, args.endurance)


main()
