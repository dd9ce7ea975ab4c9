package python

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/preview/value"
)

// limits are short, so that what never ends does not take the tests long.
var limits = Limits{Call: 500 * time.Millisecond, Load: 5 * time.Second, Memory: 256 << 20, Output: 10_000, Stops: 3}

func oracle(t *testing.T) *Oracle {
	t.Helper()
	found, err := Find(t.Context(), Search{})
	if err != nil {
		t.Fatal(err)
	}
	o := New(found, limits)
	t.Cleanup(o.Close)
	return o
}

func batch(source, function string, calls ...[]value.Value) Batch {
	return Batch{Program: Program{Path: "m.py", Module: "m", Source: source}, Function: function, Args: calls}
}

func args(vs ...value.Value) []value.Value { return vs }

// say puts an outcome into one line.
func say(o value.Outcome) string {
	var b strings.Builder
	switch {
	case o.Stop != "":
		return "stops: " + o.Stop
	case o.Raised != nil:
		b.WriteString("raises " + o.Raised.String())
	default:
		b.WriteString(value.Repr(o.Value))
	}
	if o.Stdout != "" {
		b.WriteString(" prints " + value.StrRepr(o.Stdout))
	}
	for _, a := range o.Args {
		b.WriteString(" | " + value.Repr(a))
	}
	return b.String()
}

func TestRun(t *testing.T) {
	o := oracle(t)
	one, xs := value.OfInt(1), value.OfList(value.OfInt(3))
	for _, test := range []struct {
		name, source string
		call         []value.Value
		want         string
	}{
		{"value", "def f(a, b=2): return a // b", args(value.OfInt(-7)), "-4 | -7"},
		{"big int", "def f(): return 2**64", nil, "18446744073709551616"},
		{"huge int", "def f(): return len(str(abs(-10**4000))) + (10**5000 > 0)", nil, "4002"},
		{"all kinds", "def f(*a): return [None, True, 1, -0.0, float('nan'), 'é', (), {'k': {1}}]", nil,
			"[None, True, 1, -0.0, nan, 'é', (), {'k': {1}}]"},
		{"int subclass", "class C(int): pass\ndef f(): return C(3)", nil, "3"},
		{"object", "class C:\n def __repr__(s): 1/0\ndef f(): return C()", nil, "<C object>"},
		{"surrogate", "def f(): return chr(0xd800)", nil, `'\ud800'`},
		{"mutation", "def f(xs): xs.append(4); print(xs, end='')", args(xs), "None prints '[3, 4]' | [3, 4]"},
		{"raises after mutation", "def f(xs):\n xs.clear()\n return xs[0]", args(xs), "raises IndexError: list index out of range | []"},
		{"key error", "def f(d): return d['k']", args(value.OfDict()), "raises KeyError: 'k' | {}"},
		{"own exception", "class E(ValueError):\n def __str__(s): raise s\ndef f(): raise E", nil, "raises E: <no message>"},
		{"exit", "import sys\ndef f(): sys.exit(3)", nil, "raises SystemExit: 3"},
		{"keyword only", "def f(a, *, b): return a, b", args(one, xs), "(1, [3]) | 1 | [3]"},
		{"output that is no text", "def f(): print(chr(0xd800))", nil,
			"raises UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed"},
		{"main block", "x = 1\nif __name__ == '__main__': x = 2\ndef f(): return x, __name__", nil, "(1, 'm')"},
		{"reads nothing", "def f(): return input()", nil, "raises EOFError: EOF when reading a line"},
		{"empty directory", "import os\ndef f(): return os.listdir(), os.listdir(os.getcwd())", nil, "([], [])"},
		{"no files", "def f():\n with open('x', 'w') as o: o.write('y')", nil, "raises OSError: [Errno 27] File too large"},
		{"recursion", "def f(): return f()", nil, "stops: stack overflow"},
		{"memory", "def f(): return ' ' * 10**10", nil, "stops: out of memory"},
		{"memory bit by bit", "def f():\n xs = []\n while True: xs.append(bytes(10**7))", nil, "stops: out of memory"},
		{"for ever", "def f():\n while True: pass", nil, "stops: out of time"},
		{"for ever, stubbornly", "def f():\n while True:\n  try:\n   while True: pass\n  except BaseException: pass", nil, "stops: out of time"},
		{"sleeps", "import time\ndef f(): time.sleep(100)", nil, "stops: out of time"},
		{"prints for ever", "def f():\n while True: print('x' * 100)", nil, "stops: too much output"},
		{"big result", "def f(): return [0] * 10**6", nil, "stops: too much output"},
		{"endless result", "def f():\n a = []\n a += [a, a]\n return a", nil, "stops: too much output"},
		{"leaves", "import os\ndef f(): os._exit(7)", nil, "stops: Python exited with status 7"},
		{"leaves quietly", "import os\ndef f(): os._exit(0)", nil, "stops: Python ended without an answer"},
		{"crashes", "import os\ndef f(): os.abort()", nil, "stops: Python was stopped by signal 6"},
		{"closes everything", "import os\ndef f(): os.closerange(0, 100)", nil, "stops: Python exited with status 99"},
		{"thread", "import threading\ndef g():\n while True: pass\ndef f():\n threading.Thread(target=g).start()\n return 1", nil, "1"},
		{"child", "import os\ndef f():\n if os.fork() == 0:\n  while True: pass\n return 1", nil, "1"},
		{"missing", "def g(): pass", nil, "raises AttributeError: module 'm' has no attribute 'f'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			outcomes, err := o.Run(t.Context(), batch(test.source, "f", test.call))
			if err != nil {
				t.Fatal(err)
			}
			if got := say(outcomes[0]); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestOtherCallsGoOn(t *testing.T) {
	o := oracle(t)
	source := "import os\ndef f(n):\n if n == 1: os._exit(1)\n while n == 3: pass\n return n"
	var calls [][]value.Value
	for n := range 5 {
		calls = append(calls, args(value.OfInt(int64(n))))
	}
	outcomes, err := o.Run(t.Context(), batch(source, "f", calls...))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range outcomes {
		got = append(got, say(o))
	}
	want := []string{"0 | 0", "stops: Python exited with status 1", "2 | 2", "stops: out of time", "4 | 4"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCallThatEndsTheWorker(t *testing.T) {
	o := oracle(t)
	o.contain = false // else it cannot
	outcomes, err := o.Run(t.Context(), batch("import os\ndef f(n):\n if n: os.kill(os.getppid(), 9)\n return n", "f", args(value.OfInt(1)), args(value.OfInt(0))))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(outcomes[0].Stop, "signal: killed") || say(outcomes[1]) != "0 | 0" {
		t.Errorf("got %s, %s", say(outcomes[0]), say(outcomes[1]))
	}
}

func TestStopsGivesUp(t *testing.T) {
	o := oracle(t)
	outcomes, err := o.Run(t.Context(), batch("import os\ndef f(): os._exit(1)", "f", nil, nil, nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	if outcomes[2].Stop == NotRun || outcomes[3].Stop != NotRun {
		t.Errorf("got %+v", outcomes)
	}
}

func TestIsolateKeepsNoState(t *testing.T) {
	o := oracle(t)
	b := batch("def f(xs=[]):\n xs.append(1)\n return len(xs)", "f", nil, nil)
	for isolate, want := range map[bool]string{false: "2", true: "1"} {
		b.Isolate = isolate
		outcomes, err := o.Run(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		if got := say(outcomes[1]); got != want {
			t.Errorf("isolate %t: the second call gives %s, want %s", isolate, got, want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	o := oracle(t)
	for source, want := range map[string]string{
		"1 / 0":                      "ZeroDivisionError: division by zero",
		"def f(:":                    "SyntaxError: invalid syntax (m.py, line 1)",
		"import numpy":               "ModuleNotFoundError: No module named 'numpy'",
		"import os\nos._exit(0)":     "Python ended while it was importing",
		"import sys\nsys.exit('no')": "SystemExit: no",
	} {
		_, err := o.Run(t.Context(), batch(source, "f", nil))
		if e, ok := errors.AsType[*LoadError](err); !ok || e.Reason != want {
			t.Errorf("%q: got %v, want %s", source, err, want)
		}
	}
	o.limits.Load = 100 * time.Millisecond
	_, err := o.Run(t.Context(), batch("while True: pass", "f", nil))
	if e, ok := errors.AsType[*LoadError](err); !ok || e.Reason != value.OutOfTime {
		t.Errorf("got %v, want out of time", err)
	}
}

func TestCancel(t *testing.T) {
	o := oracle(t)
	o.limits.Call = time.Hour
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := o.Run(ctx, batch("def f():\n while True: pass", "f", nil))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the error of the context", err)
	}
	outcomes, err := o.Run(t.Context(), batch("def f(): return 1", "f", nil))
	if err != nil || say(outcomes[0]) != "1" {
		t.Errorf("after a cancelled run: %v, %v", outcomes, err)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	o := oracle(t)
	outcomes, err := o.Run(t.Context(), batch("import os\ndef f():\n os.mkdir('d')\n open('d/x', 'w')\n os.symlink('d', 'l')\n return os.getcwd()", "f", nil))
	if err != nil {
		t.Fatal(err)
	}
	dir := outcomes[0].Value.Text
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the directory of the run was left: %v", err)
	}
	o.Close()
	if _, err := os.Stat(filepath.Dir(dir)); !os.IsNotExist(err) {
		t.Errorf("the directory of the worker was left: %v", err)
	}
}

func TestTime(t *testing.T) {
	o := oracle(t)
	rounds, err := o.Time(t.Context(), Timing{
		Batch: batch("def f(n):\n print(n)\n return sum(range(n))", "f", args(value.OfInt(10)), args(value.OfInt(1000))),
		Reps:  3, Rounds: 4,
	})
	if err != nil || len(rounds) != 4 || rounds[0] <= 0 {
		t.Errorf("got %v, %v", rounds, err)
	}
	if _, err := o.Time(t.Context(), Timing{Batch: batch("def f(): 1 / 0", "f", nil), Reps: 1, Rounds: 1}); err == nil {
		t.Error("a call that raises was timed")
	}
}

func TestFind(t *testing.T) {
	if _, err := Find(t.Context(), Search{Setting: "/no/such/python"}); err == nil || !strings.Contains(err.Error(), "/no/such/python") {
		t.Errorf("got %v, want an error that names the setting", err)
	}
	found, err := Find(t.Context(), Search{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	inner := filepath.Join(dir, "src", "pkg")
	bin := filepath.Join(dir, ".venv", "bin")
	for _, d := range []string{inner, bin} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	fake := filepath.Join(bin, "python")
	script := "#!/bin/sh\necho cpython 3.99.1 " + fake + "\n"
	if err := os.WriteFile(fake, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := Find(t.Context(), Search{Dir: inner}); err != nil || got.Version != "3.99.1" {
		t.Errorf("with a .venv above: %v, %v", got, err)
	}
	t.Setenv("PATH", t.TempDir())
	t.Setenv("VIRTUAL_ENV", "")
	if _, err := Find(t.Context(), Search{Dir: t.TempDir()}); !errors.Is(err, ErrNone) {
		t.Errorf("with nothing there: %v", err)
	}
	if o := New(Interpreter{Path: "/no/such/python"}, limits); o.Interpreter().Path == found.Path {
		t.Error("the oracle has another interpreter")
	} else if _, err := o.Run(t.Context(), batch("", "f", nil)); err == nil {
		t.Error("a missing interpreter ran")
	}
}

func TestCancelEndsTheForkWithoutNamespaces(t *testing.T) {
	o := oracle(t)
	o.contain = false
	o.limits.Call = time.Hour
	if _, err := o.Run(t.Context(), batch("def f(): pass", "f", nil)); err != nil { // starts the worker
		t.Fatal(err)
	}
	dir := o.worker.dir
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	pid := make(chan int, 1)
	go func() {
		defer cancel()
		for { // the fork says its process id by a directory, since it can write no file
			found, _ := filepath.Glob(filepath.Join(dir, "2", "*"))
			if len(found) == 1 {
				n, _ := strconv.Atoi(filepath.Base(found[0]))
				pid <- n
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	_, err := o.Run(ctx, batch("import os\ndef f():\n os.mkdir(str(os.getpid()))\n while True: pass", "f", nil))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	for n := <-pid; syscall.Kill(n, 0) == nil; {
		time.Sleep(time.Millisecond) // it is on its way out, or the test ends by its own limit
	}
}
