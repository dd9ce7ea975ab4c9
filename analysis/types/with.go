package types

import (
	"strconv"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A with statement means the try statement that Python's reference says it is:
// https://docs.python.org/3/reference/compound_stmts.html#the-with-statement.
// Inference and all that follows see that.

// with is the try statement that a with statement means; nil where that is not
// known.
func (k *keeper) with(s *syntax.With) []syntax.Stmt {
	if s.Async {
		return nil
	}
	body := k.block(s.Body)
	for i := len(s.Items) - 1; i >= 0; i-- {
		if body = k.item(s, s.Items[i], body); body == nil {
			return nil
		}
	}
	return body
}

// item is the statement that a with of one context manager means.
func (k *keeper) item(s *syntax.With, item *syntax.WithItem, body []syntax.Stmt) []syntax.Stmt {
	at := item.Context.Span()
	call, _ := item.Context.(*syntax.Call)
	if call != nil {
		if def := k.manager(call); def != nil {
			return k.generated(def, item, call, body)
		}
	}
	if call != nil && len(call.Keywords) == 0 {
		switch k.qualified(call.Func) {
		case "contextlib.suppress":
			return k.suppress(s, item, call, body)
		case "contextlib.nullcontext":
			return k.nullcontext(item, call, body)
		case "contextlib.closing":
			return k.closing(s, item, call, body)
		}
	}
	class := (*syntax.ClassDef)(nil)
	if call != nil {
		class = k.classOf(call.Func)
	}
	enter, exit := k.hook(class, "__enter__"), k.hook(class, "__exit__")
	if class != nil && (enter == nil || exit == nil || len(exit.Decorators)+len(enter.Decorators) > 0) {
		return nil
	}
	if call == nil || k.qualified(call.Func) != "open" { // of which is said why it is not translated
		if class == nil && !k.everyExit(standsForClass) || class != nil && !standsForClass(exit) {
			return nil
		}
	}
	var out []syntax.Stmt
	manager, isName := item.Context.(*syntax.Name)
	target, toName := item.Vars.(*syntax.Name)
	same := enter != nil && returnsSelf(enter)
	switch {
	case isName && !binds(body, manager.ID):
	case toName && same && !binds(body, target.ID):
		manager = target
		out = append(out, &syntax.Assign{Range: at, Targets: []syntax.Expr{target}, Value: item.Context})
	default:
		manager = k.fresh("manager", at)
		out = append(out, &syntax.Assign{Range: at, Targets: []syntax.Expr{manager}, Value: item.Context})
	}
	entered := method(manager, "__enter__", at)
	if item.Vars != nil && manager != target {
		out = append(out, &syntax.Assign{Range: at, Targets: []syntax.Expr{item.Vars}, Value: entered})
	} else {
		out = append(out, &syntax.ExprStmt{Range: at, Value: entered})
	}
	return append(out, k.leaving(s, manager, exit, body)...)
}

// leaving is the try statement around the body of a with whose manager is entered.
func (k *keeper) leaving(s *syntax.With, manager *syntax.Name, exit *syntax.FunctionDef, body []syntax.Stmt) []syntax.Stmt {
	at := manager.Range
	every := func(holds func(*syntax.FunctionDef) bool) bool {
		if exit == nil {
			return k.everyExit(holds)
		}
		return holds(exit)
	}
	call := func(with func() syntax.Expr) syntax.Expr {
		if every(func(exit *syntax.FunctionDef) bool {
			return exit.Params != nil && len(exit.Params.List) == 2 && ignoresRest(exit)
		}) {
			return method(manager, "__exit__", at)
		}
		return method(manager, "__exit__", at, with(), with(), with())
	}
	none := func() syntax.Expr { return &syntax.None{Range: at} }
	done := &syntax.ExprStmt{Range: at, Value: call(none)}
	never := every(neverTrue)
	if never && every(ignoresRest) {
		return []syntax.Stmt{&syntax.Try{Range: s.Range, Body: body, Finalbody: []syntax.Stmt{done}}}
	}
	error := k.fresh("raised", at)
	left := call(func() syntax.Expr { return &syntax.Name{Range: at, ID: error.ID} })
	again := &syntax.Raise{Range: at}
	handled := []syntax.Stmt{&syntax.If{Range: at, Test: &syntax.UnaryOp{Range: at, Op: "not", Operand: left}, Body: []syntax.Stmt{again}}}
	if never {
		handled = []syntax.Stmt{&syntax.ExprStmt{Range: at, Value: left}, again}
	}
	handler := &syntax.ExceptHandler{Range: s.Range, Type: &syntax.Name{Range: at, ID: "BaseException"}, Name: error.ID, NameRange: at, Body: handled}
	if !leaves(body, false) {
		return []syntax.Stmt{&syntax.Try{Range: s.Range, Body: body, Handlers: []*syntax.ExceptHandler{handler}, Orelse: []syntax.Stmt{done}}}
	}
	normal := k.fresh("normal", at)
	set := func(value bool) syntax.Stmt {
		name := &syntax.Name{Range: at, ID: normal.ID}
		return &syntax.Assign{Range: at, Targets: []syntax.Expr{name}, Value: &syntax.Bool{Range: at, Value: value}}
	}
	handler.Body = append([]syntax.Stmt{set(false)}, handled...)
	inner := &syntax.Try{Range: s.Range, Body: body, Handlers: []*syntax.ExceptHandler{handler}}
	test := &syntax.If{Range: at, Test: &syntax.Name{Range: at, ID: normal.ID}, Body: []syntax.Stmt{done}}
	return []syntax.Stmt{set(true), &syntax.Try{Range: s.Range, Body: []syntax.Stmt{inner}, Finalbody: []syntax.Stmt{test}}}
}

// suppress is with suppress(classes): body.
func (k *keeper) suppress(s *syntax.With, item *syntax.WithItem, call *syntax.Call, body []syntax.Stmt) []syntax.Stmt {
	if item.Vars != nil || len(call.Args) == 0 {
		return nil
	}
	var class syntax.Expr = &syntax.Tuple{Range: call.Range, Elts: call.Args}
	if len(call.Args) == 1 {
		class = call.Args[0]
	}
	handler := &syntax.ExceptHandler{Range: call.Range, Type: class, Body: []syntax.Stmt{&syntax.Pass{Range: call.Range}}}
	return []syntax.Stmt{&syntax.Try{Range: s.Range, Body: body, Handlers: []*syntax.ExceptHandler{handler}}}
}

// nullcontext is with nullcontext(x) as y: body.
func (k *keeper) nullcontext(item *syntax.WithItem, call *syntax.Call, body []syntax.Stmt) []syntax.Stmt {
	var value syntax.Expr = &syntax.None{Range: call.Range}
	switch {
	case len(call.Args) > 1:
		return nil
	case len(call.Args) == 1:
		value = call.Args[0]
	}
	if item.Vars == nil {
		return append([]syntax.Stmt{&syntax.ExprStmt{Range: call.Range, Value: value}}, body...)
	}
	return append([]syntax.Stmt{&syntax.Assign{Range: call.Range, Targets: []syntax.Expr{item.Vars}, Value: value}}, body...)
}

// closing is with closing(x) as y: body.
func (k *keeper) closing(s *syntax.With, item *syntax.WithItem, call *syntax.Call, body []syntax.Stmt) []syntax.Stmt {
	if len(call.Args) != 1 {
		return nil
	}
	target, ok := item.Vars.(*syntax.Name)
	if item.Vars != nil && (!ok || binds(body, target.ID)) {
		return nil
	}
	if item.Vars == nil {
		target = k.fresh("manager", call.Range)
	}
	closed := &syntax.ExprStmt{Range: call.Range, Value: method(target, "close", call.Range)}
	return []syntax.Stmt{
		&syntax.Assign{Range: call.Range, Targets: []syntax.Expr{target}, Value: call.Args[0]},
		&syntax.Try{Range: s.Range, Body: body, Finalbody: []syntax.Stmt{closed}},
	}
}

// fresh is a name that the function does not use.
func (k *keeper) fresh(base string, at syntax.Range) *syntax.Name {
	name := base
	for n := 2; k.count[name] > 0; n++ {
		name = base + "_" + strconv.Itoa(n)
	}
	k.count[name] += 3
	return &syntax.Name{Range: at, ID: name}
}

// method is the call of a method of what a name holds.
func method(recv *syntax.Name, name string, at syntax.Range, args ...syntax.Expr) *syntax.Call {
	f := &syntax.Attribute{Range: at, Value: &syntax.Name{Range: at, ID: recv.ID}, Attr: name, AttrRange: at}
	return &syntax.Call{Range: at, Func: f, Args: args}
}

// classOf is the class of the module that an expression names, nil for none.
func (k *keeper) classOf(e syntax.Expr) *syntax.ClassDef {
	if n, ok := e.(*syntax.Name); ok {
		return k.defs[n.ID]
	}
	return nil
}

// hook is a method of a class, or of what it derives from.
func (k *keeper) hook(c *syntax.ClassDef, name string) *syntax.FunctionDef {
	for depth := 0; c != nil && depth < 100; depth++ {
		for _, s := range c.Body {
			if def, ok := s.(*syntax.FunctionDef); ok && def.Name == name {
				return def
			}
		}
		if len(c.Bases) != 1 {
			return nil
		}
		c = k.classOf(c.Bases[0])
	}
	return nil
}

// returnsSelf reports whether all that a method returns is its instance.
func returnsSelf(def *syntax.FunctionDef) bool {
	if def.Params == nil || len(def.Params.List) == 0 {
		return false
	}
	self, n, ok := def.Params.List[0].Name, 0, true
	syntax.Walk(def.Body, func(node syntax.Node) bool {
		if r, is := node.(*syntax.Return); is {
			name, isName := r.Value.(*syntax.Name)
			ok = ok && isName && name.ID == self
			n++
		}
		return true
	})
	_, last := def.Body[len(def.Body)-1].(*syntax.Return)
	return ok && n > 0 && last && !binds(def.Body, self)
}

// ignoresRest reports whether a method never looks at its parameters but self.
func ignoresRest(def *syntax.FunctionDef) bool {
	ignored := map[string]bool{}
	if def.Params == nil {
		return false
	}
	for _, p := range def.Params.List[1:] {
		ignored[p.Name] = true
	}
	found := false
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		name, ok := n.(*syntax.Name)
		found = found || ok && ignored[name.ID]
		return true
	})
	return !found
}

// neverTrue reports whether a method returns nothing but None and False.
func neverTrue(def *syntax.FunctionDef) bool {
	ok := true
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		if r, is := n.(*syntax.Return); is {
			switch value := r.Value.(type) {
			case nil, *syntax.None:
			case *syntax.Bool:
				ok = ok && !value.Value
			default:
				ok = false
			}
		}
		return true
	})
	return ok
}

// binds reports whether statements bind a name.
func binds(body []syntax.Stmt, name string) bool {
	found := false
	bindings(body, func(bound string, _ syntax.Range, _ syntax.Node) { found = found || bound == name })
	syntax.Walk(body, func(n syntax.Node) bool {
		if d, ok := n.(*syntax.Delete); ok {
			for _, t := range d.Targets {
				v, is := t.(*syntax.Name)
				found = found || is && v.ID == name
			}
		}
		return true
	})
	return found
}

// leaves reports whether statements leave themselves by return, or by a break or
// continue of a loop outside.
func leaves(body []syntax.Stmt, looped bool) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Return:
			return true
		case *syntax.Break, *syntax.Continue:
			if !looped {
				return true
			}
		case *syntax.For:
			if leaves(s.Body, true) || leaves(s.Orelse, looped) {
				return true
			}
		case *syntax.While:
			if leaves(s.Body, true) || leaves(s.Orelse, looped) {
				return true
			}
		case *syntax.FunctionDef, *syntax.ClassDef:
		default:
			for _, b := range Blocks(s) {
				if leaves(b, looped) {
					return true
				}
			}
		}
	}
	return false
}

// The class of an exception that __exit__ gets is, here, the exception itself: its
// name and what it derives from are asked of the object, and nothing else of it is
// known.

// typeOfRaised is what stands for type where the class is that of an exception.
const typeOfRaised = "type of what is raised"

// standsForClass reports whether __exit__ asks no more of the class and the
// traceback of an exception than an exception can tell.
func standsForClass(exit *syntax.FunctionDef) bool {
	if exit.Params == nil || len(exit.Params.List) != 4 {
		return ignoresRest(exit)
	}
	class, trace := exit.Params.List[1].Name, exit.Params.List[3].Name
	uses, fine := 0, 0
	is := func(e syntax.Expr) bool { return isName(e, class) || isName(e, trace) }
	count := func(es ...syntax.Expr) {
		for _, e := range es {
			if is(e) {
				fine++
			}
		}
	}
	syntax.Walk(exit.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			if is(n) {
				uses++
			}
		case *syntax.Compare:
			if _, none := n.Rights[0].(*syntax.None); none && len(n.Rights) == 1 && (n.Ops[0] == "is" || n.Ops[0] == "is not") {
				count(n.Left)
			}
		case *syntax.UnaryOp:
			if n.Op == "not" {
				count(n.Operand)
			}
		case *syntax.If:
			count(n.Test)
			if b, ok := n.Test.(*syntax.BoolOp); ok {
				count(b.Values...)
			}
		case *syntax.IfExp:
			count(n.Test)
		case *syntax.Attribute:
			if n.Attr == "__name__" && isName(n.Value, class) {
				fine++
			}
		case *syntax.Call:
			if isName(n.Func, "issubclass") && len(n.Args) == 2 && isName(n.Args[0], class) {
				fine++
			}
		}
		return true
	})
	return uses == fine && !binds(exit.Body, class) && !binds(exit.Body, trace)
}

// everyExit reports whether something holds of every __exit__ in the module, and so
// of that of a manager whose class is not known.
func (k *keeper) everyExit(holds func(*syntax.FunctionDef) bool) bool {
	for _, c := range k.defs {
		if def := k.hook(c, "__exit__"); def != nil && !holds(def) {
			return false
		}
	}
	return true
}

// askTheObject is the body of __exit__ with what is asked of the class asked of the
// exception.
func (k *keeper) askTheObject(exit *syntax.FunctionDef) []syntax.Stmt {
	made, nodes := syntax.Clone(exit)
	class := exit.Params.List[1].Name
	syntax.Walk(made.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Attribute:
			if n.Attr == "__name__" && isName(n.Value, class) {
				at := n.Value.Span()
				n.Value = &syntax.Call{Range: at, Func: &syntax.Name{Range: at, ID: typeOfRaised}, Args: []syntax.Expr{n.Value}}
				return false
			}
		case *syntax.Call:
			if isName(n.Func, "issubclass") && len(n.Args) == 2 && isName(n.Args[0], class) {
				n.Func = &syntax.Name{Range: n.Func.Span(), ID: "isinstance"}
			}
		}
		return true
	})
	for old, fresh := range nodes {
		if e, ok := old.(syntax.Expr); ok {
			k.out.nodes[e] = fresh.(syntax.Expr)
		}
	}
	return made.Body
}
