package lower

import (
	"slices"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// An enum becomes an enum of Rust, whose values are Copy. What the program asks of
// its members (name, value, all of them, one by its value) becomes functions.

func isEnum(c *types.Class) bool { return c.Kind == types.EnumClass || c.Kind == types.IntEnumClass }

// unfitEnum says why an enum is not translated, "" when it is.
func (m *module) unfitEnum(c *types.Class) string {
	if len(c.Slots()) > 0 || c.Method("__init__") != nil || c.Method("__eq__") != nil || c.Method("__hash__") != nil {
		return "its members have attributes, or are compared, in a way of their own"
	}
	if c.Kind == types.IntEnumClass && slices.ContainsFunc(c.Methods, func(fn *types.Function) bool {
		return strings.HasPrefix(fn.Name, "__") && fn.Name != "__str__" && fn.Name != "__repr__"
	}) {
		return "its members are ints that do some of what ints do in a way of their own"
	}
	members, why := m.members(c)
	if why != "" {
		return why
	}
	if len(members) == 0 {
		return "it has no members"
	}
	return ""
}

// members are the members of an enum, in order.
func (m *module) members(c *types.Class) (out []ir.Member, why string) {
	last := int64(0)
	seen, variants := map[string]bool{}, map[string]bool{}
	for _, a := range c.Attrs {
		if !a.OfClass || a.Value == nil {
			continue
		}
		if strings.HasPrefix(a.Name, "_") {
			return nil, "its member " + a.Name + " is not one for all that is known"
		}
		member := ir.Member{Name: a.Name, RustName: variant(a.Name)}
		value, ok := m.memberLiteral(a.Value, last)
		if !ok || len(out) > 0 && value.Type() != out[0].Value.Type() || c.Kind == types.IntEnumClass && value.Type() != ir.Int {
			return nil, "the values of its members are not literals of one type, int or str"
		}
		member.Value = value
		text := ""
		switch lit := value.(type) {
		case *ir.IntLit:
			last, text = lit.Value, strconv.FormatInt(lit.Value, 10)
		case *ir.StrLit:
			text = lit.Value
		}
		if seen[text] || variants[member.RustName] {
			return nil, "two of its members have the same value, or names that are one in Rust"
		}
		seen[text], variants[member.RustName] = true, true
		out = append(out, member)
	}
	return out, ""
}

// memberLiteral is the value of a member; auto() is one more than the last.
func (m *module) memberLiteral(e syntax.Expr, last int64) (ir.Expr, bool) {
	switch e := e.(type) {
	case *syntax.Int:
		return intLit(e.Value, e), e.Big == ""
	case *syntax.Str:
		return strLit(e.Value, e), !e.Surrogate
	case *syntax.UnaryOp:
		lit, ok := e.Operand.(*syntax.Int)
		if ok && e.Op == "-" && lit.Big == "" {
			return intLit(-lit.Value, e), true
		}
	case *syntax.Call:
		if m.info.Auto[e] {
			return intLit(last+1, e), true
		}
	}
	return nil, false
}

// variant is the name of a member in Rust: IN_PROGRESS becomes InProgress.
func variant(name string) string {
	out := ""
	for _, word := range strings.Split(name, "_") {
		if word == "" {
			continue
		}
		rest := word[1:]
		if strings.ToUpper(word) == word {
			rest = strings.ToLower(rest)
		}
		out += strings.ToUpper(word[:1]) + rest
	}
	if out == "Self" || out == "" || out[0] >= '0' && out[0] <= '9' {
		out = "Member" + out
	}
	return out
}

// enumNamed is the enum that an expression names, nil for none.
func (f *function) enumNamed(e syntax.Expr) *types.Class {
	n, ok := e.(*syntax.Name)
	if !ok {
		return nil
	}
	if v := f.m.info.VarOf(n); v != nil {
		if t, isClass := v.Type.(types.ClassValue); isClass && isEnum(t.Class) {
			return f.fitEnum(e, t.Class)
		}
		return nil
	}
	for _, c := range f.m.info.Classes {
		if c.Name == n.ID && isEnum(c) {
			return f.fitEnum(e, c)
		}
	}
	return nil
}

func (f *function) fitEnum(at syntax.Node, c *types.Class) *types.Class {
	if why := f.m.unfits[c]; why != "" {
		f.refuse("PT501", at, "the class %s is not translated: %s", c.Name, why)
	}
	return c
}

// enumOp is an operation of an enum that a template writes.
func (f *function) enumOp(at syntax.Node, c *types.Class, use, template string, result ir.Type, args ...ir.Expr) *ir.Op {
	if def := f.m.structs[c]; use != "" {
		if def.Uses == nil {
			def.Uses = map[string]bool{}
		}
		def.Uses[use] = true
	}
	op := &ir.Operation{Name: "enum." + use, Result: result, Rust: template, Prec: ir.PrecCall, OperandPrec: []ir.Prec{ir.PrecCall}}
	for _, a := range args {
		mode := ir.Value
		if a.Type() == ir.Str {
			mode = ir.Ref
		}
		op.Params = append(op.Params, ir.Operand{Type: a.Type(), Mode: mode})
	}
	return &ir.Op{Base: base(result, at), Op: op, Args: args}
}

// memberNamed is a member of an enum by its name.
func (f *function) memberNamed(at syntax.Node, c *types.Class, name string) ir.Expr {
	def := f.m.structs[c]
	i := slices.IndexFunc(def.Members, func(m ir.Member) bool { return m.Name == name })
	if i < 0 {
		f.refuse("PT501", at, "%s is no member of %s", name, c.Name)
	}
	return f.enumOp(at, c, "", c.Name+"::"+def.Members[i].RustName, f.m.instanceType(c))
}

// enumAttribute is x.name or x.value of a member.
func (f *function) enumAttribute(e *syntax.Attribute, c *types.Class, which string) ir.Expr {
	return f.partOfMember(e, c, which, f.unwrapped(f.expr(e.Value)))
}

func (f *function) partOfMember(at syntax.Node, c *types.Class, which string, x ir.Expr) ir.Expr {
	t := ir.Type(ir.Str)
	if which == "value" {
		t = f.m.structs[c].Members[0].Value.Type()
	}
	out := f.enumOp(at, c, which, "{0}."+which+"()", t, x)
	out.Op.View = t == ir.Str
	return out
}

// memberByValue is Color(value), memberByName Color[name].
func (f *function) memberByValue(e *syntax.Call, c *types.Class) ir.Expr {
	if len(e.Args) != 1 || len(e.Keywords) > 0 {
		f.refuse("PT501", e, "an enum is called with the value of a member")
	}
	t := f.m.structs[c].Members[0].Value.Type()
	return f.looked(e, c, "from_value", "ValueError", f.exprAs(e.Args[0], t))
}

func (f *function) memberByName(e *syntax.Subscript, c *types.Class) ir.Expr {
	return f.looked(e, c, "from_name", "KeyError", f.exprAs(e.Index, ir.Str))
}

func (f *function) looked(at syntax.Node, c *types.Class, name, raises string, arg ir.Expr) ir.Expr {
	try := c.Name + "::" + name + "({0})"
	out := f.enumOp(at, c, name, try+".unwrap_or_else(|error| error.raise())", f.m.instanceType(c), arg)
	out.Op.Try, out.Op.Raises = try, []string{raises}
	out.OnFail = f.opFails(out.Op, out.Args)
	return out
}

// allMembers is the list of all members of an enum.
func (f *function) allMembers(at syntax.Node, c *types.Class) ir.Expr {
	return f.enumOp(at, c, "all", c.Name+"::ALL.to_vec()", ir.List{Elem: f.m.instanceType(c)})
}

// asShown is what str() shows of x: of a member of an IntEnum the int.
func (f *function) asShown(x ir.Expr) ir.Expr {
	if t, ok := x.Type().(ir.Struct); ok && t.Class.Method("__str__") == nil {
		return f.asInt(x)
	}
	return x
}

// asInt is a member of an IntEnum as the int that it is.
func (f *function) asInt(x ir.Expr) ir.Expr {
	if t, ok := x.Type().(ir.Struct); ok && t.Class.Kind == types.IntEnumClass {
		return f.partOfMember(x, t.Class, "value", x)
	}
	return x
}

// sameHandle tells whether two handles are of one object.
var sameHandle = &ir.Operation{
	Name: "is", Params: []ir.Operand{{Type: ir.Param("T"), Mode: ir.Ref}, {Type: ir.Param("T"), Mode: ir.Ref}}, Result: ir.Bool,
	Rust: "Rc::ptr_eq({0}, {1})", Prec: ir.PrecCall,
}

// sameOption is sameHandle of handles that may be None.
var sameOption = &ir.Operation{
	Name: "is", Params: []ir.Operand{{Type: ir.Option{Elem: ir.Param("T")}, Mode: ir.Ref}, {Type: ir.Option{Elem: ir.Param("T")}, Mode: ir.Ref}}, Result: ir.Bool,
	Rust: "rt::is_same({0}, {1})", Prec: ir.PrecCall,
}

// sameMember is "is" and "is not" of two members; nil for other values.
func (f *function) sameMember(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	l, ok := notNone(left.Type()).(ir.Struct)
	if !ok || !ir.Same(notNone(left.Type()), notNone(right.Type())) {
		return nil
	}
	_, leftNone := left.Type().(ir.Option)
	_, rightNone := right.Type().(ir.Option)
	if (leftNone || rightNone) && l.Form == ir.SharedForm {
		option := ir.Option{Elem: l}
		out := f.operation(at, sameOption, []int{0, 1}, []ir.Expr{f.as(left, option), f.as(right, option)})
		if op == "is not" {
			return f.not(out)
		}
		return out
	}
	if leftNone || rightNone {
		return nil
	}
	if l.Form == ir.SharedForm {
		out := f.operation(at, sameHandle, []int{0, 1}, []ir.Expr{left, right})
		if op == "is not" {
			return f.not(out)
		}
		return out
	}
	if l.Form != ir.EnumForm {
		return nil
	}
	f.need(at, l, ir.SameTrait)
	return f.operation(at, sameObject[map[syntax.Op]syntax.Op{"is": "==", "is not": "!="}[op]], []int{0, 1}, []ir.Expr{left, right})
}

// replaced lowers p._replace(x=…) of a named tuple.
func (f *function) replaced(e *syntax.Call, x ir.Expr, t ir.Struct) ir.Expr {
	def := f.m.structs[t.Class]
	out := &ir.TupleLit{Base: base(t, e)}
	if len(e.Args) > 0 {
		f.refuse("PT501", e, "_replace is translated with keywords")
	}
	var lets []ir.Stmt
	if !simple(x) {
		lets = append(lets, f.bindTemp("parts", &x))
	}
	for i, field := range def.Fields {
		value := ir.Expr(nil)
		for _, k := range e.Keywords {
			if k.Name == field.Name {
				value = f.exprAs(k.Value, field.T)
				if weigh(value) >= fails && len(e.Keywords) > 1 {
					f.refuse("PT501", k.Value, "the values for _replace are translated when they cannot fail")
				}
			}
		}
		if value == nil {
			value = f.fieldOf(e, copyOf(x), i)
		}
		out.Elems = append(out.Elems, value)
	}
	for _, k := range e.Keywords {
		if !slices.ContainsFunc(def.Fields, func(field ir.StructField) bool { return field.Name == k.Name }) {
			f.refuse("PT206", k, "%s has no field %s: Python raises ValueError", t.Class.Name, k.Name)
		}
	}
	return within(lets, out)
}

// asTuple is value as what unpacking takes: a named tuple is the tuple of its fields; nil for other values.
func (f *function) asTuple(s syntax.Stmt, value ir.Expr) ([]ir.Stmt, ir.Expr) {
	t, ok := value.Type().(ir.Struct)
	if !ok || t.Class.Kind != types.NamedTupleClass {
		return nil, nil
	}
	var lets []ir.Stmt
	if !simple(value) {
		lets = append(lets, f.bindTemp("parts", &value))
	}
	out := &ir.TupleLit{Base: ir.Base{Range: s.Span()}}
	var elems []ir.Type
	for i, field := range f.m.structs[t.Class].Fields {
		out.Elems = append(out.Elems, f.fieldOf(s, copyOf(value), i))
		elems = append(elems, field.T)
	}
	out.T = ir.Tuple{Elems: elems}
	return lets, out
}
