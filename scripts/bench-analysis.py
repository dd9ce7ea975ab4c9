#!/usr/bin/env python3
"""Print the figures of "Analysis at scale" in docs/benchmarks.md: portalis check
against pyright on the modules of CPython's standard library (its packages and
tests with --all), the median of several runs of each, by turns. Installs the
pinned pyright into a temporary folder. Bound: six minutes on two cores.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PYRIGHT = "pyright@1.1.414"
RUNS = int(os.environ.get("RUNS", "3"))


def run(command, cwd):
    """The seconds that a command took, those of its processor, and its memory."""
    start = time.monotonic()
    with open(os.devnull, "wb") as null:
        child = subprocess.Popen(command, cwd=cwd, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    portalis = os.path.abspath(os.environ.get("PORTALIS", "bin/portalis"))
    library = pathlib.Path(os.__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PYRIGHT], cwd=folder, check=True)
        pattern = "**/*.py" if "--all" in sys.argv else "*.py"
        files = [f for f in sorted(library.glob(pattern)) if "site-packages" not in f.parts]
        names = []
        for file in files:
            name = pathlib.Path("lib") / file.relative_to(library)
            (pathlib.Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, pathlib.Path(folder) / name)
            names.append(str(name))
        pathlib.Path(folder, "pyrightconfig.json").write_text(json.dumps({"include": ["lib"], "pythonVersion": "3.11"}))
        size = sum(f.stat().st_size for f in files)
        lines = sum(f.read_bytes().count(b"\n") for f in files)
        tools = {
            "portalis check --json": [portalis, "check", "--json", *names],
            PYRIGHT: ["node", "node_modules/pyright/index.js", "--outputjson"],
        }
        taken = {name: [] for name in tools}
        for _ in range(RUNS):
            for name, command in tools.items():
                taken[name].append(run(command, folder))
    print(f"{len(files)} files, {lines} lines, {size / 1e6:.1f} MB, median of {RUNS}, {os.cpu_count()} processors\n")
    print("| | seconds | processor seconds | lines/s | MB/s | most memory |\n|---|---|---|---|---|---|")
    wall, cpus = {}, {}
    for name, results in taken.items():
        seconds, cpu, memory = (statistics.median(column) for column in zip(*results))
        wall[name], cpus[name] = seconds, cpu
        print(f"| {name} | {seconds:.1f} | {cpu:.1f} | {lines / seconds:.0f} | {size / 1e6 / seconds:.2f} | {memory:.0f} MB |")
    (ours, theirs), (our_cpu, their_cpu) = wall.values(), cpus.values()
    print(f"\nportalis is {theirs / ours:.1f} times as fast by the clock, {their_cpu / our_cpu:.1f} times by the processor.")


main()
