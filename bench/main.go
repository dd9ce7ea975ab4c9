// Command bench measures the kernels beside it: plain Python in kernels/NAME.py,
// and in kernels/NAME.rs what an engineer would write by hand in Rust. In one run
// it times CPython, the WASM of the translation in wazero, the translation built
// natively, and the Rust by hand built by the same rustc with the same flags;
// checks that all of them give the same result; and prints a Markdown table.
//
//	go run ./bench           all kernels, the first part of make bench
//	go run ./bench sieve     those named
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, names []string) error {
	chosen, err := choose(names)
	if err != nil {
		return err
	}
	lab, err := newLab(ctx)
	if err != nil {
		return err
	}
	defer lab.close(ctx)
	var rows []row
	var failed []error
	for _, k := range chosen {
		fmt.Fprintln(os.Stderr, "measuring", k.name)
		r, err := lab.measure(ctx, k)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", k.name, err))
			continue
		}
		rows = append(rows, r)
	}
	fmt.Print(table(rows))
	return errors.Join(failed...)
}

// choose returns the kernels named, all if there are no names.
func choose(names []string) ([]kernel, error) {
	if len(names) == 0 {
		return kernels, nil
	}
	var out []kernel
	for _, name := range names {
		i := slices.IndexFunc(kernels, func(k kernel) bool { return k.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no kernel %q", name)
		}
		out = append(out, kernels[i])
	}
	return out, nil
}
