package project

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/graph"
)

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
	for _, c := range graph.Cyclic(loading) {
		for _, i := range c {
			inLoading[i] = true
		}
	}
	var found []Cycle
	for _, c := range graph.Cyclic(running) {
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
