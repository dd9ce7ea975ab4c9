package cases

import (
	"slices"
	"unicode/utf8"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

// literals are the constants that occur in some code. What a function compares
// with or looks for tells what to try it with.
type literals struct {
	ints   []int64
	floats []float64
	strs   []string
	chars  []rune // of short strings
}

func (l *literals) add(n syntax.Node) {
	syntax.Inspect(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Int:
			if n.Big == "" && n.Value <= 1<<31 && !slices.Contains(l.ints, n.Value) {
				l.ints = append(l.ints, n.Value)
			}
		case *syntax.Float:
			if !slices.Contains(l.floats, n.Value) {
				l.floats = append(l.floats, n.Value)
			}
		case *syntax.Str:
			l.addStr(n)
		}
		return true
	})
}

func (l *literals) addStr(s *syntax.Str) {
	if s.Surrogate || utf8.RuneCountInString(s.Value) > 80 {
		return
	}
	if !slices.Contains(l.strs, s.Value) {
		l.strs = append(l.strs, s.Value)
	}
	for _, r := range s.Value {
		if !slices.Contains(l.chars, r) {
			l.chars = append(l.chars, r)
		}
	}
}

// A pool is what the values for one function are drawn from.
type pool struct {
	literals
	loops     bool // runs longer, or counts further, for a bigger int
	recursive bool
	grows     bool // multiplies
	divides   bool // looks at the digits or divisors of ints
}

// poolFor looks at a function and at those that it calls.
func (s *Source) poolFor(def *syntax.FunctionDef, f *translate.Function) pool {
	p := pool{}
	p.follow(s, def, map[string]bool{})
	p.recursive = p.recursive || slices.Contains(f.Calls, f.Name)
	for _, l := range s.all.ints {
		if !slices.Contains(p.ints, l) {
			p.ints = append(p.ints, l)
		}
	}
	p.strs = append(p.strs, s.all.strs...)
	for _, r := range s.all.chars {
		if !slices.Contains(p.chars, r) {
			p.chars = append(p.chars, r)
		}
	}
	return p
}

// follow looks at a function; open is true for those that are being looked at, and
// false for those that were.
func (p *pool) follow(s *Source, def *syntax.FunctionDef, open map[string]bool) {
	open[def.Name] = true
	defer func() { open[def.Name] = false }()
	for _, stmt := range def.Body {
		p.add(stmt)
		syntax.Inspect(stmt, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.For, *syntax.While, *syntax.Comprehension:
				p.loops = true
			case *syntax.BinOp:
				p.operator(n.Op)
			case *syntax.AugAssign:
				p.operator(n.Op)
			case *syntax.Call:
				name, ok := n.Func.(*syntax.Name)
				if !ok {
					break
				}
				p.divides = p.divides || name.ID == "str" // for the digits
				callee := s.defs[name.ID]
				again, seen := open[name.ID]
				p.recursive = p.recursive || again
				if callee != nil && !seen {
					p.follow(s, callee, open)
				}
			}
			return true
		})
	}
}

func (p *pool) operator(op syntax.Op) {
	switch op {
	case "*", "**", "<<":
		p.grows = true
	case "%", "//":
		p.divides = true
	}
}
