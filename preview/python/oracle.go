// Package python runs the user's functions in CPython, the oracle that tells
// what is right.
//
// A warm worker process (worker.py) forks for every batch of calls. The fork has
// limits on time, memory, output and files, an empty directory of its own and,
// where the system allows, no network. Whatever the user's code does to it, the
// worker and this process go on.
package python

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/portalis-dev/portalis/preview/value"
)

// What the worker runs: worker.py uses what confine.py defines.
var (
	//go:embed confine.py
	confineSource string
	//go:embed worker.py
	workerSource string
)

// Limits bound what one run may use.
type Limits struct {
	Call   time.Duration // for one call
	Load   time.Duration // for importing the module
	Memory int64         // address space in bytes
	Output int64         // what one call may print, and how big its result may be
	Stops  int           // after so many calls that had to be stopped the others are not run
}

// DefaultLimits are wide for a function one would preview, and narrow enough
// that one which never ends does not hold up the rest.
var DefaultLimits = Limits{
	Call:   2 * time.Second,
	Load:   5 * time.Second,
	Memory: 1 << 30,
	Output: 1 << 20,
	Stops:  3,
}

// NotRun is why a call was stopped that was never started.
const NotRun = "not run, since other calls had to be stopped"

// A Program is the module whose functions are called.
type Program struct {
	Path   string // as shown in tracebacks
	Module string // its __name__, never "__main__"
	Source string
}

// A Batch is a list of calls of one function.
type Batch struct {
	Program  Program
	Function string
	Args     [][]value.Value // per call, in order of declaration
	// Isolate gives every call a fresh import of the module; for functions that
	// keep state between calls.
	Isolate bool
}

// A LoadError says why the module cannot be imported.
type LoadError struct{ Reason string }

func (e *LoadError) Error() string { return "Python cannot import the module: " + e.Reason }

// An Oracle is a warm CPython. Its methods may be called from several
// goroutines; it makes one run at a time.
type Oracle struct {
	interpreter Interpreter
	limits      Limits
	contain     bool // whether to run in namespaces and confined, where the system allows it
	fixed       bool // whether the hash of a string is the same in every run

	mu     sync.Mutex
	worker *worker // nil before the first run and after it had to be killed
}

// New returns an oracle. Nothing runs before the first call.
func New(interpreter Interpreter, limits Limits) *Oracle {
	return &Oracle{interpreter: interpreter, limits: limits, contain: true}
}

// Interpreter returns the interpreter that o runs.
func (o *Oracle) Interpreter() Interpreter { return o.interpreter }

// Close ends the worker.
func (o *Oracle) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drop()
}

// Restart makes the next run use a new process, with another seed for hashes.
func (o *Oracle) Restart() { o.Close() }

func (o *Oracle) drop() {
	if o.worker != nil {
		o.worker.close()
		o.worker = nil
	}
}

// Run makes the calls of a batch and returns an outcome for each. The error is
// ctx's, a *LoadError, or says why CPython does not run.
func (o *Oracle) Run(ctx context.Context, batch Batch) ([]value.Outcome, error) {
	outcomes := make([]value.Outcome, 0, len(batch.Args))
	stops, lost := 0, false
	for len(outcomes) < len(batch.Args) {
		if stops >= o.limits.Stops {
			outcomes = append(outcomes, value.Outcome{Stop: NotRun})
			continue
		}
		calls := batch.Args[len(outcomes):]
		if batch.Isolate {
			calls = calls[:1]
		}
		request := o.request("run", batch, calls)
		before := len(outcomes)
		reason, err := o.ask(ctx, request, func(answer []value.Value) error {
			outcome, err := readOutcome(answer)
			outcomes = append(outcomes, outcome)
			return err
		})
		if errors.Is(err, errGone) {
			if !lost {
				lost = true // something outside may have ended it: the calls that are left go to a new one
				continue
			}
			reason, err = err.Error(), nil // it is the call that does
		}
		if err != nil {
			return nil, err
		}
		if reason == "" && len(outcomes) == before {
			reason = "Python ended without an answer"
		}
		if reason != "" && len(outcomes) < before+len(calls) {
			outcomes = append(outcomes, value.Outcome{Stop: reason})
			stops++
		}
	}
	return outcomes, nil
}

// A Timing asks how long calls take.
type Timing struct {
	Batch
	Reps   int // how often each call is made in one round
	Rounds int
}

// Time returns how long each round took. The calls must be known to return.
func (o *Oracle) Time(ctx context.Context, t Timing) ([]time.Duration, error) {
	request := o.request("time", t.Batch, t.Args,
		value.OfStr("reps"), value.OfInt(int64(t.Reps)), value.OfStr("rounds"), value.OfInt(int64(t.Rounds)))
	var rounds []time.Duration
	reason, err := o.ask(ctx, request, func(answer []value.Value) error {
		if len(answer) != 2 {
			return errGarbled
		}
		rounds = append(rounds, time.Duration(answer[1].Int))
		return nil
	})
	if err == nil && (reason != "" || len(rounds) != t.Rounds) {
		err = fmt.Errorf("the calls cannot be timed: %s", reason)
	}
	return rounds, err
}

func (o *Oracle) request(op string, batch Batch, calls [][]value.Value, more ...value.Value) value.Value {
	args := value.OfList()
	for _, call := range calls {
		args.Elems = append(args.Elems, value.OfTuple(call...))
	}
	cpu := (o.limits.Load + o.limits.Call*time.Duration(len(calls))).Seconds()
	entries := []value.Value{
		value.OfStr("op"), value.OfStr(op),
		value.OfStr("path"), value.OfStr(batch.Program.Path),
		value.OfStr("module"), value.OfStr(batch.Program.Module),
		value.OfStr("source"), value.OfStr(batch.Program.Source),
		value.OfStr("function"), value.OfStr(batch.Function),
		value.OfStr("args"), args,
		value.OfStr("load"), value.OfFloat(o.limits.Load.Seconds()),
		value.OfStr("wall"), value.OfFloat(o.limits.Call.Seconds()),
		value.OfStr("cpu"), value.OfInt(int64(min(cpu, 120)) + 1),
		value.OfStr("memory"), value.OfInt(o.limits.Memory),
		value.OfStr("confine"), value.OfBool(o.contain),
		value.OfStr("output"), value.OfInt(o.limits.Output),
		value.OfStr("result"), value.OfInt(o.limits.Output),
	}
	return value.OfDict(append(entries, more...)...)
}

var (
	errGarbled = errors.New("the Python worker gave an answer that makes no sense")
	errGone    = errors.New("the Python worker has gone")
)

// ask sends a request and passes on every answer but the first and the last. It
// returns why the fork had to be stopped, "" if it came to its end.
func (o *Oracle) ask(ctx context.Context, request value.Value, each func([]value.Value) error) (reason string, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if o.worker == nil {
		if o.worker, err = startWorker(o.interpreter, o.contain, o.fixed); err != nil {
			return "", err
		}
	}
	worker := o.worker
	unhook := context.AfterFunc(ctx, worker.kill)
	defer unhook()
	reason, err = o.converse(worker, request, each)
	if err != nil {
		if _, ok := errors.AsType[*LoadError](err); !ok {
			o.drop()
		}
	}
	if ctx.Err() != nil {
		o.drop()
		return "", ctx.Err()
	}
	return reason, err
}

// converse makes one exchange with the worker. After an error other than a
// *LoadError the worker is out of step and cannot be used again.
func (o *Oracle) converse(w *worker, request value.Value, each func([]value.Value) error) (reason string, err error) {
	// The worker keeps the limits on time; this one is for a worker that is stopped itself.
	guard := time.AfterFunc(o.limits.Load+o.limits.Call+time.Minute, w.kill)
	defer guard.Stop()
	if err := w.write(request); err != nil {
		return "", err
	}
	var loadError *LoadError
	loaded := false
	for {
		answer, err := w.read(8*o.limits.Output + 1<<20)
		if err != nil {
			return "", err
		}
		guard.Reset(o.limits.Call + time.Minute)
		switch answer[0].Text {
		case "loaded":
			loaded = true
		case "load":
			if len(answer) != 3 {
				return "", errGarbled
			}
			raised := value.Raised{Class: answer[1].Text, Message: answer[2].Text}
			loadError = &LoadError{Reason: raised.String()}
		case "end":
			if len(answer) != 2 {
				return "", errGarbled
			}
			reason = answer[1].Text
			switch {
			case loadError != nil:
				return "", loadError
			case !loaded && reason == "":
				return "", &LoadError{Reason: "Python ended while it was importing"}
			case !loaded:
				return "", &LoadError{Reason: reason}
			}
			return reason, nil
		default:
			if err := each(answer); err != nil {
				return "", err
			}
		}
	}
}

// readOutcome reads ("call", status, value, raised, stdout, args, nanoseconds).
func readOutcome(answer []value.Value) (value.Outcome, error) {
	if len(answer) != 7 || answer[0].Text != "call" {
		return value.Outcome{}, errGarbled
	}
	status, result, raised, stdout, args := answer[1].Text, answer[2], answer[3], answer[4], answer[5]
	out := value.Outcome{Stdout: stdout.Text, Elapsed: time.Duration(answer[6].Int)}
	if args.Kind == value.Tuple {
		out.Args = args.Elems
	}
	switch status {
	case "value":
		out.Value = result
	case "raised":
		if len(raised.Elems) != 3 {
			return value.Outcome{}, errGarbled
		}
		out.Raised = &value.Raised{Class: raised.Elems[0].Text, Message: raised.Elems[1].Text}
		out.Worded = !raised.Elems[2].Bool
	default:
		out.Stop = status
	}
	return out, nil
}

// A worker is a running worker.py.
type worker struct {
	cmd       *exec.Cmd
	contained bool // whether everything it started ends with it
	stdin     io.WriteCloser
	stdout    io.Reader
	stderr    *bytes.Buffer // to be read after it has ended
	dir       string
}

func startWorker(interpreter Interpreter, contain, fixed bool) (*worker, error) {
	dir, err := os.MkdirTemp("", "portalis-python-")
	if err != nil {
		return nil, fmt.Errorf("cannot make a directory for Python: %w", err)
	}
	w := &worker{dir: dir}
	w.cmd, w.contained, err = start(func() (*exec.Cmd, error) {
		isolated, environment := "-I", []string{"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "HOME=" + dir, "TMPDIR=" + dir}
		if fixed { // -I would leave the seed out; there is nothing else in the environment
			isolated, environment = "-s", append(environment, "PYTHONHASHSEED=0")
		}
		cmd := exec.Command(interpreter.Path, isolated, "-S", "-B", "-c", confineSource+"\n"+workerSource, dir)
		cmd.Dir, cmd.Env = dir, environment
		w.stderr = new(bytes.Buffer)
		cmd.Stderr = w.stderr
		cmd.WaitDelay = time.Second
		var err1, err2 error
		w.stdin, err1 = cmd.StdinPipe()
		w.stdout, err2 = cmd.StdoutPipe()
		return cmd, errors.Join(err1, err2)
	}, contain)
	if err != nil {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("cannot start Python: %w", err)
	}
	return w, nil
}

func (w *worker) write(request value.Value) error {
	data := value.Append(make([]byte, 4), request)
	binary.LittleEndian.PutUint32(data, uint32(len(data)-4))
	if _, err := w.stdin.Write(data); err != nil {
		return w.gone(err)
	}
	return nil
}

// gone explains why the worker cannot be talked to any more.
func (w *worker) gone(err error) error {
	w.kill()
	w.cmd.Wait()
	last := strings.TrimSpace(w.stderr.String())
	if at := strings.LastIndexByte(last, '\n'); at >= 0 {
		last = last[at+1:]
	}
	return fmt.Errorf("%w (%w, %v): %s", errGone, err, w.cmd.ProcessState, last)
}

func (w *worker) read(limit int64) ([]value.Value, error) {
	var head [4]byte
	if _, err := io.ReadFull(w.stdout, head[:]); err != nil {
		return nil, w.gone(err)
	}
	size := int64(binary.LittleEndian.Uint32(head[:]))
	if size > limit {
		return nil, errGarbled
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(w.stdout, data); err != nil {
		return nil, w.gone(err)
	}
	v, err := value.Decode(data)
	if err != nil || v.Kind != value.Tuple || len(v.Elems) == 0 {
		return nil, errors.Join(errGarbled, err)
	}
	return v.Elems, nil
}

// kill stops the worker. Where that does not end its fork too, the worker is told
// to do so first.
func (w *worker) kill() {
	if w.contained || w.cmd.Process.Signal(syscall.SIGTERM) != nil {
		w.cmd.Process.Kill()
		return
	}
	time.AfterFunc(time.Second, func() { w.cmd.Process.Kill() })
}

// close ends the worker and its fork, and removes what they left.
func (w *worker) close() {
	w.stdin.Close()
	w.kill()
	w.cmd.Wait()
	os.RemoveAll(w.dir)
}
