package main

import "embed"

//go:embed kernels
var sources embed.FS

// A kernel is a program of which one function, which takes one int, is timed.
type kernel struct {
	name     string // of its files
	function string
	n        int64 // what it is called with; CPython takes some tenths of a second
}

var kernels = []kernel{
	{"nbody", "energy_after", 20_000},
	{"nbody_columns", "energy_after", 20_000},
	{"spectral_norm", "spectral_norm", 150},
	{"fannkuch", "fannkuch", 9},
	{"mandelbrot", "inside", 200},
	{"sieve", "sum_of_primes", 2_000_000},
	{"matrix_product", "trace_of_product", 150},
	{"edit_distance", "shifted_distance", 110},
	{"n_queens", "queens", 10},
	{"collatz", "longest_start", 300_000},
	{"quicksort", "sorted_checksum", 100_000},
	{"word_count", "report", 10_000},
	{"string_building", "table", 1_000},
	{"counting", "count_pairs", 1_000_000},
	{"small_objects", "simulate", 4_000},
}

// source returns a file of the kernel.
func (k kernel) source(extension string) (string, error) {
	text, err := sources.ReadFile("kernels/" + k.name + extension)
	return string(text), err
}
