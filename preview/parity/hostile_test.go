package parity

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/preview/cases"
)

// A hostile function does something that must not get out of its run. Programs
// that leave the process they are in bound themselves, so that a limit which
// fails does not take the machine.
type hostile struct {
	name    string
	python  string // the body; n is an int, OUTSIDE a file and PORT a port that are not its own
	rust    string // the body; n unless given
	verdict Verdict
	says    string // what the report says of it, a regular expression
}

var hostiles = []hostile{
	{"loop_in_python", "while True: pass", "", NotCompared, "out of time"},
	{"loop_in_wasm", "return n", "loop {\n        std::hint::black_box(n);\n    }", Trapped, "stops: out of time"},
	{"loop_in_both", "while True: pass", "loop {\n        std::hint::black_box(n);\n    }", NotCompared, "out of time"},
	{"stubborn_loop", "while True:\n        try:\n            while True: pass\n        except BaseException: pass", "", NotCompared, "out of time"},
	{"sleep", "import time\n    time.sleep(3600)", "", NotCompared, "out of time"},
	{"fork_storm", "import os\n    for _ in range(6):\n        os.fork()\n    while True: pass", "", NotCompared, "out of time|exited|raises|BlockingIOError"},
	{"forks_live_on", "import os, time\n    for _ in range(5):\n        if os.fork() == 0:\n            os.setsid()\n            time.sleep(3600)\n    return n", "", Identical, ""},
	{"daemon", "import os, time, signal\n    if os.fork() == 0:\n        os.setsid()\n        for s in range(1, 32):\n            try: signal.signal(s, signal.SIG_IGN)\n            except OSError: pass\n        if os.fork() == 0:\n            time.sleep(3600)\n        os._exit(0)\n    return n", "", Identical, ""},
	{"thread_storm", "import threading, time\n    for _ in range(100):\n        threading.Thread(target=time.sleep, args=(3600,)).start()\n    return n", "", Wrong, "Python raises RuntimeError: can't start new thread"},
	{"memory_bomb", "xs = []\n    while True: xs.append(bytearray(10**7))", "", NotCompared, "out of memory|out of time"},
	{"memory_at_once", "return len(bytearray(10**12))", "", NotCompared, "out of memory"},
	{"memory_in_wasm", "return n", "let xs: Vec<i64> = Vec::with_capacity(1 << 27);\n    std::hint::black_box(&xs);\n    n", Trapped, "stops: out of memory"},
	{"deep_recursion", "def g(k): return g(k + 1)\n    return g(0)", "", NotCompared, "stack overflow"},
	{"deeper_recursion", "import sys\n    sys.setrecursionlimit(10**9)\n    def g(k): return [k, g(k + 1)]\n    return len(g(0))", "", NotCompared, "signal|memory|stack|time"},
	{"recursion_in_wasm", "return n", "fn down(k: i64) -> i64 {\n        if k == i64::MIN {\n            return 0;\n        }\n        std::hint::black_box(down(k.wrapping_add(1))).wrapping_add(1)\n    }\n    down(n)", Trapped, "stops: stack overflow|stops: out of time"},
	{"giant_output", "while True: print('x' * 10**6)", "", NotCompared, "too much output"},
	{"output_in_wasm", "return n", "loop {\n        println!(\"{n}\");\n    }", Trapped, "stops: too much output"},
	{"giant_result", "return [0] * 10**7", "", NotCompared, "too much output"},
	{"output_past_python", "import os\n    for _ in range(1000): os.write(1, b'x' * 1000)\n    return n", "", Identical, ""},
	{"exits", "import sys\n    sys.exit(3)", "", Wrong, "Python raises SystemExit: 3"},
	{"exits_at_once", "import os\n    os._exit(3)", "", NotCompared, "exited with status 3"},
	{"crashes", "import ctypes\n    return ctypes.string_at(0)[0]", "", NotCompared, "signal 11"},
	{"kills_itself", "import os\n    os.kill(os.getpid(), 9)", "", NotCompared, "ended|signal 9|without an answer"},
	{"kills_its_parent", "import os\n    os.kill(os.getppid(), 9)\n    os.kill(os.getppid(), 15)\n    return n", "", Wrong, "PermissionError"},
	{"kills_all", "import os\n    os.kill(-1, 9)\n    return n", "", Wrong, "ProcessLookupError|PermissionError"},
	{"closes_all", "import os\n    os.closerange(0, 256)\n    return n", "", NotCompared, "exited with status"},
	{"writes_outside", "open(OUTSIDE, 'w').write('gone')\n    return n", "", Wrong, "PermissionError"},
	{"deletes_outside", "import os\n    os.remove(OUTSIDE)\n    return n", "", Wrong, "PermissionError"},
	{"makes_outside", "import os\n    os.mkdir(OUTSIDE + '.d')\n    return n", "", Wrong, "PermissionError"},
	{"moves_outside", "import os\n    os.rename(OUTSIDE, OUTSIDE + '.moved')\n    return n", "", Wrong, "PermissionError"},
	{"links_outside", "import os\n    os.symlink('/', OUTSIDE + '.link')\n    return n", "", Wrong, "PermissionError"},
	{"deletes_its_own_file", "import os, sys\n    os.remove(OUTSIDE) if __file__ else None\n    return n", "", Wrong, "PermissionError"},
	{"listens", "import socket\n    s = socket.socket()\n    s.bind(('127.0.0.1', PORT + 1))\n    s.listen()\n    return n", "", Wrong, "OSError|PermissionError"},
	{"connects", "import socket\n    socket.create_connection(('127.0.0.1', PORT), 0.2)\n    return n", "", Wrong, "Error"},
	{"changes_builtins", "import builtins, sys, os\n    builtins.len = builtins.repr = builtins.type = None\n    sys.stdout = None\n    os._exit = lambda *a: None\n    return n", "", Identical, ""},
	{"changes_time", "import time\n    time.perf_counter_ns = lambda: 1 / 0\n    time.monotonic = lambda: -1\n    return n", "", Identical, ""},
	{"traces", "import sys\n    sys.settrace(lambda *a: 1 / 0)\n    return n", "", NotCompared, "."},
}

// TestHostilePrograms runs each of them, and after each one that does no harm.
func TestHostilePrograms(t *testing.T) {
	temp, outside := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	precious := filepath.Join(outside, "precious.txt")
	if err := os.WriteFile(precious, []byte("precious"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{precious, outside, filepath.Dir(outside)} { // it is not the system's rights that save it
		if err := os.Chmod(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	reached := make(chan struct{}, 1)
	go func() {
		if c, err := listener.Accept(); err == nil {
			c.Close()
			reached <- struct{}{}
		}
	}()
	port := listener.Addr().(*net.TCPAddr).Port

	var hands []hand
	for _, h := range hostiles {
		body := strings.NewReplacer("OUTSIDE", strconv.Quote(precious), "PORT", strconv.Itoa(port)).Replace(h.python)
		rust := h.rust
		if rust == "" {
			rust = "n"
		}
		hands = append(hands, hand{
			python: fmt.Sprintf("def %s(n: int) -> int:\n    %s", h.name, body),
			rust:   fmt.Sprintf("pub fn %s(n: i64) -> i64 {\n    %s\n}", h.name, rust),
			params: params("n i64"),
		})
	}
	hands = append(hands, hand{
		python: "def harmless(n: int) -> int:\n    print(len([n]), repr(n))\n    return n",
		rust:   "pub fn harmless(n: i64) -> i64 {\n    println!(\"1 {n}\");\n    n\n}",
		params: params("n i64"),
	})
	a, m := file(t, "", hands...)
	r := runner(t)
	run := func(name string) Function {
		report, err := r.Run(t.Context(), Request{
			Analysis: a, Module: m, Functions: []string{name}, Consent: AskedForEffects, Cases: cases.Options{Count: 1, Seed: 1}, NoSpeed: true,
		})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return report.Functions[0]
	}
	for _, h := range hostiles {
		out := run(h.name)
		said := out.Reason
		for _, c := range out.Failures {
			said += out.Explain(c) + "\n"
		}
		if matched, _ := regexp.MatchString(h.says, said); out.Verdict != h.verdict || !matched {
			t.Errorf("%s: %s: %s\nwant %s: %s", h.name, out.Verdict, said, h.verdict, h.says)
		}
		if out := run("harmless"); out.Verdict != Identical {
			t.Errorf("after %s: %+v", h.name, out)
		}
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}

	if text, err := os.ReadFile(precious); err != nil || string(text) != "precious" {
		t.Errorf("the file is %q, %v", text, err)
	}
	for folder, want := range map[string]int{temp: 0, outside: 1} {
		left, err := os.ReadDir(folder)
		if err != nil || len(left) != want {
			t.Errorf("left in %s: %v, %v", folder, left, err)
		}
	}
	select {
	case <-reached:
		t.Error("somebody connected")
	default:
	}
	if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port+1)); err == nil {
		l.Close()
	} else if strings.Contains(fmt.Sprint(left(temp)), "python") {
		t.Errorf("the port is in use: %v", err)
	}
	deadline := time.Now().Add(10 * time.Second) // the kernel takes a moment to end them
	for len(left(temp)) > 0 && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
	if still := left(temp); len(still) > 0 {
		t.Errorf("still running: %q", still)
	}
}

// left lists the processes whose command line names a folder, as the worker's and
// that of all it forks does.
func left(folder string) []string {
	var out []string
	all, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range all {
		line, err := os.ReadFile(path)
		if at := strings.LastIndex(string(line), folder); err == nil && at >= 0 {
			out = append(out, filepath.Base(filepath.Dir(path))+" "+string(line[at:]))
		}
	}
	return out
}
