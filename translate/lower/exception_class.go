package lower

import (
	"fmt"
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A class of exceptions becomes a struct whose first field is what its base class
// knows of the object. An exception on its way is an rt::Error, of which the struct
// is taken where an attribute is read or a method called. Objects never change once
// they are made, so that nobody can tell one from its copy.

// unfitException says why a class of exceptions is not translated, "" when it is.
func (m *module) unfitException(c *types.Class) string {
	switch {
	case c.Base != nil && m.unfits[c.Base] != "":
		return "of its base " + c.Base.Name + " this holds: " + m.unfits[c.Base]
	case reservedTypes[c.Name] || !camel(c.Name):
		return "its name cannot be that of a type in Rust"
	}
	for _, s := range c.Def.Body {
		if def, ok := s.(*syntax.FunctionDef); ok && (slices.Contains(unseen, def.Name) || odd[def.Name]) {
			return "it defines " + def.Name
		}
	}
	for _, fn := range c.Methods {
		for up := c.Base; up != nil; up = up.Base {
			if !exceptionHooks[fn.Name] && slices.ContainsFunc(up.Methods, func(o *types.Function) bool { return o.Name == fn.Name }) {
				return fmt.Sprintf("its method %s replaces that of %s", fn.Name, up.Name)
			}
		}
	}
	for _, a := range c.Slots() {
		t, ok := m.convert(a.Type)
		switch {
		case a.OfClass:
			return "the attribute " + a.Name + " belongs to the class and to its instances"
		case !ok || t == ir.Never || t == ir.Unit || ir.HasIter(t) || t == ir.Error:
			return fmt.Sprintf("the type of its attribute %s is not known: %s", a.Name, a.Type)
		case ir.IsMutable(t):
			return fmt.Sprintf("its attribute %s can be changed in place", a.Name)
		}
		if why := m.changesOutside(c, a); why != "" {
			return why
		}
	}
	init := c.Method("__init__")
	switch {
	case init == nil && len(c.Slots()) > 0:
		return "it has attributes without an __init__"
	case init != nil && init.Class != c && len(c.Slots()) > 0:
		return "it has attributes that its __init__ does not give"
	case init != nil && init.Class != c:
		return ""
	case init != nil && types.BaseInit(init) == nil && c.Base != nil && c.Base.Method("__init__") != nil:
		return "its __init__ does not call that of " + c.Base.Name
	}
	return ""
}

// exceptionHooks are the methods that a class may replace.
var exceptionHooks = map[string]bool{"__init__": true, "__str__": true, "__repr__": true}

// odd are special methods that change what exceptions are where nothing shows it.
var odd = map[string]bool{
	"__eq__": true, "__hash__": true, "__reduce__": true, "with_traceback": true, "add_note": true, "__bool__": true, "__len__": true, "__format__": true,
	"args": true,
}

// changesOutside says where an attribute gets a value outside of __init__.
func (m *module) changesOutside(c *types.Class, a *types.Attr) string {
	for target, member := range m.info.Members {
		if member.Attr != a || !m.assigned[target] {
			continue
		}
		for _, fn := range m.info.Funcs {
			if fn.Def.Contains(target.Start) && (fn.Name != "__init__" || fn.Class == nil) {
				return fmt.Sprintf("its attribute %s gets a value outside of __init__", a.Name)
			}
		}
	}
	return ""
}

// assignedAttributes are the attributes that statements of the module assign.
func assignedAttributes(body []syntax.Stmt) map[*syntax.Attribute]bool {
	out := map[*syntax.Attribute]bool{}
	var target func(e syntax.Expr)
	target = func(e syntax.Expr) {
		switch e := e.(type) {
		case *syntax.Attribute:
			out[e] = true
		case *syntax.Tuple:
			for _, elt := range e.Elts {
				target(elt)
			}
		case *syntax.List:
			for _, elt := range e.Elts {
				target(elt)
			}
		case *syntax.Starred:
			target(e.Value)
		}
	}
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign:
			for _, t := range n.Targets {
				target(t)
			}
		case *syntax.AugAssign:
			target(n.Target)
		case *syntax.AnnAssign:
			target(n.Target)
		case *syntax.For:
			target(n.Target)
		case *syntax.Delete:
			for _, t := range n.Targets {
				target(t)
			}
		}
		return true
	})
	return out
}

// baseField is the field of an exception that its base class knows.
func baseField(c *types.Class) ir.StructField {
	var t ir.Type = ir.Error
	if c.Base != nil {
		t = ir.Struct{Class: c.Base}
	}
	return ir.StructField{Name: "base", RustName: "base", T: t, Private: true}
}

// isException reports whether c is a class of exceptions.
func isException(c *types.Class) bool { return c != nil && c.Kind == types.ExceptionClass }

// paramType is the type of a parameter of a function, in Rust.
func (m *module) paramType(fn *types.Function, p *types.Var) (ir.Type, bool) {
	if isException(fn.Class) && fn.Role != types.StaticOf && len(fn.Params) > 0 && p == fn.Params[0] {
		return ir.Struct{Class: fn.Class}, true
	}
	return m.convert(m.typeOfVar(p))
}

// makeException lowers the call of a class of exceptions.
func (f *function) makeException(e *syntax.Call, callee *types.Callee) ir.Expr {
	c := callee.Class
	for up := c; up != nil; up = up.Base {
		for name := range exceptionHooks {
			if fn := up.Method(name); fn != nil && len(f.m.refused[fn]) > 0 {
				f.refuse("PT517", e, "%s of %s is not translated, so neither is this call", name, up.Name)
			}
		}
	}
	if callee.Func == nil {
		return f.asError(f.plainException(e, c, c, e.Args))
	}
	var x ir.Expr
	if init := callee.Func; init.Class == c {
		if types.BaseInit(init) == nil && (len(e.Keywords) > 0 || len(e.Args) != len(init.Params)-1) {
			f.refuse("PT519", e, "%s does not call the __init__ of its base, so that its args are those which are passed by position: pass all so", c.Name)
		}
		x = f.callUser(e, callee)
	} else {
		x = f.wrapped(e, c, init.Class, f.callUser(e, callee))
	}
	return f.asError(x)
}

// wrapped makes an object of class c of what one of its base classes knows of it.
func (f *function) wrapped(at syntax.Node, c, base *types.Class, x ir.Expr) ir.Expr {
	if c == base {
		return x
	}
	return &ir.TupleLit{Base: ir.Base{T: ir.Struct{Class: c}, Range: at.Span()}, Elems: []ir.Expr{f.wrapped(at, c.Base, base, x)}}
}

// plainException is an object of class c with arguments that its builtin base keeps.
func (f *function) plainException(at syntax.Node, c, of *types.Class, args []syntax.Expr) ir.Expr {
	x := f.newError(at, c.Builtin, args)
	lets := []ir.Stmt(nil)
	if b, ok := x.(*ir.Block); ok {
		lets, x = b.Stmts, b.Value
	}
	root := of
	for root.Base != nil {
		root = root.Base
	}
	lit := &ir.TupleLit{Base: ir.Base{T: ir.Struct{Class: root}, Range: at.Span()}, Elems: []ir.Expr{x}}
	return within(lets, f.wrapped(at, of, root, lit))
}

// asError is an exception of a class of the module as any exception.
func (f *function) asError(x ir.Expr) ir.Expr {
	op := &ir.Operation{
		Name: "exception", Params: []ir.Operand{{Type: ir.Param("T"), Mode: ir.Value}}, Result: ir.Error,
		Rust: "rt::Error::from({0})", Prec: ir.PrecCall,
	}
	return &ir.Op{Base: ir.Base{T: ir.Error, Range: x.Span()}, Op: op, Args: []ir.Expr{x}}
}

// asObject is an exception as an object of a class of the module, which it is
// known to be of.
func (f *function) asObject(at syntax.Node, x ir.Expr, c *types.Class) ir.Expr {
	if t, ok := x.Type().(ir.Struct); ok {
		for from := t.Class; from != c; from = from.Base {
			if from.Base == nil {
				f.refuse("PT519", at, "this is not known to be a %s", c.Name)
			}
			x = &ir.Field{Base: base(baseField(from).T, at), Tuple: x, N: 0}
		}
		return x
	}
	op := &ir.Operation{
		Name: "error.get", Params: []ir.Operand{{Type: ir.Error, Mode: ir.Recv}}, Result: ir.Struct{Class: c},
		Rust: "{0}.get::<" + c.Name + ">()", Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall}, View: true,
	}
	return &ir.Op{Base: base(ir.Struct{Class: c}, at), Op: op, Args: []ir.Expr{f.unwrapped(x)}}
}

// exceptionValue lowers what an attribute of an exception is taken of: the one
// place where self itself may stand.
func (f *function) exceptionValue(e syntax.Expr) ir.Expr {
	if n, ok := e.(*syntax.Name); ok && f.selfOf(n) {
		return localOf(f.local(f.m.info.VarOf(n), n), n.Range)
	}
	return f.expr(e)
}

// selfOf reports whether a name is self in a method of a class of exceptions.
func (f *function) selfOf(n *syntax.Name) bool {
	return isException(f.src.Class) && f.src.Role != types.StaticOf && len(f.src.Params) > 0 && f.m.info.VarOf(n) == f.src.Params[0]
}

// exceptionMember lowers an attribute of an exception.
func (f *function) exceptionMember(e *syntax.Attribute, member *types.Member) ir.Expr {
	if e.Attr == "args" && member.Attr == nil && member.Func == nil {
		return f.exceptionArgs(e)
	}
	if fn := member.Func; fn != nil {
		return f.userCall(e, fn, []ir.Expr{f.asObject(e, f.exceptionValue(e.Value), fn.Class)})
	}
	a := member.Attr
	if a == nil {
		f.refuse("PT519", e, "the attribute %s of an exception is not translated", e.Attr)
	}
	if f.isClass(e.Value) {
		return f.ofClass(e, member.Class)
	}
	if !a.Instance {
		return f.classAttribute(e, member.Class)
	}
	n := slot(a.Class, a)
	var x ir.Expr
	switch {
	case f.fields == nil || !f.isSelf(e.Value):
		x = f.fieldOf(e, f.asObject(e, f.exceptionValue(e.Value), a.Class), n)
	case a.Class != f.src.Class:
		if f.fields[0] == nil {
			f.refuse("PT519", e, "%s may have no value here", e.Attr)
		}
		x = f.fieldOf(e, f.asObject(e, localOf(f.fields[0], e.Range), a.Class), n)
	case f.fields[n] == nil:
		f.refuse("PT519", e, "%s may have no value here", e.Attr)
	default:
		x = localOf(f.fields[n], e.Range)
	}
	return f.notNone(e, x)
}

// classAttribute is an attribute that classes have and their instances have not:
// which one it is depends on the class of the object.
func (f *function) classAttribute(e *syntax.Attribute, c *types.Class) ir.Expr {
	out := f.ofClass(e, c)
	var below []*types.Class
	var add func(c *types.Class)
	add = func(c *types.Class) {
		for _, sub := range c.Subs {
			if _, own := ownAttribute(sub, e.Attr); own {
				below = append(below, sub)
			}
			add(sub)
		}
	}
	add(c)
	if len(below) == 0 {
		return out
	}
	x := f.exceptionValue(e.Value)
	if x.Type() != ir.Error || !simple(x) {
		f.refuse("PT519", e, "the attribute %s, which classes that derive from %s replace, is translated only of a variable that holds an exception", e.Attr, c.Name)
	}
	for _, sub := range below {
		local := x.(*ir.Local)
		out = &ir.If{Base: base(out.Type(), e), Cond: isA(e, localOf(local.Var, e.Range), ir.ExceptionClass{Own: sub}), Then: f.ofClass(e, sub), Else: out}
	}
	return out
}

// ownAttribute is what the body of a class itself assigns to an attribute.
func ownAttribute(c *types.Class, name string) (value syntax.Expr, ok bool) {
	for _, s := range c.Def.Body {
		switch s := s.(type) {
		case *syntax.Assign:
			for _, t := range s.Targets {
				if n, is := t.(*syntax.Name); is && n.ID == name {
					value, ok = s.Value, true
				}
			}
		case *syntax.AnnAssign:
			if n, is := s.Target.(*syntax.Name); is && n.ID == name && s.Value != nil {
				value, ok = s.Value, true
			}
		}
	}
	return value, ok
}

// ofClass is an attribute of class c that never changes.
func (f *function) ofClass(e *syntax.Attribute, c *types.Class) ir.Expr {
	member := f.m.info.Members[e]
	for up := c; up != nil; up = up.Base {
		value, ok := ownAttribute(up, e.Attr)
		if !ok {
			continue
		}
		t, known := f.m.convert(member.Attr.Type)
		if member.Attr.Rebound || member.Attr.Instance || !known || ir.IsMutable(t) || !literalOnly(value) {
			break
		}
		return f.exprAs(value, storable(t))
	}
	f.refuse("PT501", e, "the attribute %s of the class is not a constant: only literals that never change are translated", e.Attr)
	return nil
}

// isA tests whether an exception is of a class.
func isA(at syntax.Node, x ir.Expr, c ir.ExceptionClass) ir.Expr {
	op := &ir.Operation{
		Name: "error.is", Params: []ir.Operand{{Type: ir.Error, Mode: ir.Recv}}, Result: ir.Bool,
		Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall}, Class: &c,
	}
	return &ir.Op{Base: base(ir.Bool, at), Op: op, Args: []ir.Expr{x}}
}

// testException lowers isinstance(x, classes) of an exception, or of one that may
// be None; nil for other values.
func (f *function) testException(e *syntax.Call, x ir.Expr) ir.Expr {
	option, optional := x.Type().(ir.Option)
	if x.Type() != ir.Error && !(optional && option.Elem == ir.Error) {
		return nil
	}
	if !simple(x) {
		lets := []ir.Stmt{f.bindTemp("value", &x)}
		return within(lets, f.testException(e, x))
	}
	again := func() ir.Expr {
		local := x
		if l, ok := x.(*ir.Local); ok {
			local = localOf(l.Var, e.Range)
		}
		if !optional {
			return local
		}
		return &ir.Unwrap{Base: base(ir.Error, e), X: local}
	}
	var out ir.Expr = boolLit(false, e)
	for i, c := range f.m.info.TestedBy(e) {
		if c.Class != nil && f.m.unfits[c.Class] != "" {
			f.refuse("PT501", e, "the class %s is not translated: %s", c.Class.Name, f.m.unfits[c.Class])
		}
		test := isA(e, again(), ir.ExceptionClass{Builtin: c.Builtin, Own: c.Class})
		if i == 0 {
			out = test
		} else {
			out = &ir.Logic{Base: base(ir.Bool, e), Or: true, L: out, R: test}
		}
	}
	if optional {
		out = &ir.Logic{Base: base(ir.Bool, e), L: f.must("PT523", e, "is_some", x), R: out}
	}
	return out
}

// exceptionArgs lowers e.args.
func (f *function) exceptionArgs(e *syntax.Attribute) ir.Expr {
	t, ok := f.m.convert(f.m.info.TypeOf(e))
	tuple, is := t.(ir.VarTuple)
	if !ok || !is || !narrows(tuple.Elem) {
		f.refuse("PT519", e, "the arguments of this exception are of types that are not translated here")
	}
	x := f.exceptionValue(e.Value)
	for {
		s, own := x.Type().(ir.Struct)
		if !own {
			break
		}
		x = &ir.Field{Base: base(baseField(s.Class).T, e), Tuple: x, N: 0}
	}
	op := &ir.Operation{
		Name: "error.args", Params: []ir.Operand{{Type: ir.Error, Mode: ir.Recv}}, Result: tuple,
		Rust: "{0}.args::<" + tuple.Elem.Rust() + ">()", Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall},
	}
	return &ir.Op{Base: base(tuple, e), Op: op, Args: []ir.Expr{f.unwrapped(x)}}
}

// narrows reports whether arguments of exceptions are kept as values of type t.
func narrows(t ir.Type) bool {
	switch t := t.(type) {
	case ir.Option:
		return narrows(t.Elem)
	case ir.Dynamic:
		return !t.Deep
	}
	return t == ir.Int || t == ir.Float || t == ir.Bool || t == ir.Str || t == ir.Unit
}

// className lowers type(e).__name__ of an exception.
func (f *function) className(e *syntax.Attribute) ir.Expr {
	var of syntax.Expr
	switch v := e.Value.(type) {
	case *syntax.Call:
		of = v.Args[0]
	case *syntax.Attribute:
		of = v.Value
	}
	x := f.unwrapped(f.expr(of))
	if x.Type() != ir.Error {
		f.refuse("PT519", e, "the name of this class is not translated")
	}
	op := &ir.Operation{
		Name: "error.class", Params: []ir.Operand{{Type: ir.Error, Mode: ir.Recv}}, Result: ir.Str,
		Rust: "{0}.class()", Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall}, View: true,
	}
	return &ir.Op{Base: base(ir.Str, e), Op: op, Args: []ir.Expr{x}}
}

// exceptionMethod lowers the call of a method of an exception.
func (f *function) exceptionMethod(e *syntax.Call, attr *syntax.Attribute, callee *types.Callee) ir.Expr {
	fn := callee.Func
	if fn.Role == types.StaticOf {
		return f.callUser(e, callee)
	}
	recv := f.asObject(e, f.exceptionValue(attr.Value), fn.Class)
	return f.callWith(e, callee, recv)
}

// isSuper reports whether e is super().name(…) in a method of an exception.
func (f *function) isSuper(e *syntax.Call) bool {
	a, ok := e.Func.(*syntax.Attribute)
	if !ok || !isException(f.src.Class) || f.fields != nil {
		return false
	}
	call, ok := a.Value.(*syntax.Call)
	if !ok {
		return false
	}
	n, ok := call.Func.(*syntax.Name)
	return ok && n.ID == "super"
}

// superText lowers super().__str__() and super().__repr__() of an exception.
func (f *function) superText(e *syntax.Call, callee *types.Callee) ir.Expr {
	if callee.Name != "__str__" || f.src.Name != "__str__" || !isException(f.src.Class) {
		f.refuse("PT519", e, "super().%s is not translated here", callee.Name)
	}
	self := localOf(f.local(f.src.Params[0], e), e.Span())
	x := &ir.Field{Base: base(baseField(f.src.Class).T, e), Tuple: self, N: 0}
	op := &ir.Operation{
		Name: "str", Params: []ir.Operand{{Type: ir.Param("T"), Mode: ir.Recv}}, Result: ir.Str,
		Rust: "{0}.to_string()", Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall},
	}
	return &ir.Op{Base: base(ir.Str, e), Op: op, Args: []ir.Expr{x}}
}

// baseInit lowers super().__init__(…) in the __init__ of an exception, which gives
// what the base class knows of the object.
func (f *function) baseInit(e *syntax.Call) []ir.Stmt {
	callee := f.m.info.CalleeOf(e)
	c := f.src.Class
	if callee == nil || callee.Name != "__init__" || f.fields == nil || f.fields[0] != nil {
		f.refuse("PT519", e, "this call of the __init__ of the base is not translated")
	}
	var x ir.Expr
	switch {
	case callee.Func != nil:
		x = f.wrapped(e, c.Base, callee.Func.Class, f.callUser(e, callee))
	case c.Base == nil:
		x = f.newError(e, c.Builtin, e.Args)
	default:
		x = f.plainException(e, c, c.Base, e.Args)
	}
	return []ir.Stmt{&ir.Assign{Place: place(e), Target: localOf(f.fieldVar(0, e), e.Range), Value: x}}
}

// keptArgs gives an exception whose __init__ does not call that of its base the
// arguments of the call: Python keeps them before __init__ runs.
func (f *function) keptArgs() []ir.Stmt {
	c := f.src.Class
	if !isException(c) || types.BaseInit(f.src) != nil {
		return nil
	}
	at := f.src.Def.NameRange
	out := &ir.NewError{Base: ir.Base{T: ir.Error, Range: at}, Class: c.Builtin}
	for _, p := range f.out.Params {
		if ir.IsMutable(p.T) || ir.HasStruct(p.T) {
			f.findings = append(f.findings, f.refused("PT519", at, "%s keeps the argument %s, which can be changed: call super().__init__ with a message", c.Name, p.Name))
			return nil
		}
		out.Args = append(out.Args, localOf(p, at))
	}
	var x ir.Expr = out
	if c.Base != nil {
		root := c.Base
		for root.Base != nil {
			root = root.Base
		}
		lit := &ir.TupleLit{Base: ir.Base{T: ir.Struct{Class: root}, Range: at}, Elems: []ir.Expr{x}}
		x = f.wrapped(f.src.Def, c.Base, root, lit)
	}
	v := f.fieldVar(0, f.src.Def)
	f.given[v] = true
	return []ir.Stmt{&ir.Assign{Place: ir.Place{Range: at}, Target: localOf(v, at), Value: x}}
}
