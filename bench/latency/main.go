// Command latency measures how long it takes from saving a file to its verdicts, in
// the language server as an editor sees it: for a module of 12 functions with
// nothing in any cache, with a server that was just started, with one function
// edited, and with nothing edited; each beside cargo build of the crate that
// portalis convert makes of the same module.
//
//	go run ./bench/latency [-rounds 5] bin/portalis
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:embed sample.py
var sample string

const functions = 12

// The edits: one function computes something else each time.
const edited, editedTo = "count < LIMIT", "count < LIMIT + %d"

func main() {
	rounds := flag.Int("rounds", 5, "how often each is measured")
	flag.Parse()
	if flag.NArg() != 1 || *rounds < 1 {
		fmt.Fprintln(os.Stderr, "usage: latency [-rounds N] PROGRAM")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "latency:", err)
		os.Exit(1)
	}
}

// A row is one state of things: what Portalis and cargo take, by round.
type row struct {
	name            string
	target          time.Duration // 0 where there is none
	portalis, cargo []time.Duration
}

func run(program string, rounds int) error {
	program, err := filepath.Abs(program)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "portalis-latency-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "sample.py")
	if err := os.WriteFile(path, []byte(sample), 0o644); err != nil {
		return err
	}
	crate := filepath.Join(dir, "crate")
	if out, err := exec.Command(program, "convert", path, "--output", crate).CombinedOutput(); err != nil {
		return fmt.Errorf("convert: %w: %s", err, out)
	}
	rows := []*row{
		{name: "nothing in the caches, the runtime neither"},
		{name: "the server just started", target: 1500 * time.Millisecond},
		{name: "one function edited", target: 700 * time.Millisecond},
		{name: "nothing edited", target: 40 * time.Millisecond},
	}
	for n := range rounds {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", n+1, rounds)
		if err := errors.Join(measure(program, dir, path, n, rows), measureCargo(crate, n, rows)); err != nil {
			return err
		}
	}
	print(rows)
	return nil
}

// measure makes a round in the language server.
func measure(program, dir, path string, round int, rows []*row) error {
	cache := filepath.Join(dir, fmt.Sprintf("cache%d", round))
	uri := "file://" + path
	for i := range 2 { // first with empty caches; then those have the runtime, and the module is new
		text := strings.Replace(sample, edited, fmt.Sprintf(editedTo, 1000*round+100*i), 1)
		e, err := start(program, cache, uri, text)
		if err != nil {
			return err
		}
		defer e.close()
		if err := rows[i].add(e.verdicts(functions)); err != nil {
			return err
		}
		if err := e.idle(); err != nil {
			return err
		}
		if i == 0 {
			continue
		}
		e.edit(fmt.Sprintf(editedTo, 1000*round+100), fmt.Sprintf(editedTo, 1000*round+7))
		if err := rows[2].add(e.verdicts(functions)); err != nil {
			return err
		}
		if err := e.idle(); err != nil {
			return err
		}
		if err := rows[3].add(e.verdicts(functions)); err != nil {
			return err
		}
	}
	return nil
}

func (r *row) add(took time.Duration, err error) error {
	r.portalis = append(r.portalis, took)
	return err
}

// measureCargo makes a round with cargo: all, what was edited, and nothing.
func measureCargo(crate string, round int, rows []*row) error {
	library := filepath.Join(crate, "src", "lib.rs")
	text, err := os.ReadFile(library)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(crate, "target")); err != nil {
		return err
	}
	edit := func(n int) error {
		changed := strings.Replace(string(text), "count < LIMIT", fmt.Sprintf("count < LIMIT + %d", 100*round+n), 1)
		return os.WriteFile(library, []byte(changed), 0o644)
	}
	build := func(r *row) error {
		cmd := exec.Command("cargo", "build", "--quiet", "--offline")
		cmd.Dir = crate
		begin := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("cargo build: %w: %s", err, out)
		}
		r.cargo = append(r.cargo, time.Since(begin))
		return nil
	}
	defer os.WriteFile(library, text, 0o644)
	for i, r := range rows {
		if i == 1 || i == 2 { // with the runtime built, and the module not
			if err := edit(i); err != nil {
				return err
			}
		}
		if err := build(r); err != nil {
			return err
		}
	}
	return nil
}

func print(rows []*row) {
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("Medians of %d rounds, milliseconds; load of the machine %s.\n\n", len(rows[0].portalis), strings.Join(strings.Fields(string(load) + " ? ? ?")[:3], " "))
	fmt.Println("| | save to verdicts | wanted | cargo build | times cargo build |\n|---|---|---|---|---|")
	for _, r := range rows {
		p, c := median(r.portalis), median(r.cargo)
		wanted := "-"
		if r.target > 0 {
			wanted = fmt.Sprint(r.target.Milliseconds())
		}
		fmt.Printf("| %s | %d | %s | %d | %.2f |\n", r.name, p.Milliseconds(), wanted, c.Milliseconds(), float64(p)/float64(c))
	}
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
