package flow

import "github.com/portalis-dev/portalis/analysis/syntax"

// McCabe is the cyclomatic complexity of a function as the mccabe package (and so
// flake8) counts it: 1, and 1 more for
//
//   - each if and elif, for and while, whether it has an else or not;
//   - each try, and each of its except clauses (a finally body is not looked at);
//   - each function inside, of which the branches count too.
//
// Conditions with and and or, conditional expressions, comprehensions, with and
// assert count nothing. It does not look into a match at all; Score does.
func McCabe(def *syntax.FunctionDef) int { return 1 + branches(def.Body) }

func branches(body []syntax.Stmt) int {
	count := 0
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.If:
			count += 1 + branches(s.Body) + branches(s.Orelse)
		case *syntax.For:
			count += 1 + branches(s.Body) + branches(s.Orelse)
		case *syntax.While:
			count += 1 + branches(s.Body) + branches(s.Orelse)
		case *syntax.Try:
			count += 1 + branches(s.Body) + branches(s.Orelse)
			for _, h := range s.Handlers {
				count += 1 + branches(h.Body)
			}
		case *syntax.With:
			count += branches(s.Body)
		case *syntax.FunctionDef:
			count += 1 + branches(s.Body)
		case *syntax.ClassDef:
			count += branches(s.Body)
		}
	}
	return count
}

// Score is a complexity that sees more than McCabe's: 1, and 1 more for each
// place where evaluation goes one of two ways, in expressions too: conditional
// expressions, each and and or, each clause and condition of a comprehension,
// each case of a match, assert. Functions inside count.
func Score(def *syntax.FunctionDef) int {
	score := 1
	syntax.Inspect(def, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.If, *syntax.For, *syntax.While, *syntax.ExceptHandler, *syntax.IfExp, *syntax.Assert, *syntax.MatchCase:
			score++
		case *syntax.BoolOp:
			score += len(n.Values) - 1
		case *syntax.Comprehension:
			score += 1 + len(n.Ifs)
		}
		return true
	})
	return score
}

// Depth is how deep statements with a body stand in each other; an elif is as
// deep as its if. Functions and classes inside count as one level.
func Depth(def *syntax.FunctionDef) int { return depth(def.Body) }

func depth(body []syntax.Stmt) int {
	deepest := 0
	for _, s := range body {
		for _, inner := range bodies(s) {
			deepest = max(deepest, depth(inner)+1)
		}
		for elif := elifOf(s); elif != nil; elif = elifOf(elif) {
			for _, inner := range bodies(elif) {
				deepest = max(deepest, depth(inner)+1)
			}
		}
	}
	return deepest
}

// elifOf is the elif that follows an if, or nil.
func elifOf(s syntax.Stmt) syntax.Stmt {
	if s, ok := s.(*syntax.If); ok && len(s.Orelse) == 1 {
		if elif, ok := s.Orelse[0].(*syntax.If); ok && elif.Elif {
			return elif
		}
	}
	return nil
}

// bodies are the statement lists directly inside s that are not empty, those of
// functions and classes included; without an elif.
func bodies(s syntax.Stmt) [][]syntax.Stmt {
	var all [][]syntax.Stmt
	add := func(lists ...[]syntax.Stmt) {
		for _, list := range lists {
			if len(list) > 0 {
				all = append(all, list)
			}
		}
	}
	switch s := s.(type) {
	case *syntax.If:
		add(s.Body)
		if elifOf(s) == nil {
			add(s.Orelse)
		}
	case *syntax.For:
		add(s.Body, s.Orelse)
	case *syntax.While:
		add(s.Body, s.Orelse)
	case *syntax.With:
		add(s.Body)
	case *syntax.Match:
		for _, c := range s.Cases {
			add(c.Body)
		}
	case *syntax.Try:
		add(s.Body)
		for _, h := range s.Handlers {
			add(h.Body)
		}
		add(s.Orelse, s.Finalbody)
	case *syntax.FunctionDef:
		add(s.Body)
	case *syntax.ClassDef:
		add(s.Body)
	}
	return all
}
