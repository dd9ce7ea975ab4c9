package compare

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/test/random"
)

var (
	runs    = flag.Int("runs", 32, "how many programs to compare")
	first   = flag.Uint64("seed", 1000, "the seed of the first program; the others follow it")
	jobs    = flag.Int("jobs", 2, "batches at a time")
	layout  = flag.Bool("layout", false, "let a program fail whose Rust rustfmt would write otherwise")
	look    = flag.Bool("look", false, "translate and lay out only, without compiling anything")
	small   = flag.Bool("small", true, "make failing programs small")
	batch   = flag.Int("batch", 64, "how many programs are compiled by one run of rustc")
	only    = flag.String("seeds", "", "the seeds to run, separated by commas, in place of many in a row")
	reports = flag.String("reports", "", "a directory to write each failing program to, as it is and made small")
)

// TestPrograms compares random programs with CPython. What is refused is counted;
// what compiles must agree, without a warning; what rustfmt would write otherwise is
// counted too. "make random" compares many.
func TestPrograms(t *testing.T) {
	seeds, err := chosen()
	if err != nil {
		t.Fatal(err)
	}
	var (
		mu    sync.Mutex
		total = tally{refused: map[string]int{}, faults: map[Fault]int{}}
		wait  sync.WaitGroup
		todo  = make(chan []uint64)
		start = time.Now()
	)
	for range *jobs {
		wait.Go(func() {
			lab, err := NewLab(t.Context())
			if err != nil {
				t.Error(err)
				for range todo { // so that nobody waits
				}
				return
			}
			defer lab.Close()
			for seeds := range todo {
				sources := make([]string, len(seeds))
				for i, seed := range seeds {
					sources[i] = random.Program(seed)
				}
				run := lab.Run
				if *look {
					run = lab.look
				}
				outcomes, err := run(t.Context(), sources)
				if err != nil {
					t.Errorf("seeds from %d: %v", seeds[0], err)
					continue
				}
				mu.Lock()
				for i, o := range outcomes {
					total.add(o)
					if o.Unloadable != "" {
						t.Errorf("seed %d: CPython cannot import it: %s", seeds[i], o.Unloadable)
					}
					if fails(o) {
						t.Errorf("seed %d is %s: %s", seeds[i], o.Failure.Fault, o.Failure.Text)
					}
				}
				done := total.programs
				mu.Unlock()
				t.Logf("%d programs, %.0f a minute", done, float64(done)/time.Since(start).Minutes())
				for i, o := range outcomes {
					if !fails(o) {
						continue
					}
					shrunk := sources[i]
					if *small {
						if shrunk, err = lab.Shrink(t.Context(), sources[i], *o.Failure); err != nil {
							t.Errorf("seed %d: %v", seeds[i], err)
							continue
						}
						t.Logf("seed %d made small:\n%s", seeds[i], shrunk)
					}
					report(t, seeds[i], o, sources[i], shrunk)
				}
			}
		})
	}
	for part := range slices.Chunk(seeds, *batch) {
		todo <- part
	}
	close(todo)
	wait.Wait()
	t.Log(total.String())
	if total.programs >= 32 && total.translated*8 < total.programs {
		t.Errorf("only %d of %d programs are translated as a whole", total.translated, total.programs)
	}
}

// chosen are the seeds that the flags ask for.
func chosen() ([]uint64, error) {
	var seeds []uint64
	if *only != "" {
		for text := range strings.SplitSeq(*only, ",") {
			seed, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("-seeds: %w", err)
			}
			seeds = append(seeds, seed)
		}
		return seeds, nil
	}
	for i := range *runs {
		seeds = append(seeds, *first+uint64(i))
	}
	return seeds, nil
}

func fails(o Outcome) bool {
	return o.Failure != nil && (o.Failure.Fault != NotFormatted || *layout)
}

func report(t *testing.T, seed uint64, o Outcome, source, shrunk string) {
	t.Helper()
	if *reports == "" {
		return
	}
	name := fmt.Sprintf("%s-%d.py", strings.ReplaceAll(string(o.Failure.Fault), " ", "-"), seed)
	comment := "# " + strings.ReplaceAll(o.Failure.Text, "\n", "\n# ")
	text := shrunk + "\n\n" + comment + "\n\n# ---- as it was:\n\n" + source
	if err := os.WriteFile(filepath.Join(*reports, name), []byte(text), 0o644); err != nil {
		t.Error(err)
	}
}

// A tally counts outcomes.
type tally struct {
	programs, translated, calls, overflowed, big int
	refused                                      map[string]int // programs by the code of the first refusal
	faults                                       map[Fault]int
}

func (t *tally) add(o Outcome) {
	t.programs++
	t.calls += o.Calls
	if len(o.Refused) == 0 {
		t.translated++
	} else {
		t.refused[o.Refused[0].Code]++
	}
	if len(o.Overflowed) > 0 {
		t.overflowed++
	}
	if o.Big {
		t.big++
	}
	if o.Failure != nil {
		t.faults[o.Failure.Fault]++
	}
}

func (t *tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d programs: %d translated as a whole, %d with a function that is refused", t.programs, t.translated, t.programs-t.translated)
	codes := slices.SortedFunc(maps.Keys(t.refused), func(a, b string) int { return t.refused[b] - t.refused[a] })
	for i, code := range codes {
		fmt.Fprintf(&b, "%s%s %d", map[bool]string{true: " (", false: ", "}[i == 0], code, t.refused[code])
	}
	if len(codes) > 0 {
		b.WriteString(")")
	}
	fmt.Fprintf(&b, "; %d calls agree; %d stopped on an integer that does not fit in 64 bits, of which %d ran again with integers of any size", t.calls, t.overflowed, t.big)
	for _, fault := range []Fault{Wrong, NotCompiled, Mistake, Stopped, NotFormatted} {
		fmt.Fprintf(&b, "; %s %d", fault, t.faults[fault])
	}
	return b.String()
}
