package types

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Steady attributes. What a test has told of x.a holds until something may assign to
// it. If nothing in the module assigns to an attribute of that name but an __init__ to
// its own instance, no call can change it in an object that is there already.

// steady reports whether all attributes of a path of names are steady.
func (in *solver) steady(path string) bool {
	facts := in.plan.module
	if facts.loose == nil {
		facts.loose = looseAttributes(in.info.Module)
	}
	return !facts.loose[""] && !slices.ContainsFunc(strings.Split(path, ".")[1:], func(name string) bool { return facts.loose[name] })
}

// looseAttributes are the names of attributes that more than constructors assign to, or
// that are computed; the empty name among them stands for all.
func looseAttributes(m *syntax.Module) map[string]bool {
	loose := looseNames{}
	own := map[*syntax.FunctionDef]string{} // what constructors call their instance
	syntax.Walk(m.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ClassDef:
			for _, s := range n.Body {
				if def, ok := s.(*syntax.FunctionDef); ok && isConstructor(def.Name) && len(def.Params.List) > 0 {
					own[def] = def.Params.List[0].Name
				}
			}
		case *syntax.FunctionDef:
			if self := own[n]; self != "" {
				loose.constructor(n, self)
				return false
			}
		}
		loose.node(n, "")
		return true
	})
	return loose
}

func isConstructor(method string) bool { return method == "__init__" || method == "__post_init__" }

type looseNames map[string]bool

// constructor looks through a method that makes the attributes of self.
func (l looseNames) constructor(def *syntax.FunctionDef, self string) {
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		if inner, ok := n.(*syntax.FunctionDef); ok { // which may run later
			l.constructor(inner, "")
			return false
		}
		l.node(n, self)
		return true
	})
}

// node notes what a statement or expression may do to attributes of other objects
// than self.
func (l looseNames) node(n syntax.Node, self string) {
	switch n := n.(type) {
	case *syntax.Assign:
		l.targets(self, n.Targets...)
	case *syntax.AnnAssign:
		l.targets(self, n.Target)
	case *syntax.AugAssign:
		l.targets(self, n.Target)
	case *syntax.For:
		l.targets("", n.Target)
	case *syntax.Comprehension:
		l.targets("", n.Target)
	case *syntax.WithItem:
		l.targets("", n.Vars)
	case *syntax.Delete:
		l.targets("", n.Targets...)
	case *syntax.FunctionDef:
		l[n.Name] = true // it may be a property
	case *syntax.Name:
		switch n.ID {
		case "setattr", "delattr", "vars", "exec", "eval":
			l[""] = true
		}
	case *syntax.Attribute:
		switch n.Attr {
		case "__dict__", "__setattr__", "__delattr__", "__setstate__":
			l[""] = true
		case "__init__", "__post_init__": // makes them again, if not for what is being made
			if call, ok := n.Value.(*syntax.Call); !ok || self == "" || !isName(call.Func, "super") {
				l[""] = true
			}
		}
	}
}

func (l looseNames) targets(self string, targets ...syntax.Expr) {
	for _, t := range targets {
		for _, a := range attributesIn(t) {
			if self == "" || !isName(a.Value, self) {
				l[a.Attr] = true
			}
		}
	}
}
