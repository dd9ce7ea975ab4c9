package types

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Info is what inference knows about one module.
type Info struct {
	Module *syntax.Module
	// Top has the statements that the module runs: where it is certain which way an
	// if or try at its top goes, those of that way instead of it.
	Top []syntax.Stmt

	known                     // of the nodes of what was inferred for this version
	views   []*view           // of what was carried over, in source order
	tops    []*Function       // those at the top of the module, by the number of their statement
	numbers map[*Function]int // of those statements, from 1
	globals map[string]*Var

	// Means has the expression that stands for a call or for a function passed
	// by name: a + b for operator.add(a, b), lambda a: a[1] for itemgetter(1).
	Means   map[syntax.Expr]syntax.Expr
	Funcs   []*Function // in source order, those of classes after the others
	Classes []*Class    // in source order
	// Members says what an attribute of an instance or a class of the module means.
	Members map[*syntax.Attribute]*Member
	// Expanded has what decorated functions mean that are translated.
	Expanded map[*syntax.FunctionDef]*syntax.FunctionDef
	// Auto has the calls of enum.auto() that are the values of members.
	Auto map[*syntax.Call]bool
	// Operators has what an operation on instances runs: the special methods for
	// an operator, a call, a conversion or a loop.
	Operators map[syntax.Node][]*Function
	Globals   []*Var // module-level variables, in source order
	// Hidden are modules of the library that files of the project hide.
	Hidden []string
	// Exported is what its names stand for in other modules, and Keeps whether its
	// functions may keep what they are given; only if it was inferred among them.
	Exported map[string]Export
	Keeps    bool
	Vague    bool // whether it may bind more names than those
	// Findings holds what is refused or worth knowing about types, in source order.
	Findings []compat.Finding
}

// A Var is a parameter, local variable or module-level variable. A comprehension's
// variables are locals of their own, one Var per comprehension.
type Var struct {
	Name     string
	Kind     VarKind
	Type     Type         // the join over all its assignments
	Def      syntax.Range // its first definition
	Func     *Function    // nil for a global
	Param    *syntax.Param
	Declared bool        // whether an annotation says the type
	Value    syntax.Expr // of a Global: the expression it is bound to, once
	Maker    *Function   // of a Global whose Value is computed: the function that does so
	State    bool        // of a Global: functions give it new values, and Value is the first
	// Handed and Walked say, of a Global, whether the module itself hands its value, or
	// the elements of that, to something that may keep or change them.
	Handed, Walked bool
}

// VarKind tells where a variable lives.
type VarKind int

// The kinds of variable.
const (
	Parameter VarKind = iota
	Local
	CompVar // target of a comprehension, or parameter of a lambda
	Global
)

// A Function is a def at module level or in another function. Async functions
// are refused and have no Function.
type Function struct {
	// Alias is the name of a method of a base that the class also has, since super()
	// finds it; "" for others.
	Alias string
	// Unused says of a method that no object has it, or nobody calls it: there is no
	// need for it in Rust.
	Unused bool
	Name   string
	// Edition stands for all that inference knows of the function itself: one that is
	// carried over from the version before has that of its version. It is nil for
	// what stands in no source.
	Edition *Edition
	// Def is the definition. When a function is called with values of different
	// types there is a Function for each: the first has the definition in the
	// module, the others copies of it, with nodes of their own.
	Def       *syntax.FunctionDef
	Instance  int // which of them it is, from 0
	Instances int // how many there are
	// Body is what runs: the body of Def, in which an iterator that gets a name
	// stands where it is walked.
	Body     []syntax.Stmt
	Params   []*Var        // of a nested function: its own, then its captures
	Defaults []syntax.Expr // per parameter; nil where there is none
	Result   Type
	Yields   bool   // a generator function: Result is an Iterator
	Locals   []*Var // in order of definition, comprehension variables last
	// Seeds says, per parameter, how its type became known: "annotation",
	// "call", "doctest", "default", "use" or "" (unknown, the type is Dynamic).
	Seeds []string
	Calls []*Function // user functions that it calls, each once
	// Outer is the function around a nested one; nil at module level.
	Outer *Function
	// Lambda says that there is no def: a lambda, or a builtin or operator that is
	// used as a value, stands where Def does.
	Lambda bool
	// Memo says that its results are kept; nil for most.
	Memo *Memo
	// Made says that Def stands in no source: what a decorator is given, or makes.
	Made bool
	// Replaced says that a decorator of the module returned another function for it.
	Replaced bool
	// Wrapper is the def in a decorator whose body it has, with the same parameters;
	// nil for most.
	Wrapper *syntax.FunctionDef
	// Captures has an entry for each of the last parameters that stands for a
	// variable of a function around this one: whether a call may give it a new value.
	Captures []bool
	// Class is the class of a method, and Role how it is used.
	Class *Class
	Role  Role
}

// An Edition is no more than what makes it another one.
type Edition struct{ _ byte }

// A Member is what an attribute of an instance or class of the module means: Attr
// for one that holds a value, Func for a property or a setter.
type Member struct {
	Class *Class // of the object
	Attr  *Attr
	Func  *Function
	// Enum says that it is "name" or "value" of a member of an enum, or that Attr
	// is a member of one, named on the class.
	Enum string
}

// CalleeKind tells what a call calls.
type CalleeKind int

// The kinds of callee.
const (
	User    CalleeKind = iota // Func is set
	Builtin                   // Name is "len", "range", "int", …
	Method                    // Name is "str.split", "list.append", "dict.get", …
	Library                   // Name is "math.sqrt", …
	Raise                     // an exception class: Name is "ValueError", …
	Value                     // a lambda or function value in a variable
	New                       // a class of the module: Class is set, and Func if it has an __init__
	Bound                     // a method of an instance: Func is set, and Overrides
	Static                    // a static or class method: Func is set
)

// A Callee is what a call resolves to.
type Callee struct {
	Kind CalleeKind
	Name string
	Func *Function
	// Args has, for User, the argument expression of each parameter in order of
	// declaration; nil means the default is used. Those of the captures of a
	// nested function are names that stand in no source. In Refs only they are set.
	Args []syntax.Expr
	// Holds says, of a nested function as a value, that it is the only one to use
	// the variables that it gives new values, which nobody else looks at any more.
	Holds bool
	// Set is, for Value, what the value may be.
	Set *FuncSet
	// Class is, for New, what is made, and for Bound the class of the object, as
	// far as it is known.
	Class *Class
	// Overrides are, for Bound, the methods that run instead of Func for objects of
	// classes that derive from Class.
	Overrides []*Function
}

// Signature is the types of a function as Python would annotate them:
// "(int, list[str]) -> bool".
func Signature(f *Function) string {
	params := make([]Type, len(f.Params))
	for i, p := range f.Params {
		params[i] = p.Type
	}
	return "(" + join(params) + ") -> " + f.Result.String()
}
