package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// functools.total_ordering gives a class those comparisons that it lacks. They are
// inferred as methods that say what its documentation says:
//
//	def __le__(self, other):
//	    return self.__lt__(other) or self == other

// orderings are the comparisons in the order in which total_ordering looks for one
// that the class has, to make the others of it.
var orderings = []string{"__lt__", "__le__", "__gt__", "__ge__"}

// A derivation makes one comparison of another: of its answer, which may be turned
// round, and of == or != of the two objects where the other leaves that open.
type derivation struct {
	not     bool
	joins   syntax.Op // "and", "or"; "" where the answer is enough
	compare syntax.Op
}

// derivations has what total_ordering makes, by the comparison that there is.
var derivations = map[string]map[string]derivation{
	"__lt__": {"__gt__": {true, "and", "!="}, "__le__": {false, "or", "=="}, "__ge__": {not: true}},
	"__le__": {"__ge__": {true, "or", "=="}, "__lt__": {false, "and", "!="}, "__gt__": {not: true}},
	"__gt__": {"__lt__": {true, "and", "!="}, "__ge__": {false, "or", "=="}, "__le__": {not: true}},
	"__ge__": {"__le__": {true, "or", "=="}, "__gt__": {false, "and", "!="}, "__lt__": {not: true}},
}

// A derivedKey is a comparison that total_ordering makes for a class.
type derivedKey struct {
	class *syntax.ClassDef
	name  string
}

// isTotal reports whether d is functools.total_ordering.
func (in *solver) isTotal(d syntax.Expr) bool { return in.qualified(d) == "functools.total_ordering" }

// complete adds the comparisons that c has of total_ordering, its own or that of a
// class that it has copies of.
func (in *solver) complete(c *class) {
	root := map[string]string{} // of each comparison that there is: which one it is made of, "" for none
	at := map[string]syntax.Expr{}
	for _, one := range slices.Backward(append([]*class{c}, c.ancestors()...)) {
		for _, name := range orderings {
			if one.source(name) != nil || one.generated(name) {
				root[name] = ""
			}
		}
		i := slices.IndexFunc(one.c.Def.Decorators, in.isTotal)
		if i < 0 || one.c.Kind == IntEnumClass || one.c.Kind == NamedTupleClass { // which have all of them
			continue
		}
		if why := in.badTotal(one, i, len(root) == 0); why != "" {
			c.c.Opaque = why
			return
		}
		from := orderings[slices.IndexFunc(orderings, func(name string) bool { _, ok := root[name]; return ok })]
		for name := range derivations[from] {
			if _, ok := root[name]; !ok {
				root[name], at[name] = from, one.c.Def.Decorators[i]
			}
		}
	}
	for _, name := range orderings {
		if from := root[name]; from != "" {
			in.addMethod(c, in.derivedOrder(c, name, from, at[name].Span()))
		}
	}
}

// badTotal says why Python would not make the class, whose i-th decorator is
// total_ordering, "" if it would.
func (in *solver) badTotal(c *class, i int, none bool) string {
	later := slices.ContainsFunc(c.c.Def.Decorators[:i], in.isDataclass)
	switch {
	case c.c.Kind == DataClass && c.c.Data.Order && later:
		return "functools.total_ordering comes before dataclass(order=True): Python raises an exception when it makes the class"
	case none:
		return "functools.total_ordering finds no comparison to start with: Python raises ValueError when it makes the class"
	}
	return ""
}

// derivedOrder is the definition of a comparison that is made of another one.
func (in *solver) derivedOrder(c *class, name, from string, at syntax.Range) *syntax.FunctionDef {
	key := derivedKey{c.c.Def, name}
	if def := in.plan.derived[key]; def != nil {
		return def
	}
	id := func(name string) *syntax.Name { return &syntax.Name{Range: at, ID: name} }
	param := func(name string) *syntax.Param {
		return &syntax.Param{Range: at, Name: name, NameRange: at}
	}
	how := derivations[from][name]
	answer := syntax.Expr(&syntax.Call{
		Range: at, Func: &syntax.Attribute{Range: at, Value: id("self"), Attr: from, AttrRange: at}, Args: []syntax.Expr{id("other")},
	})
	if how.not {
		answer = &syntax.UnaryOp{Range: at, Op: "not", Operand: answer}
	}
	if how.joins != "" {
		same := &syntax.Compare{Range: at, Left: id("self"), Ops: []syntax.Op{how.compare}, Rights: []syntax.Expr{id("other")}}
		answer = &syntax.BoolOp{Range: at, Op: how.joins, Values: []syntax.Expr{answer, same}}
	}
	def := &syntax.FunctionDef{
		Range: at, Name: name, NameRange: at,
		Params: &syntax.Params{Range: at, List: []*syntax.Param{param("self"), param("other")}},
		Body:   []syntax.Stmt{&syntax.Return{Range: at, Value: answer}},
	}
	in.plan.derived[key] = def
	in.plan.stands[def] = &standIn{made: true}
	return def
}
