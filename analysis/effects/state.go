package effects

import (
	"sync"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// steady finds the module variables that are bound once, to a value that cannot
// change or that nothing in the file changes or hands on.
func (n *names) steady(body []syntax.Stmt) map[string]bool {
	out := map[string]bool{}
	exposed := sync.OnceValue(func() map[string]bool { return n.exposed(body) })
	for name, found := range n.module.bound {
		if len(found) != 1 || found[0].kind != byValue {
			continue
		}
		if immutable(found[0].value) || display(found[0].value) && !exposed()[name] {
			out[name] = true
		}
	}
	return out
}

// immutable reports whether a literal cannot change.
func immutable(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Imag, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None, *syntax.Ellipsis:
		return true
	case *syntax.UnaryOp:
		return immutable(e.Operand)
	case *syntax.BinOp:
		return immutable(e.Left) && immutable(e.Right)
	case *syntax.Tuple:
		for _, elt := range e.Elts {
			if !immutable(elt) {
				return false
			}
		}
		return true
	case *syntax.Call:
		f, ok := e.Func.(*syntax.Name) // frozenset({1, 2}), TypeVar("T"), namedtuple(...)
		return ok && (f.ID == "frozenset" || f.ID == "TypeVar" || f.ID == "namedtuple" || f.ID == "NewType")
	case *syntax.Lambda:
		return true
	case *syntax.Subscript: // a type: dict[str, int]
		name, ok := e.Value.(*syntax.Name)
		return ok && name.ID != "" && (name.ID[0] >= 'A' && name.ID[0] <= 'Z' || annotationName[name.ID])
	}
	return false
}

var annotationName = map[string]bool{"list": true, "dict": true, "tuple": true, "set": true, "type": true}

func display(e syntax.Expr) bool {
	switch e.(type) {
	case *syntax.List, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp, *syntax.Tuple:
		return true
	}
	return false
}

// exposed finds the names that stand anywhere but where their value is only looked
// at: in x[i], in x.get(…), in a loop over x, after in, in len(x).
func (n *names) exposed(body []syntax.Stmt) map[string]bool {
	mentions, harmless := map[string]int{}, map[string]int{}
	looked := func(e syntax.Expr) {
		if name, ok := e.(*syntax.Name); ok {
			harmless[name.ID]++
		}
	}
	stored := map[syntax.Expr]bool{}
	store := func(list ...syntax.Expr) {
		for _, e := range list {
			stored[e] = true
		}
	}
	syntax.Walk(body, func(node syntax.Node) bool {
		switch node := node.(type) {
		case *syntax.Name:
			mentions[node.ID]++
		case *syntax.Assign:
			store(node.Targets...)
			for _, t := range node.Targets {
				looked(t)
			}
		case *syntax.AnnAssign:
			store(node.Target)
			looked(node.Target)
		case *syntax.AugAssign:
			store(node.Target)
		case *syntax.Delete:
			store(node.Targets...)
		case *syntax.For:
			store(node.Target)
			looked(node.Iter)
		case *syntax.Comprehension:
			looked(node.Iter)
		case *syntax.Tuple:
			if stored[node] {
				store(node.Elts...)
			}
		case *syntax.List:
			if stored[node] {
				store(node.Elts...)
			}
		case *syntax.Subscript:
			if !stored[node] {
				looked(node.Value)
			}
		case *syntax.Compare:
			for i, op := range node.Ops {
				if op == "in" || op == "not in" {
					looked(node.Rights[i])
				}
			}
		case *syntax.Call:
			switch f := node.Func.(type) {
			case *syntax.Name:
				switch f.ID {
				case "len", "sum", "min", "max", "sorted", "list", "tuple", "set", "dict", "enumerate", "zip", "any", "all", "reversed", "print", "str", "repr":
					for _, a := range node.Args {
						looked(a)
					}
				}
			case *syntax.Attribute:
				switch f.Attr {
				case "get", "items", "keys", "values", "index", "count", "copy", "union", "issubset":
					looked(f.Value)
				}
			}
		}
		return true
	})
	out := map[string]bool{}
	for name, count := range mentions {
		out[name] = count > harmless[name]
	}
	return out
}

// imported leaves out what does not run when the module is imported.
func imported(body []syntax.Stmt) []syntax.Stmt {
	var out []syntax.Stmt
	for _, s := range body {
		if test, ok := s.(*syntax.If); ok && isMain(test.Test) {
			out = append(out, test.Orelse...)
			continue
		}
		out = append(out, s)
	}
	return out
}

// isMain reports whether e is __name__ == "__main__".
func isMain(e syntax.Expr) bool {
	c, ok := e.(*syntax.Compare)
	if !ok || len(c.Ops) != 1 || c.Ops[0] != "==" {
		return false
	}
	left, right := c.Left, c.Rights[0]
	if _, ok := left.(*syntax.Str); ok {
		left, right = right, left
	}
	name, ok1 := left.(*syntax.Name)
	text, ok2 := right.(*syntax.Str)
	return ok1 && ok2 && name.ID == "__name__" && text.Value == "__main__"
}
