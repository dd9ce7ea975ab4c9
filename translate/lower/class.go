package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A class becomes a struct whose fields are the attributes that __init__ gives
// every instance, and its methods functions of the struct. What Python decides at
// run time about a class (inheritance, attributes that come and go, special
// methods that run unseen) is refused here, with the class or where it is used.

// unseen are special methods that run where nothing in the source shows it.
var unseen = []string{
	"__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__del__", "__new__", "__init_subclass__",
	"__set_name__", "__get__", "__set__", "__instancecheck__", "__class_getitem__", "__copy__", "__deepcopy__", "__slots__",
}

// reservedTypes are names of types that Rust, or what we print, uses itself.
var reservedTypes = map[string]bool{
	"Option": true, "Some": true, "None": true, "Result": true, "Ok": true, "Err": true, "Vec": true, "String": true, "Box": true, "Self": true,
	"Fn": true, "FnMut": true, "FnOnce": true, "Iterator": true, "Clone": true, "Copy": true, "Debug": true, "Default": true, "Drop": true,
	"LazyLock": true, "Send": true, "Sync": true, "Sized": true, "From": true, "Into": true, "ToString": true, "ToOwned": true, "Ord": true, "Eq": true,
	"PartialEq": true, "PartialOrd": true, "Extend": true, "IntoIterator": true, "AsRef": true, "AsMut": true, "Unpin": true, "TryFrom": true,
	"TryInto": true, "FromIterator": true, "DoubleEndedIterator": true, "ExactSizeIterator": true,
}

// lowerClasses makes the structs of the classes that are translated, and refuses
// the others.
func (m *module) lowerClasses() {
	for _, c := range m.info.Classes {
		why := m.unfit(c)
		if why == "" {
			continue
		}
		m.unfits[c] = why
		if c.Opaque == "" && c.Def != nil {
			m.found = append(m.found, compat.New("PT501", c.Def.NameRange, "the class %s is not translated: %s", c.Name, why))
		}
	}
	m.findShared()
	later := m.assignedLater()
	for _, c := range m.info.Classes {
		if m.unfits[c] == "" && !isException(c) && m.holdsUnfit(c, map[*types.Class]bool{}) {
			m.unfits[c] = "its instances hold others of a class that is not translated"
			m.found = append(m.found, compat.New("PT501", placeOfClass(c), "the class %s is not translated: %s", c.Name, m.unfits[c]))
		}
	}
	for _, c := range m.info.Classes {
		if m.unfits[c] != "" {
			continue
		}
		def := &ir.StructDef{Source: c, Range: placeOfClass(c)}
		if c.Def != nil {
			def.Range, def.Comments = c.Def.Range, m.doc.before(c.Def.Range)
			if c.Def.Docstring != nil {
				def.Doc = cleandoc(c.Def.Docstring.Value)
			}
		}
		if m.shared[c] {
			def.Form = ir.SharedForm
		}
		if isEnum(c) {
			def.Form = ir.EnumForm
			def.Members, _ = m.members(c)
		}
		taken := names{}
		if isException(c) {
			taken["base"] = true
			def.Fields = append(def.Fields, baseField(c))
		}
		for _, a := range c.Slots() {
			t, _ := m.convert(a.Type)
			field := ir.StructField{Name: a.Name, RustName: taken.pick(snake(a.Name)), T: storable(t)}
			field.Slot = m.shared[c] && (later[a.Name] || ir.IsMutable(field.T))
			def.Fields = append(def.Fields, field)
		}
		m.structs[c] = def
	}
}

// placeOfClass is where a class is defined.
func placeOfClass(c *types.Class) syntax.Range {
	switch {
	case c.Def != nil:
		return c.Def.NameRange
	case len(c.Fields) > 0:
		return c.Fields[0].Attr.Def
	}
	return syntax.Range{}
}

// unfit says why a class is not translated, "" when it is.
func (m *module) unfit(c *types.Class) string {
	switch {
	case c.Opaque != "":
		return c.Opaque
	case isException(c):
		return m.unfitException(c)
	case c.Base != nil || len(c.Subs) > 0:
		return "inheritance is not translated yet"
	case c.Total:
		return "functools.total_ordering is not translated yet"
	case reservedTypes[c.Name] || !camel(c.Name):
		return "its name cannot be that of a type in Rust"
	}
	if c.Def == nil {
		return m.unfitSlots(c)
	}
	for _, s := range c.Def.Body {
		if def, ok := s.(*syntax.FunctionDef); ok && slices.Contains(unseen, def.Name) {
			return "it defines " + def.Name
		}
		if a, ok := s.(*syntax.Assign); ok {
			for _, t := range a.Targets {
				if n, ok := t.(*syntax.Name); ok && strings.HasPrefix(n.ID, "__") && n.ID != "__match_args__" {
					return "it defines " + n.ID
				}
			}
		}
	}
	if isEnum(c) {
		return m.unfitEnum(c)
	}
	return m.unfitSlots(c)
}

// unfitSlots says why a class is not translated because of its attributes.
func (m *module) unfitSlots(c *types.Class) string {
	if fn := c.Method("__post_init__"); fn != nil && (!isInit(fn) || len(fn.Params) != 1) {
		return "it defines __post_init__"
	}
	fields := map[*types.Attr]bool{}
	for _, f := range c.Fields {
		fields[f.Attr] = true
	}
	plain := c.Kind == types.PlainClass || c.Method("__init__") != nil
	if plain && len(c.Fields) > 0 {
		return "a dataclass with an __init__ of its own is not translated"
	}
	for _, a := range c.Slots() {
		if a.OfClass && !fields[a] {
			return "the attribute " + a.Name + " belongs to the class and to its instances"
		}
		if !plain && !fields[a] && c.Method("__post_init__") == nil {
			return "the attribute " + a.Name + " is no field"
		}
		if t, ok := m.convert(a.Type); !ok || t == ir.Never || t == ir.Unit || ir.HasIter(t) {
			return fmt.Sprintf("the type of its attribute %s is not known: %s", a.Name, a.Type)
		}
	}
	return ""
}

// camel reports whether a name is one that Rust wants for a type.
func camel(name string) bool {
	return name[0] >= 'A' && name[0] <= 'Z' && !strings.Contains(name, "_") && strings.IndexFunc(name, func(r rune) bool { return r > 127 }) < 0
}

// holdsUnfit reports whether an instance of c may hold one of a class that is not
// translated.
func (m *module) holdsUnfit(c *types.Class, seen map[*types.Class]bool) bool {
	if m.unfits[c] != "" {
		return true
	}
	if seen[c] {
		return false
	}
	seen[c] = true
	for _, a := range c.Slots() {
		for _, held := range instancesIn(a.Type) {
			if m.holdsUnfit(held, seen) {
				return true
			}
		}
	}
	return false
}

// instancesIn are the classes whose instances are in a type.
func instancesIn(t types.Type) []*types.Class {
	switch t := t.(type) {
	case nil:
		return nil
	case types.Instance:
		return []*types.Class{t.Class}
	case types.ClassValue:
		return []*types.Class{t.Class}
	}
	var out []*types.Class
	for _, part := range types.Parts(t) {
		out = append(out, instancesIn(part)...)
	}
	return out
}

// refuseObjects refuses functions that handle instances of classes that are not
// translated, and methods that are not.
func (m *module) refuseObjects(fn *types.Function) {
	if len(m.refused[fn]) > 0 {
		return
	}
	if c := fn.Class; c != nil {
		why, at := m.unfits[c], syntax.Range{}
		if c.Def != nil {
			at = c.Def.NameRange
		}
		switch {
		case why != "":
			m.refused[fn] = []compat.Finding{compat.New("PT501", at, "the class %s is not translated: %s", c.Name, why)}
			return
		case fn.Role != types.StaticOf && fn.Role != types.ClassOf && (len(fn.Params) == 0 || fn.Params[0].Name != "self"):
			m.refuse(fn, compat.New("PT501", fn.Def.NameRange, "the first parameter of a method must be self"))
			return
		}
	}
	refuse := func(at syntax.Range, t types.Type) {
		for _, c := range instancesIn(t) {
			if m.unfits[c] != "" && len(m.refused[fn]) == 0 {
				m.refuse(fn, compat.New("PT501", at, "the class %s is not translated: %s", c.Name, m.unfits[c]))
			}
		}
	}
	for _, p := range fn.Params {
		refuse(p.Def, p.Type)
	}
	syntax.Inspect(fn.Def, func(n syntax.Node) bool {
		if e, ok := n.(syntax.Expr); ok {
			refuse(e.Span(), m.info.Exprs[e])
		}
		return len(m.refused[fn]) == 0
	})
}

// nameMethod gives a method its name and owner.
func (m *module) nameMethod(fn *types.Function, taken names) {
	f := &ir.Func{
		Name: fn.Class.Name + "." + fn.Name, Source: fn, Range: fn.Def.Range,
		Owner: m.structs[fn.Class], Receiver: fn.Role != types.StaticOf && !hidden(fn),
	}
	name := methodNames[fn.Name]
	if name == "" {
		name = snake(strings.Trim(fn.Name, "_"))
		if strings.HasPrefix(fn.Name, "_") && !strings.HasPrefix(fn.Name, "__") {
			f.Private = true
		}
	}
	if fn.Role == types.SetterOf {
		name = "set_" + name
	}
	f.RustName = taken.pick(name)
	m.funcs[fn], m.facts[fn] = f, &facts{raises: classes{}, watched: classes{}}
	if f.Owner != nil {
		f.Owner.Methods = append(f.Owner.Methods, f)
	}
}

// methodNames has the names of special methods. They are not those of Rust's
// traits, whose methods would be something else.
var methodNames = map[string]string{
	"__init__": "new", "__post_init__": "new", "__str__": "text", "__repr__": "repr", "__eq__": "equals", "__ne__": "differs", "__lt__": "is_less", "__le__": "is_at_most",
	"__gt__": "is_greater", "__ge__": "is_at_least", "__add__": "plus", "__sub__": "minus", "__mul__": "times", "__truediv__": "divided",
	"__floordiv__": "floor_divided", "__mod__": "modulo", "__pow__": "power", "__neg__": "negated", "__len__": "length",
	"__getitem__": "item", "__setitem__": "set_item", "__contains__": "contains", "__call__": "call", "__bool__": "truth", "__iter__": "walk",
	"__next__": "advance", "__hash__": "hash_value",
	"next": "next_one", "default": "default_one", "from_str": "from_text", "eq": "eq_to", "cmp": "cmp_to", "add": "add_one", "not": "not_one",
	"new": "new_one", "sub": "sub_one", "mul": "mul_one", "div": "div_one", "neg": "neg_one", "clone": "clone_one", "hash": "hash_one",
	"index": "index_of", "deref": "deref_one", "drop": "drop_one", "len": "length_of", "is_empty": "is_it_empty",
}

// slot is the position of an attribute among those of the instances, -1 for none.
func slot(c *types.Class, a *types.Attr) int {
	n := slices.Index(c.Slots(), a)
	if n >= 0 && isException(c) {
		n++ // after the field for the base
	}
	return n
}

// memberValue lowers an attribute of an instance or a class; nil when e is none.
func (f *function) memberValue(e *syntax.Attribute) ir.Expr {
	member := f.m.info.Members[e]
	if member == nil {
		return nil
	}
	if why := f.m.unfits[member.Class]; why == "" && (member.Class == nil || isException(member.Class)) {
		return f.exceptionMember(e, member)
	} else if why != "" {
		f.refuse("PT501", e, "the class %s is not translated: %s", member.Class.Name, why)
	}
	if member.Func != nil {
		recv := f.unwrapped(f.expr(e.Value))
		return f.userCall(e, member.Func, []ir.Expr{recv})
	}
	a := member.Attr
	if isEnum(member.Class) {
		switch {
		case member.Enum == "name" || member.Enum == "value":
			return f.enumAttribute(e, member.Class, member.Enum)
		case a != nil && a.OfClass:
			return f.memberNamed(e, member.Class, a.Name)
		}
	}
	if a == nil {
		f.refuse("PT501", e, "the attribute %s is not translated", e.Attr)
	}
	n := slot(member.Class, a)
	if n < 0 {
		return f.classConstant(e, a)
	}
	if _, ok := f.m.info.Exprs[e.Value].(types.ClassValue); ok || f.isClass(e.Value) {
		f.refuse("PT501", e, "the default of a field, named on its class, is not translated")
	}
	var x ir.Expr
	if f.fields != nil && f.isSelf(e.Value) {
		if f.fields[n] == nil {
			f.refuse("PT501", e, "%s may have no value here", e.Attr)
		}
		x = localOf(f.fields[n], e.Range)
	} else {
		x = f.fieldOf(e, f.unwrapped(f.expr(e.Value)), n)
	}
	return f.narrowedMember(e, x)
}

// fieldOf is the field n of an instance.
func (f *function) fieldOf(at syntax.Node, x ir.Expr, n int) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		f.refuse("PT501", at, "the attribute of %s is not translated", pythonType(x.Type()))
	}
	if t.Form == ir.SharedForm {
		return f.sharedField(at, x, t, n)
	}
	return &ir.Field{Base: base(f.m.structs[t.Class].Fields[n].T, at), Tuple: x, N: n}
}

// narrowedMember unwraps an attribute that is known not to be None here.
func (f *function) narrowedMember(e *syntax.Attribute, x ir.Expr) ir.Expr {
	option, ok := x.Type().(ir.Option)
	if !ok {
		return x
	}
	switch t := f.m.info.Exprs[e].(type) {
	case nil, types.Optional:
		return x
	case types.Basic:
		if t == types.NoneType || t == types.Never {
			return x
		}
	}
	return &ir.Unwrap{Base: base(option.Elem, e), X: x}
}

// isClass reports whether e names a class of the module.
func (f *function) isClass(e syntax.Expr) bool {
	n, ok := e.(*syntax.Name)
	return ok && f.m.info.Vars[n] == nil
}

// classConstant is an attribute of a class that never changes.
func (f *function) classConstant(e *syntax.Attribute, a *types.Attr) ir.Expr {
	t, ok := f.m.convert(a.Type)
	if a.Rebound || a.Value == nil || !ok || ir.IsMutable(t) || !literalOnly(a.Value) {
		f.refuse("PT501", e, "the attribute %s of the class is not a constant: only literals that never change are translated", e.Attr)
	}
	return f.exprAs(a.Value, storable(t))
}

// literalOnly reports whether an expression is made of literals.
func literalOnly(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bool:
		return true
	case *syntax.UnaryOp:
		return e.Op == "-" && literalOnly(e.Operand)
	}
	return false
}

// storeMember assigns to an attribute of an instance.
func (f *function) storeMember(s syntax.Stmt, t *syntax.Attribute, value ir.Expr) []ir.Stmt {
	if out := f.setProperty(s, t, value); out != nil {
		return out
	}
	if out := f.setShared(s, t, value); out != nil {
		return out
	}
	return []ir.Stmt{&ir.Assign{Place: place(s), Target: f.memberPlace(t), Value: value}}
}

// memberPlace is the field that an attribute means where it is assigned.
func (f *function) memberPlace(t *syntax.Attribute) ir.Expr {
	member := f.m.info.Members[t]
	if member == nil || member.Attr == nil || slot(member.Class, member.Attr) < 0 || f.m.unfits[member.Class] != "" {
		f.refuse("PT501", t, "assigning to the attribute %s is not translated", t.Attr)
	}
	n := slot(member.Class, member.Attr)
	if f.fields != nil && f.isSelf(t.Value) {
		return localOf(f.fieldVar(n, t), t.Range)
	}
	return f.fieldOf(t, f.unwrapped(f.expr(t.Value)), n)
}

// memberWanted is the type of an attribute that is assigned.
func (f *function) memberWanted(t *syntax.Attribute) ir.Type {
	member := f.m.info.Members[t]
	if member != nil && member.Func != nil && f.m.unfits[member.Class] == "" && f.m.funcs[member.Func] != nil && len(f.m.funcs[member.Func].Params) == 2 {
		return f.m.funcs[member.Func].Params[1].T
	}
	if member == nil || member.Attr == nil || slot(member.Class, member.Attr) < 0 || f.m.unfits[member.Class] != "" {
		f.refuse("PT501", t, "assigning to the attribute %s is not translated", t.Attr)
	}
	return f.m.structs[member.Class].Fields[slot(member.Class, member.Attr)].T
}

// augMember lowers x.name Op= Value.
func (f *function) augMember(s *syntax.AugAssign, t *syntax.Attribute) []ir.Stmt {
	if out := f.augProperty(s, t); out != nil {
		return out
	}
	if out := f.augShared(s, t); out != nil {
		return out
	}
	place := f.memberPlace(t)
	if f.fields != nil && f.isSelf(t.Value) && !f.given[place.(*ir.Local).Var] {
		f.refuse("PT501", t, "%s may have no value here", t.Attr)
	}
	lets := f.steadyPath(place)
	current := f.narrowedMember(t, copyPath(place))
	return append(lets, f.augment(s, func() ir.Expr { return copyPath(place) }, current)...)
}

// newInstance lowers the call of a class.
func (f *function) newInstance(e *syntax.Call, callee *types.Callee) ir.Expr {
	c := callee.Class
	if why := f.m.unfits[c]; why != "" {
		f.refuse("PT501", e, "the class %s is not translated: %s", c.Name, why)
	}
	if isException(c) {
		return f.makeException(e, callee)
	}
	if isEnum(c) {
		return f.memberByValue(e, c)
	}
	if callee.Func != nil {
		return f.callUser(e, callee)
	}
	out := &ir.TupleLit{Base: base(f.m.instanceType(c), e)}
	var sources []int
	given := 0
	for i, field := range c.Fields {
		want := f.m.structs[c].Fields[i].T
		var arg syntax.Expr
		if !field.NoInit {
			arg = callee.Args[given]
			given++
		}
		switch {
		case arg != nil:
			out.Elems = append(out.Elems, f.exprAs(arg, want))
			sources = append(sources, i)
		case field.Default != nil && literalOrNone(field.Default):
			out.Elems = append(out.Elems, f.exprAs(field.Default, want))
		case field.Factory != nil:
			out.Elems = append(out.Elems, f.factory(e, field.Factory, want))
		case field.NoInit && field.Default == nil && c.Method("__post_init__") != nil:
			continue // which __post_init__ gives its value
		default:
			f.refuse("PT501", e, "the default of the field %s is not translated", field.Attr.Name)
		}
	}
	inOrder := slices.IsSortedFunc(sources, func(a, b int) int {
		return argOf(callee, c, a).Span().Start - argOf(callee, c, b).Span().Start
	})
	if !inOrder {
		for _, i := range sources {
			if weigh(out.Elems[i]) > steady {
				f.refuse("PT501", e, "arguments in another order than the fields of %s are not translated unless they are variables or literals", c.Name)
			}
		}
	}
	if fn := c.Method("__post_init__"); fn != nil {
		return f.userCall(e, fn, out.Elems)
	}
	return out
}

// argOf is the argument of a call for the i-th field.
func argOf(callee *types.Callee, c *types.Class, i int) syntax.Expr {
	n := 0
	for _, f := range c.Fields[:i] {
		if !f.NoInit {
			n++
		}
	}
	return callee.Args[n]
}

func literalOrNone(e syntax.Expr) bool {
	_, none := e.(*syntax.None)
	return none || literalOnly(e)
}

// factory is what the default_factory of a field makes.
func (f *function) factory(at syntax.Node, e syntax.Expr, want ir.Type) ir.Expr {
	if n, ok := e.(*syntax.Name); ok {
		switch t := want.(type) {
		case ir.List:
			if n.ID == "list" {
				return &ir.ListLit{Base: base(t, at)}
			}
		case ir.Dict:
			if n.ID == "dict" && t.Kind == ir.PlainDict {
				return &ir.DictLit{Base: base(t, at)}
			}
		case ir.Set:
			if n.ID == "set" && !t.Frozen {
				return emptySet(t, at.Span())
			}
		}
	}
	f.refuse("PT501", at, "this default_factory is not translated: only list, dict and set are")
	return nil
}

// callMethod lowers the call of a method of an instance.
func (f *function) callMethod(e *syntax.Call, callee *types.Callee) ir.Expr {
	if attr, ok := e.Func.(*syntax.Attribute); ok && callee.Func == nil && callee.Name == "_replace" {
		x := f.unwrapped(f.expr(attr.Value))
		if t, ok := x.Type().(ir.Struct); ok {
			return f.replaced(e, x, t)
		}
	}
	if len(callee.Overrides) > 0 || callee.Func == nil {
		f.refuse("PT501", e, "this call of a method is not translated")
	}
	if attr, ok := e.Func.(*syntax.Attribute); ok && isException(callee.Func.Class) {
		return f.exceptionMethod(e, attr, callee)
	}
	bound := f.boundArgs(e, callee)
	return f.callUser(e, &types.Callee{Kind: types.User, Name: callee.Name, Func: callee.Func, Args: bound})
}

// callStatic lowers C.method(…) of a static method.
func (f *function) callStatic(e *syntax.Call, callee *types.Callee) ir.Expr {
	if callee.Func == nil && (callee.Name == "__str__" || callee.Name == "__repr__") {
		return f.superText(e, callee)
	}
	if f.isSuper(e) && callee.Func != nil && callee.Func.Role == types.InstanceOf && isException(callee.Func.Class) {
		self := localOf(f.local(f.src.Params[0], e), e.Span())
		return f.callWith(e, callee, f.asObject(e, self, callee.Func.Class))
	}
	if callee.Func == nil || callee.Func.Role != types.StaticOf && callee.Func.Role != types.ClassOf {
		f.refuse("PT501", e, "this call of a method through its class is not translated")
	}
	return f.callUser(e, &types.Callee{Kind: types.User, Name: callee.Name, Func: callee.Func, Args: callee.Args})
}

// special lowers an operation on an instance that a special method does. It
// returns nil when there is no such method.
func (f *function) special(at syntax.Node, name string, args ...ir.Expr) ir.Expr {
	t, ok := args[0].Type().(ir.Struct)
	if !ok {
		return nil
	}
	fn := t.Class.Method(name)
	if fn == nil || fn.Role != types.InstanceOf {
		return nil
	}
	if name == "__len__" && !givesLengths(fn.Def.Body) {
		f.refuse("PT501", at, "__len__ is translated only where it returns len(…): Python raises ValueError for what is below 0")
	}
	return f.userCall(at, fn, args)
}

// givesLengths reports whether all that statements return are lengths.
func givesLengths(body []syntax.Stmt) bool {
	ok := true
	syntax.Walk(body, func(n syntax.Node) bool {
		if s, is := n.(*syntax.Return); is {
			call, isCall := s.Value.(*syntax.Call)
			name, isName := syntax.Expr(nil), false
			if isCall {
				name = call.Func
				var id *syntax.Name
				if id, isName = name.(*syntax.Name); isName {
					isName = id.ID == "len"
				}
			}
			ok = ok && isName
		}
		return true
	})
	return ok
}

// shown is the text of an instance as str() or repr() gives it.
func (f *function) shown(at syntax.Node, x ir.Expr, repr bool) ir.Expr {
	t, ok := x.Type().(ir.Struct)
	if !ok {
		return nil
	}
	if t.Class.Method("__format__") != nil {
		f.refuse("PT501", at, "__format__ is not translated")
	}
	if isEnum(t.Class) && t.Class.Method("__str__") == nil && !repr {
		f.need(at, t, ir.ReprTrait)
		return nil
	}
	names := []string{"__str__", "__repr__"}
	if repr {
		names = names[1:]
	}
	for _, name := range names {
		if out := f.special(at, name, x); out != nil {
			if out.Type() != ir.Str {
				f.refuse("PT206", at, "%s gives no str: Python raises TypeError", name)
			}
			return out
		}
	}
	if f.m.lacks(t, ir.ReprTrait) != "" {
		f.refuse("PT501", at, "the text of an object of class %s is not translated: define __str__ or __repr__", t.Class.Name)
	}
	f.need(at, t, ir.ReprTrait)
	return nil
}

// placeStructs puts the classes that are used among the items of the module, with
// the methods that are translated.
func (m *module) placeStructs(out *ir.Module, used map[*ir.Func]bool) {
	needed := m.usedStructs(out)
	out.Structs = slices.DeleteFunc(out.Structs, func(def *ir.StructDef) bool { return !needed[def.Source] })
	for _, def := range out.Structs {
		def.Methods = slices.DeleteFunc(def.Methods, func(fn *ir.Func) bool { return !used[fn] })
	}
	out.Items = slices.DeleteFunc(out.Items, func(item any) bool {
		fn, ok := item.(*ir.Func)
		return ok && fn.Owner != nil
	})
	for _, def := range out.Structs {
		at := slices.IndexFunc(out.Items, func(item any) bool { return startOf(item) > def.Range.Start })
		if at < 0 {
			at = len(out.Items)
		}
		out.Items = slices.Insert(out.Items, at, any(def))
	}
}

func startOf(item any) int {
	switch item := item.(type) {
	case *ir.Const:
		return item.Range.Start
	case *ir.Func:
		return item.Range.Start
	case *ir.StructDef:
		return item.Range.Start
	}
	return 0
}

// usedStructs are the classes that translated functions mention, and those that
// their instances hold.
func (m *module) usedStructs(out *ir.Module) map[*types.Class]bool {
	used := map[*types.Class]bool{}
	var use func(c *types.Class)
	use = func(c *types.Class) {
		if used[c] {
			return
		}
		used[c] = true
		if isException(c) && c.Base != nil {
			use(c.Base)
		}
		for _, a := range c.Slots() {
			for _, held := range instancesIn(a.Type) {
				use(held)
			}
		}
	}
	for _, fn := range out.Funcs {
		if fn.Owner != nil {
			use(fn.Owner.Source)
		}
		ir.Walk(fn.Body, func(s ir.Stmt) bool {
			if try, ok := s.(*ir.Try); ok {
				for _, h := range try.Handlers {
					useCaught(h.Classes, use)
				}
			}
			return true
		}, func(x ir.Expr) bool {
			if t, ok := x.Type().(ir.Struct); ok {
				use(t.Class)
			}
			if op, ok := x.(*ir.Op); ok && op.Op.Class != nil {
				useCaught([]ir.ExceptionClass{*op.Op.Class}, use)
			}
			return true
		})
		for _, p := range fn.Source.Params {
			for _, c := range instancesIn(p.Type) {
				use(c)
			}
		}
		for _, c := range instancesIn(fn.Source.Result) {
			use(c)
		}
	}
	return used
}

func useCaught(classes []ir.ExceptionClass, use func(c *types.Class)) {
	for _, c := range classes {
		if c.Own != nil {
			use(c.Own)
		}
	}
}
