package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// handing has what statements of the module hand on.
type handing struct {
	handed map[string]bool // the variables whose values are
	walked map[string]bool // the variables whose elements are
}

// findConstants decides which module variables never change: bound once, at the
// top, to a constant expression or to what is computed from such, and changed in place
// nowhere in the file.
func (in *solver) findConstants() {
	h := handing{handed: map[string]bool{}, walked: map[string]bool{}}
	in.findHanded(in.info.Top, h)
	for _, s := range in.info.Top {
		name, value := constantBinding(s)
		if name == nil || value == nil || in.plan.module.changed[name.ID] || h.handed[name.ID] && holdsDisplay(value) {
			continue
		}
		v := in.scope.globals[name.ID]
		if v == nil || in.scope.bindings[name.ID] != 1 {
			continue
		}
		switch {
		case in.constantExpr(value):
			if call, ok := value.(*syntax.Call); in.computes(value) && !(ok && in.compiles(call)) {
				v.v.Maker = maker(name, s, value)
			}
		case in.computedExpr(value, nil):
			v.v.Maker = maker(name, s, value)
		default:
			continue
		}
		in.constants[v] = true
		v.v.Value, v.v.Handed, v.v.Walked = value, h.handed[name.ID], h.walked[name.ID]
	}
}

// findHanded collects the variables that statements of the module hand to
// something that may change them, or may keep them under another name: all
// mentions but those that only read. What runs as __main__ does not count: a
// module that is imported does not run it.
func (in *solver) findHanded(body []syntax.Stmt, h handing) {
	for _, s := range body {
		if test, ok := s.(*syntax.If); ok && isMain(test.Test) {
			in.findHanded(test.Orelse, h)
			continue
		}
		for _, e := range StmtExprs(s) {
			switch s := s.(type) {
			case *syntax.Assign:
				if e != s.Value {
					continue
				}
			case *syntax.AnnAssign:
				if e != s.Value {
					continue
				}
			case *syntax.ExprStmt:
				in.read(e, h)
				continue
			}
			in.handed(e, h)
		}
		for _, block := range Blocks(s) {
			in.findHanded(block, h)
		}
	}
}

// holdsDisplay reports whether e writes something out that can be changed.
func holdsDisplay(e syntax.Expr) bool {
	found := false
	Inspect(e, func(e syntax.Expr) bool {
		switch e.(type) {
		case *syntax.List, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.SetComp, *syntax.DictComp:
			found = true
		}
		return !found
	})
	return found
}

// computes reports whether e calls anything, or mentions a computed constant.
func (in *solver) computes(e syntax.Expr) bool {
	found := false
	Inspect(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Call:
			found = true
		case *syntax.Name:
			v := in.scope.globals[e.ID]
			found = found || v != nil && v.v.Maker != nil
		}
		return !found
	})
	return found
}

// reading are the builtins that only read their arguments.
var reading = map[string]bool{
	"print": true, "len": true, "sum": true, "min": true, "max": true, "sorted": true, "any": true, "all": true,
	"str": true, "repr": true, "int": true, "float": true, "bool": true, "isinstance": true, "abs": true, "round": true,
}

// walking are the builtins that look at the elements of their arguments, and may keep
// those.
var walking = map[string]bool{
	"list": true, "tuple": true, "set": true, "frozenset": true, "dict": true, "enumerate": true, "zip": true,
	"reversed": true, "map": true, "filter": true,
}

// handed finds the names that e hands on. A name that is the operand of an
// operator, is subscripted or compared, is only read.
func (in *solver) handed(e syntax.Expr, h handing) {
	switch e := e.(type) {
	case nil:
	case *syntax.Name:
		h.handed[e.ID] = true
	case *syntax.Call:
		f, isName := e.Func.(*syntax.Name)
		quiet := isName && reading[f.ID] && in.scope.bindings[f.ID] == 0
		if a, ok := e.Func.(*syntax.Attribute); ok {
			in.read(a.Value, h)
			_, text := a.Value.(*syntax.Str)
			quiet = text && a.Attr == "join"
		} else if !isName {
			in.handed(e.Func, h)
		}
		for _, arg := range e.Args {
			switch {
			case quiet:
				in.read(arg, h)
			case isName && walking[f.ID] && in.scope.bindings[f.ID] == 0:
				in.walked(arg, h)
			default:
				in.handed(arg, h)
			}
		}
		for _, k := range e.Keywords {
			in.handed(k.Value, h)
		}
	case *syntax.Subscript, *syntax.Compare, *syntax.BinOp, *syntax.UnaryOp, *syntax.Attribute, *syntax.JoinedStr, *syntax.FormattedValue:
		for _, c := range syntax.Children(e) {
			if x, ok := c.(syntax.Expr); ok {
				in.read(x, h)
			}
		}
	case *syntax.ListComp, *syntax.SetComp, *syntax.DictComp, *syntax.GeneratorExp:
		for _, c := range syntax.Children(e) {
			if part, ok := c.(*syntax.Comprehension); ok {
				in.walked(part.Iter, h)
				for _, test := range part.Ifs {
					in.handed(test, h)
				}
			} else {
				in.handed(c.(syntax.Expr), h)
			}
		}
	case *syntax.Starred:
		in.walked(e.Value, h)
	case *syntax.Dict:
		for i, v := range e.Values {
			if e.Keys[i] == nil { // **v
				in.walked(v, h)
				continue
			}
			in.handed(e.Keys[i], h)
			in.handed(v, h)
		}
	default:
		for _, c := range syntax.Children(e) {
			if x, ok := c.(syntax.Expr); ok {
				in.handed(x, h)
			}
		}
	}
}

// walked finds what an expression that is walked over hands on.
func (in *solver) walked(e syntax.Expr, h handing) {
	if n, ok := e.(*syntax.Name); ok {
		h.walked[n.ID] = true
		return
	}
	in.handed(e, h)
}

// read finds what an expression that is only read hands on.
func (in *solver) read(e syntax.Expr, h handing) {
	if _, ok := e.(*syntax.Name); !ok {
		in.handed(e, h)
	}
}
