package project

import "slices"

// cycles finds the modules that import each other. What only type checkers see is
// no import.
func cycles(nodes []Node) []Cycle {
	index := map[string]int{}
	for i, n := range nodes {
		index[n.Path] = i
	}
	edges := func(wanted func(Edge) bool) [][]int {
		next := make([][]int, len(nodes))
		for i, n := range nodes {
			for _, e := range n.Imports {
				if j, ok := index[e.Path]; ok && e.Kind == Internal && wanted(e) {
					next[i] = append(next[i], j)
				}
			}
		}
		return next
	}
	running := edges(func(e Edge) bool { return !e.Typing })
	loading := edges(func(e Edge) bool { return !e.Lazy })
	inLoading := map[int]bool{}
	for _, c := range components(loading) {
		for _, i := range c {
			inLoading[i] = true
		}
	}
	var found []Cycle
	for _, c := range components(running) {
		var cycle Cycle
		for _, i := range c {
			cycle.Modules = append(cycle.Modules, nodes[i].Path)
		}
		for _, i := range wayRound(c, running) {
			cycle.Way = append(cycle.Way, nodes[i].Path)
		}
		cycle.Loading = slices.ContainsFunc(c, func(i int) bool { return inLoading[i] })
		found = append(found, cycle)
	}
	return found
}

// components finds the strongly connected components of a graph that have a
// cycle, by Tarjan's algorithm. Nodes are sorted within them, and they by their
// first node.
func components(next [][]int) [][]int {
	s := &search{next: next, number: make([]int, len(next)), low: make([]int, len(next)), open: make([]bool, len(next))}
	for i := range next {
		if s.number[i] == 0 {
			s.visit(i)
		}
	}
	slices.SortFunc(s.found, func(a, b []int) int { return a[0] - b[0] })
	return s.found
}

type search struct {
	next        [][]int
	number, low []int // number counts from 1
	open        []bool
	stack       []int
	count       int
	found       [][]int
}

func (s *search) visit(i int) {
	s.count++
	s.number[i], s.low[i] = s.count, s.count
	s.stack, s.open[i] = append(s.stack, i), true
	for _, j := range s.next[i] {
		if s.number[j] == 0 {
			s.visit(j)
			s.low[i] = min(s.low[i], s.low[j])
		} else if s.open[j] {
			s.low[i] = min(s.low[i], s.number[j])
		}
	}
	if s.low[i] != s.number[i] {
		return
	}
	at := slices.Index(s.stack, i)
	component := slices.Clone(s.stack[at:])
	s.stack = s.stack[:at]
	for _, j := range component {
		s.open[j] = false
	}
	if len(component) > 1 || slices.Contains(s.next[i], i) {
		slices.Sort(component)
		s.found = append(s.found, component)
	}
}

// wayRound is a shortest way from the first node of a component back to it.
func wayRound(component []int, next [][]int) []int {
	start := component[0]
	before := map[int]int{}
	queue := []int{start}
	for at := 0; at < len(queue); at++ {
		i := queue[at]
		if slices.Contains(next[i], start) {
			way := []int{i}
			for i != start {
				i = before[i]
				way = append(way, i)
			}
			slices.Reverse(way)
			return way
		}
		for _, j := range next[i] {
			if _, seen := before[j]; !seen {
				before[j] = i
				queue = append(queue, j)
			}
		}
	}
	return nil // does not happen: each node of a component lies on a cycle
}
