package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A module often defines a name in one of several ways: below a test of the
// version, or in a try that falls back when an import fails. Where it is certain
// which way Python takes, in every version from oldestPython to newestPython, the
// statements of that way stand for the whole in Info.Top.

var (
	oldestPython = []int64{3, 8}
	newestPython = []int64{3, 14}
)

// newer are the names of known modules that not every version has.
var newer = map[string]bool{
	"math.lcm": true, "math.nextafter": true, "math.ulp": true, "math.cbrt": true, "math.exp2": true,
	"math.sumprod": true, "math.fma": true, "functools.cache": true, "itertools.pairwise": true, "itertools.batched": true,
	"operator.call": true, "random.randbytes": true, "random.binomialvariate": true, "statistics.kde": true,
	"statistics.correlation": true, "statistics.covariance": true, "statistics.linear_regression": true,
}

// oldTyping are the names of typing that every version has.
var oldTyping = map[string]bool{
	"TYPE_CHECKING": true, "Any": true, "Callable": true, "Dict": true, "Final": true, "Generic": true, "Iterable": true,
	"Iterator": true, "List": true, "Literal": true, "Mapping": true, "NamedTuple": true, "Optional": true, "Protocol": true,
	"Sequence": true, "Set": true, "Tuple": true, "TypeVar": true, "TypedDict": true, "Union": true, "cast": true, "overload": true,
}

// A top finds the statements that a module runs.
type top struct {
	sys      map[string]string // what names mean that are bound once, by an import: "sys", "typing.TYPE_CHECKING"
	never    [][]syntax.Stmt   // blocks that never run
	doubtful [][]syntax.Stmt   // blocks of which it is not known
	cut      bool              // whether anything is left out
}

// topOf finds the statements that a module runs.
func topOf(m *syntax.Module) ([]syntax.Stmt, *top) {
	t := &top{sys: map[string]string{}}
	bound := map[string]int{}
	bindings(m.Body, func(name string, _ syntax.Range, _ syntax.Node) { bound[name]++ })
	for _, s := range m.Body {
		switch s := s.(type) {
		case *syntax.Import:
			for _, a := range s.Names {
				if name := aliasName(a); bound[name] == 1 && (a.AsName != "" || a.Name == name) {
					t.sys[name] = a.Name
				}
			}
		case *syntax.ImportFrom:
			for _, a := range s.Names {
				if name := aliasName(a); bound[name] == 1 && s.Level == 0 {
					t.sys[name] = s.Module + "." + a.Name
				}
			}
		}
	}
	return t.block(m.Body), t
}

// decided reports whether the module has statements that are not what it runs.
func (t *top) decided() bool { return t.cut }

func (t *top) block(body []syntax.Stmt) []syntax.Stmt {
	plain := true
	for _, s := range body {
		switch s.(type) {
		case *syntax.If, *syntax.Try, *syntax.FunctionDef, *syntax.For, *syntax.While, *syntax.With, *syntax.Match:
			plain = false
		}
	}
	if plain {
		return body
	}
	var out []syntax.Stmt
	for i, s := range body {
		switch s := s.(type) {
		case *syntax.If:
			if yes, known := t.truth(s.Test); known && yes {
				out = append(out, t.block(s.Body)...)
				t.never = append(t.never, s.Orelse)
				t.cut = true
				continue
			} else if known {
				out = append(append(out, declared(s.Body)...), t.block(s.Orelse)...)
				t.never = append(t.never, s.Body)
				t.cut = true
				continue
			}
			if !isMain(s.Test) {
				t.doubtful = append(t.doubtful, s.Body)
			}
			t.doubtful = append(t.doubtful, s.Orelse)
		case *syntax.Try:
			if t.imports(s) {
				for _, h := range s.Handlers {
					t.never = append(t.never, h.Body)
				}
				t.cut = true
				out = append(out, t.block(slices.Concat(s.Body, s.Orelse, s.Finalbody))...)
				continue
			}
			t.doubtful = append(t.doubtful, Blocks(s)...)
		case *syntax.FunctionDef:
			if t.overload(s) && redefined(s.Name, body[i+1:]) {
				t.cut = true
				continue
			}
		case *syntax.For, *syntax.While, *syntax.With, *syntax.Match:
			t.doubtful = append(t.doubtful, Blocks(s)...)
		}
		out = append(out, s)
	}
	return out
}

// overload reports whether a def says only which types another def of its name takes.
func (t *top) overload(def *syntax.FunctionDef) bool {
	return len(def.Decorators) == 1 && t.name(def.Decorators[0]) == "typing.overload"
}

func redefined(name string, later []syntax.Stmt) bool {
	return slices.ContainsFunc(later, func(s syntax.Stmt) bool {
		def, ok := s.(*syntax.FunctionDef)
		return ok && def.Name == name
	})
}

// imports reports whether the body of a try certainly runs to its end: it imports
// what every version has.
func (t *top) imports(s *syntax.Try) bool {
	for _, stmt := range s.Body {
		switch stmt := stmt.(type) {
		case *syntax.Import:
			for _, a := range stmt.Names {
				if !knownModules[a.Name] {
					return false
				}
			}
		case *syntax.ImportFrom:
			for _, a := range stmt.Names {
				if stmt.Level > 0 || !exists(stmt.Module, a.Name) {
					return false
				}
			}
		case *syntax.Assign:
			name, value := constantBinding(stmt)
			if name == nil || !literal(value) {
				return false
			}
		case *syntax.Pass:
		default:
			return false
		}
	}
	return len(s.Handlers) > 0
}

func literal(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.Bool, *syntax.Int, *syntax.Str, *syntax.None, *syntax.Float:
		return true
	}
	return false
}

// exists reports whether every version has a name in a module.
func exists(module, name string) bool {
	full := module + "." + name
	if newer[full] || name == "*" {
		return false
	}
	_, constant := constants[full]
	return constant || library[full] != nil || module == "typing" && oldTyping[name]
}

// name is what an expression means that names something imported.
func (t *top) name(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		return t.sys[e.ID]
	case *syntax.Attribute:
		if base := t.name(e.Value); base != "" {
			return base + "." + e.Attr
		}
	}
	return ""
}

// truth is the answer of a test, if it is known.
func (t *top) truth(e syntax.Expr) (yes, known bool) {
	switch e := e.(type) {
	case *syntax.Bool:
		return e.Value, true
	case *syntax.Int:
		return e.Value != 0 || e.Big != "", true
	case *syntax.UnaryOp:
		if e.Op == "not" {
			yes, known = t.truth(e.Operand)
			return !yes, known
		}
	case *syntax.BoolOp:
		decides := e.Op == "or"
		for _, v := range e.Values {
			if yes, known = t.truth(v); !known || yes == decides {
				return yes, known
			}
		}
		return !decides, true
	case *syntax.Compare:
		if len(e.Ops) == 1 {
			return t.compare(e.Left, e.Ops[0], e.Rights[0])
		}
	case *syntax.Name, *syntax.Attribute:
		return false, t.name(e) == "typing.TYPE_CHECKING"
	}
	return false, false
}

// compare answers a comparison of the version, or of sys.maxsize.
func (t *top) compare(left syntax.Expr, op syntax.Op, right syntax.Expr) (yes, known bool) {
	if sub, ok := left.(*syntax.Subscript); ok && t.name(sub.Value) == "sys.version_info" {
		index, isInt := sub.Index.(*syntax.Int)
		if n, ok := number(right); ok && isInt && index.Value == 0 && index.Big == "" {
			return ordered(op, compareInts(3, n), compareInts(3, n))
		}
		return false, false
	}
	switch t.name(left) {
	case "sys.version_info.major":
		if n, ok := number(right); ok {
			return ordered(op, compareInts(3, n), compareInts(3, n))
		}
	case "sys.version_info":
		tuple, ok := right.(*syntax.Tuple)
		if !ok || len(tuple.Elts) == 0 {
			return false, false
		}
		var bound []int64
		for _, x := range tuple.Elts {
			n, ok := number(x)
			if !ok {
				return false, false
			}
			bound = append(bound, n)
		}
		// A version is longer than what it is compared with: 3.8.0 > (3, 8).
		return ordered(op, compareVersions(oldestPython, bound), compareVersions(append(slices.Clone(newestPython), 1<<30), bound))
	case "sys.maxsize":
		if n, ok := number(right); ok {
			return ordered(op, compareInts(1<<31-1, n), compareInts(1<<63-1, n))
		}
	}
	return false, false
}

func number(e syntax.Expr) (int64, bool) {
	n, ok := e.(*syntax.Int)
	if !ok || n.Big != "" {
		return 0, false
	}
	return n.Value, true
}

func compareInts(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// compareVersions compares a version, of which more numbers follow, with a bound.
func compareVersions(version, bound []int64) int {
	if c := slices.Compare(version[:min(len(version), len(bound))], bound[:min(len(version), len(bound))]); c != 0 {
		return c
	}
	if len(bound) > len(version) && slices.ContainsFunc(bound[len(version):], func(n int64) bool { return n > 0 }) {
		return -1 // the first of these versions
	}
	return 1
}

// ordered answers a comparison of values of which the least and the greatest
// compare so with the other side.
func ordered(op syntax.Op, least, greatest int) (yes, known bool) {
	switch op {
	case ">=":
		return least >= 0, least >= 0 || greatest < 0
	case ">":
		return least > 0, least > 0 || greatest <= 0
	case "<":
		return greatest < 0, greatest < 0 || least >= 0
	case "<=":
		return greatest <= 0, greatest <= 0 || least > 0
	case "==":
		return least == 0, least > 0 || greatest < 0 || least == 0 && greatest == 0
	case "!=":
		return least != 0, least > 0 || greatest < 0 || least == 0 && greatest == 0
	}
	return false, false
}

// unsureImports are the names that imports bind which may mean something else all
// the same: they are bound in another way too, or only if a block runs.
func (in *solver) unsureImports() map[string]bool {
	direct := map[syntax.Node]bool{}
	for _, s := range in.info.Top {
		direct[s] = true
	}
	meaning, unsure, other := map[string]string{}, map[string]bool{}, map[string]bool{}
	note := func(name, full string, sure bool) {
		if old, known := meaning[name]; known && old != full || !sure {
			unsure[name] = true
		}
		meaning[name] = full
	}
	for _, b := range in.plan.module.bound {
		name := b.name
		switch at := b.at.(type) {
		case *syntax.Import:
			for _, a := range at.Names {
				if full := a.Name; aliasName(a) == name {
					if a.AsName == "" {
						full = name
					}
					note(name, full, direct[at] || forAnnotations(a.Name))
				}
			}
		case *syntax.ImportFrom:
			for _, a := range at.Names {
				if aliasName(a) == name && a.Name != "*" {
					note(name, strings.Repeat(".", at.Level)+typingName(at.Module)+"."+a.Name, direct[at] || forAnnotations(at.Module))
				}
			}
		default:
			other[name] = true
		}
	}
	for name := range meaning {
		if other[name] {
			unsure[name] = true
		}
	}
	return unsure
}

// typingName is a module, with the one that has the names of a later typing taken
// for it.
func typingName(module string) string {
	if module == "typing_extensions" {
		return "typing"
	}
	return module
}

// forAnnotations reports whether a module has nothing but what annotations name.
func forAnnotations(module string) bool {
	return typingName(module) == "typing" || module == "collections.abc" || module == "__future__"
}

// declared are the imports of a block for type checkers that only annotations can mean.
func declared(block []syntax.Stmt) []syntax.Stmt {
	var out []syntax.Stmt
	for _, s := range block {
		switch s := s.(type) {
		case *syntax.ImportFrom:
			if forAnnotations(s.Module) || !knownModules[s.Module] {
				out = append(out, s)
			}
		case *syntax.Import:
			if !slices.ContainsFunc(s.Names, func(a *syntax.Alias) bool { return knownModules[a.Name] && !forAnnotations(a.Name) }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// judgeBlocks says of the definitions in blocks of the module why they are not
// translated.
func (in *solver) judgeBlocks(t *top) {
	each := func(blocks [][]syntax.Stmt, report func(name string, at syntax.Range)) {
		for _, block := range blocks {
			definitions(block, report)
		}
	}
	each(t.never, func(name string, at syntax.Range) {
		in.report(compat.New("PT513", at, "%s is not defined in any Python from 3.8 to 3.14: what stands before this decides so", name))
	})
	each(t.doubtful, func(name string, at syntax.Range) {
		in.report(compat.New("PT513", at, "whether this defines %s is known only when the module is loaded: define it once, at the top", name))
	})
}

// definitions calls report for each def and class in a block.
func definitions(block []syntax.Stmt, report func(name string, at syntax.Range)) {
	for _, s := range block {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			report(s.Name, s.NameRange)
		case *syntax.ClassDef:
			report(s.Name, s.NameRange)
		default:
			for _, b := range Blocks(s) {
				definitions(b, report)
			}
		}
	}
}
