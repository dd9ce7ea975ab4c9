package graph

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// TestComponents compares with what reaching says: two nodes are in one component if
// each reaches the other.
func TestComponents(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		next := make([][]int, 1+r.IntN(9))
		for i := range next {
			for range r.IntN(3) {
				next[i] = append(next[i], r.IntN(len(next)))
			}
		}
		var nodes []int
		for i := range next {
			nodes = append(nodes, i)
		}
		component, at := map[int]int{}, 0
		for i, c := range Components(nodes, func(i int) []int { return next[i] }) {
			for _, n := range c {
				component[n] = i
				at++
			}
		}
		if at != len(next) || len(component) != len(next) {
			t.Fatalf("%v: each node is to be in one component: %v", next, component)
		}
		for a := range next {
			for b := range next {
				if same := a == b || reaches(next, a, b) && reaches(next, b, a); same != (component[a] == component[b]) {
					t.Errorf("%v: %d and %d in one component: %v, want %v", next, a, b, !same, same)
				}
				if reaches(next, a, b) && component[b] > component[a] {
					t.Errorf("%v: %d is reached from %d and comes after it", next, b, a)
				}
			}
		}
		var cyclic []int
		for _, c := range Cyclic(next) {
			if !slices.IsSorted(c) {
				t.Errorf("%v: %v is not sorted", next, c)
			}
			cyclic = append(cyclic, c...)
		}
		slices.Sort(cyclic)
		if want := slices.DeleteFunc(nodes, func(i int) bool { return !reaches(next, i, i) }); !slices.Equal(cyclic, want) {
			t.Errorf("%v: on a cycle are %v, want %v", next, cyclic, want)
		}
	}
}

// reaches reports whether edges lead from a to b.
func reaches(next [][]int, a, b int) bool {
	seen := map[int]bool{}
	var visit func(i int) bool
	visit = func(i int) bool {
		for _, j := range next[i] {
			if j == b {
				return true
			}
			if !seen[j] {
				seen[j] = true
				if visit(j) {
					return true
				}
			}
		}
		return false
	}
	return visit(a)
}

// TestComponentsKeepOrder shows the order of the nodes of a component, which what is
// decided about functions must not change from run to run.
func TestComponentsKeepOrder(t *testing.T) {
	next := map[string][]string{"main": {"even"}, "even": {"odd", "print"}, "odd": {"even"}}
	got := Components([]string{"main"}, func(n string) []string { return next[n] })
	if want := [][]string{{"print"}, {"even", "odd"}, {"main"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("Components gives %v, want %v", got, want)
	}
}
