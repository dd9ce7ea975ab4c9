// Package graph finds which nodes of a directed graph reach each other.
package graph

import "slices"

// Components are the strongly connected components of a graph, by Tarjan's algorithm
// (Depth-First Search and Linear Graph Algorithms, 1972): those that an edge leads to
// come before those it comes from. The nodes of a component stand in the order in which
// they were first met; next gives the nodes that edges lead to from a node, which nodes
// need not name.
func Components[N comparable](nodes []N, next func(N) []N) [][]N {
	s := &search[N]{next: next, number: map[N]int{}, low: map[N]int{}, open: map[N]bool{}}
	for _, n := range nodes {
		if s.number[n] == 0 {
			s.visit(n)
		}
	}
	return s.found
}

type search[N comparable] struct {
	next        func(N) []N
	number, low map[N]int // number counts from 1
	open        map[N]bool
	stack       []N
	found       [][]N
}

func (s *search[N]) visit(n N) {
	s.number[n] = len(s.number) + 1
	s.low[n] = s.number[n]
	at := len(s.stack)
	s.stack, s.open[n] = append(s.stack, n), true
	for _, m := range s.next(n) {
		if s.number[m] == 0 {
			s.visit(m)
			s.low[n] = min(s.low[n], s.low[m])
		} else if s.open[m] {
			s.low[n] = min(s.low[n], s.number[m])
		}
	}
	if s.low[n] != s.number[n] {
		return
	}
	component := slices.Clone(s.stack[at:])
	s.stack = s.stack[:at]
	for _, m := range component {
		s.open[m] = false
	}
	s.found = append(s.found, component)
}

// Cyclic are the components of a graph of numbered nodes that have a cycle, each sorted
// and they by their first node; next has the nodes that edges lead to from each node.
func Cyclic(next [][]int) [][]int {
	nodes := make([]int, len(next))
	for i := range nodes {
		nodes[i] = i
	}
	var found [][]int
	for _, c := range Components(nodes, func(i int) []int { return next[i] }) {
		if len(c) > 1 || slices.Contains(next[c[0]], c[0]) {
			slices.Sort(c)
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b []int) int { return a[0] - b[0] })
	return found
}
