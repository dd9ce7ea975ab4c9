#!/usr/bin/env bash
# Prints the figures of docs/benchmarks.md as Markdown: for each function of the
# sample programs, how many times as fast as CPython the optimised WASM ran the
# same calls in the same run. Bound: a few minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
portalis=${PORTALIS:-bin/portalis}
for file in testdata/programs/*.py examples/inventory.py; do
	"$portalis" parity "$file" --json 2>/dev/null || true
done | python3 -c '
import json, statistics, sys
decoder, text = json.JSONDecoder(), sys.stdin.read().strip()
speeds, calls, agreeing, functions = [], 0, 0, 0
print("| program | function | calls that agree | speed against CPython |\n|---|---|---|---|")
while text:
    report, end = decoder.raw_decode(text)
    text = text[end:].strip()
    file = report["files"][0]
    for f in file["functions"]:
        functions += 1
        calls, agreeing = calls + f["calls"], agreeing + f["agreeing"]
        speed = f.get("speed", 0)
        if speed:
            speeds.append(speed)
        name = file["file"].split("/")[-1]
        shown = "%.1f" % speed if speed else "too short to tell"
        print("| %s | %s | %d of %d | %s |" % (name, f["name"], f["agreeing"], f["calls"], shown))
print()
print("%d functions, %d of %d calls agree; speed: median %.1f, geometric mean %.1f, least %.1f, most %.0f times CPython."
      % (functions, agreeing, calls, statistics.median(speeds), statistics.geometric_mean(speeds), min(speeds), max(speeds)))
'
