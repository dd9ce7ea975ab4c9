// Package syntax turns Python source into a typed syntax tree.
//
// The node names follow Python's own ast module
// (https://docs.python.org/3/library/ast.html#abstract-grammar). Every node
// knows its byte range in the source; nothing in a tree refers to the parser
// that made it, so a tree may be kept and shared between goroutines.
package syntax

// A Range is a half-open interval of byte offsets, [Start, End).
type Range struct{ Start, End int }

// Span returns the range itself; embedding a Range makes a struct a Node.
func (r Range) Span() Range { return r }

// Contains reports whether offset lies in r, its end included, as a cursor does.
func (r Range) Contains(offset int) bool { return r.Start <= offset && offset <= r.End }

// A Node is any part of a tree that has a place in the source.
type Node interface{ Span() Range }

// An Expr is an expression.
type Expr interface {
	Node
	expr()
}

// A Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// A Module is one parsed file.
type Module struct {
	Range
	Source    []byte
	Docstring *Str // nil when there is none; it is then not part of Body
	Body      []Stmt
	Comments  []Comment // in source order
	Errors    []Error   // in source order; Body holds what could be read
	Warnings  []Error   // in source order: what Python warns of and reads
}

// A Comment is one "#" comment, to the end of its line.
type Comment struct {
	Range
	Text string // with its "#"
	Own  bool   // whether it stands alone on its line
}

// An Error is a place that is not valid Python, or not Python we can read.
type Error struct {
	Range
	Code    string // "PT1nn", in the compat catalogue
	Message string
}

// Operators, spelled as in Python.
type Op string

// Expressions.
type (
	// Name is an identifier used as an expression or assignment target.
	Name struct {
		Range
		ID string
	}
	// Int is an integer literal. When it fits in 64 bits Value holds it;
	// otherwise Big does, in decimal digits.
	Int struct {
		Range
		Value int64
		Big   string
	}
	// Float is a floating point literal; Text is as written.
	Float struct {
		Range
		Value float64
		Text  string
	}
	// Imag is an imaginary literal, such as 2j.
	Imag struct {
		Range
		Text string
	}
	// Str is a string literal, adjacent literals joined and escapes decoded.
	// Surrogate reports a lone surrogate, which no Rust string can hold; Value
	// then has U+FFFD in its place.
	Str struct {
		Range
		Value     string
		Surrogate bool
	}
	// Bytes is a bytes literal.
	Bytes struct {
		Range
		Value []byte
	}
	// Bool is True or False.
	Bool struct {
		Range
		Value bool
	}
	// None is None.
	None struct{ Range }
	// Ellipsis is "...".
	Ellipsis struct{ Range }
	// JoinedStr is an f-string: Parts are *Str and *FormattedValue, adjacent
	// plain literals joined in.
	JoinedStr struct {
		Range
		Parts []Expr
	}
	// FormattedValue is one {…} field of an f-string. Debug holds the text of a
	// "{x=}" field with its "=", else "". Conversion is 0, 's', 'r' or 'a'.
	// Spec is nil when there is no ":"; its parts are as in JoinedStr.
	FormattedValue struct {
		Range
		Value      Expr
		Debug      string
		Conversion byte
		Spec       *JoinedStr
	}
	// BinOp is Left Op Right; Op is one of + - * / // % ** @ << >> & | ^.
	BinOp struct {
		Range
		Op          Op
		OpRange     Range
		Left, Right Expr
	}
	// UnaryOp is Op Operand; Op is one of + - ~ not.
	UnaryOp struct {
		Range
		Op      Op
		Operand Expr
	}
	// BoolOp is a chain of one operator, "and" or "or", over two or more values.
	BoolOp struct {
		Range
		Op     Op
		Values []Expr
	}
	// Compare is Left Ops[0] Rights[0] Ops[1] Rights[1]…; each of Ops is one of
	// < > <= >= == != in, not in, is, is not.
	Compare struct {
		Range
		Left   Expr
		Ops    []Op
		Rights []Expr
	}
	// Call is Func(Args…, Keywords…). Args may hold *Starred.
	Call struct {
		Range
		Func     Expr
		Args     []Expr
		Keywords []*Keyword
	}
	// Keyword is name=value in a call; Name is "" for **value.
	Keyword struct {
		Range
		Name      string
		NameRange Range
		Value     Expr
	}
	// Attribute is Value.Attr.
	Attribute struct {
		Range
		Value     Expr
		Attr      string
		AttrRange Range
	}
	// Subscript is Value[Index]; Index may be a *Slice or a *Tuple.
	Subscript struct {
		Range
		Value Expr
		Index Expr
	}
	// Slice is Lower:Upper:Step; each may be nil.
	Slice struct {
		Range
		Lower, Upper, Step Expr
	}
	// List is [Elts…].
	List struct {
		Range
		Elts []Expr
	}
	// Tuple is Elts…, with or without parentheses.
	Tuple struct {
		Range
		Elts []Expr
	}
	// Set is {Elts…}.
	Set struct {
		Range
		Elts []Expr
	}
	// Dict is {Keys[i]: Values[i]…}; a nil key stands for **value.
	Dict struct {
		Range
		Keys, Values []Expr
	}
	// ListComp is [Elt for …].
	ListComp struct {
		Range
		Elt        Expr
		Generators []*Comprehension
	}
	// SetComp is {Elt for …}.
	SetComp struct {
		Range
		Elt        Expr
		Generators []*Comprehension
	}
	// DictComp is {Key: Value for …}.
	DictComp struct {
		Range
		Key, Value Expr
		Generators []*Comprehension
	}
	// GeneratorExp is (Elt for …).
	GeneratorExp struct {
		Range
		Elt        Expr
		Generators []*Comprehension
	}
	// Comprehension is one "for Target in Iter if Ifs…" clause.
	Comprehension struct {
		Range
		Target Expr
		Iter   Expr
		Ifs    []Expr
		Async  bool
	}
	// IfExp is Body if Test else Orelse.
	IfExp struct {
		Range
		Test, Body, Orelse Expr
	}
	// Lambda is lambda Params: Body.
	Lambda struct {
		Range
		Params *Params
		Body   Expr
	}
	// NamedExpr is Target := Value.
	NamedExpr struct {
		Range
		Target *Name
		Value  Expr
	}
	// Starred is *Value.
	Starred struct {
		Range
		Value Expr
	}
	// Await is await Value.
	Await struct {
		Range
		Value Expr
	}
	// Yield is yield Value; Value may be nil.
	Yield struct {
		Range
		Value Expr
	}
	// YieldFrom is yield from Value.
	YieldFrom struct {
		Range
		Value Expr
	}
	// BadExpr stands where no expression could be read.
	BadExpr struct{ Range }
)

// Params are the parameters of a function or lambda.
type Params struct {
	Range
	List []*Param // in source order
}

// ParamKind is how arguments reach a parameter, as in inspect.Parameter.kind.
type ParamKind int

// The kinds of parameter.
const (
	PositionalOrKeyword ParamKind = iota
	PositionalOnly
	VarPositional // *args
	KeywordOnly
	VarKeyword // **kwargs
)

// Param is one parameter. Annotation and Default may be nil.
type Param struct {
	Range
	Name       string
	NameRange  Range
	Kind       ParamKind
	Annotation Expr
	Default    Expr
}

// Statements.
type (
	// FunctionDef is def or async def.
	FunctionDef struct {
		Range
		Name       string
		NameRange  Range
		TypeParams *TypeParams // nil when there are none
		Params     *Params
		Returns    Expr // may be nil
		Docstring  *Str // nil when there is none; it is then not part of Body
		Body       []Stmt
		Decorators []Expr
		Async      bool
	}
	// ClassDef is a class statement.
	ClassDef struct {
		Range
		Name       string
		NameRange  Range
		TypeParams *TypeParams
		Bases      []Expr
		Keywords   []*Keyword
		Docstring  *Str
		Body       []Stmt
		Decorators []Expr
	}
	// Return is return Value; Value may be nil.
	Return struct {
		Range
		Value Expr
	}
	// Delete is del Targets….
	Delete struct {
		Range
		Targets []Expr
	}
	// Assign is Targets[0] = Targets[1] = … = Value.
	Assign struct {
		Range
		Targets []Expr
		Value   Expr
	}
	// AugAssign is Target Op= Value, with Op as in BinOp.
	AugAssign struct {
		Range
		Target Expr
		Op     Op
		Value  Expr
	}
	// AnnAssign is Target: Annotation = Value; Value may be nil.
	AnnAssign struct {
		Range
		Target     Expr
		Annotation Expr
		Value      Expr
	}
	// For is for Target in Iter: Body else: Orelse.
	For struct {
		Range
		Target Expr
		Iter   Expr
		Body   []Stmt
		Orelse []Stmt
		Async  bool
	}
	// While is while Test: Body else: Orelse.
	While struct {
		Range
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
	}
	// If is if Test: Body else: Orelse; elif is an If alone in Orelse, Elif set.
	If struct {
		Range
		Test   Expr
		Body   []Stmt
		Orelse []Stmt
		Elif   bool
	}
	// With is with Items: Body.
	With struct {
		Range
		Items []*WithItem
		Body  []Stmt
		Async bool
	}
	// WithItem is Context as Vars; Vars may be nil.
	WithItem struct {
		Range
		Context Expr
		Vars    Expr
	}
	// Match is match Subject: Cases.
	Match struct {
		Range
		Subject Expr
		Cases   []*MatchCase
	}
	// MatchCase is case Pattern if Guard: Body.
	MatchCase struct {
		Range
		Pattern Pattern
		Guard   Expr // may be nil
		Body    []Stmt
	}
	// Raise is raise Exc from Cause; both may be nil.
	Raise struct {
		Range
		Exc, Cause Expr
	}
	// Try is try: Body except…: else: Orelse finally: Finalbody. Star is except*.
	Try struct {
		Range
		Body      []Stmt
		Handlers  []*ExceptHandler
		Orelse    []Stmt
		Finalbody []Stmt
		Star      bool
	}
	// ExceptHandler is except Type as Name; Type may be nil, Name "".
	ExceptHandler struct {
		Range
		Type      Expr
		Name      string
		NameRange Range
		Body      []Stmt
	}
	// Assert is assert Test, Msg; Msg may be nil.
	Assert struct {
		Range
		Test, Msg Expr
	}
	// Import is import Names….
	Import struct {
		Range
		Names []*Alias
	}
	// ImportFrom is from Module import Names…; Level counts the leading dots and
	// a star import has the one name "*".
	ImportFrom struct {
		Range
		Module string
		Names  []*Alias
		Level  int
	}
	// Alias is Name as AsName; AsName is "" when there is none.
	Alias struct {
		Range
		Name   string
		AsName string
	}
	// Global is global Names….
	Global struct {
		Range
		Names []*Name
	}
	// Nonlocal is nonlocal Names….
	Nonlocal struct {
		Range
		Names []*Name
	}
	// ExprStmt is an expression used as a statement.
	ExprStmt struct {
		Range
		Value Expr
	}
	// TypeAlias is type Name[TypeParams] = Value (PEP 695).
	TypeAlias struct {
		Range
		Name       *Name
		TypeParams *TypeParams // nil when there are none
		Value      Expr
	}
	// Pass is pass.
	Pass struct{ Range }
	// Break is break.
	Break struct{ Range }
	// Continue is continue.
	Continue struct{ Range }
	// BadStmt stands where no statement could be read.
	BadStmt struct{ Range }
)

// TypeParams are the type parameters of a class, function or alias (PEP 695).
type TypeParams struct {
	Range
	List []*TypeParam
}

// TypeParamKind tells what a type parameter stands for.
type TypeParamKind int

// The kinds of type parameter, named as in Python's ast module.
const (
	TypeVar      TypeParamKind = iota // T
	TypeVarTuple                      // *Ts
	ParamSpec                         // **P
)

// TypeParam is Name: Bound; Bound may be nil. A tuple of several bounds means
// one of them.
type TypeParam struct {
	Range
	Name      string
	NameRange Range
	Kind      TypeParamKind
	Bound     Expr
}

func (*Name) expr()           {}
func (*Int) expr()            {}
func (*Float) expr()          {}
func (*Imag) expr()           {}
func (*Str) expr()            {}
func (*Bytes) expr()          {}
func (*Bool) expr()           {}
func (*None) expr()           {}
func (*Ellipsis) expr()       {}
func (*JoinedStr) expr()      {}
func (*FormattedValue) expr() {}
func (*BinOp) expr()          {}
func (*UnaryOp) expr()        {}
func (*BoolOp) expr()         {}
func (*Compare) expr()        {}
func (*Call) expr()           {}
func (*Attribute) expr()      {}
func (*Subscript) expr()      {}
func (*Slice) expr()          {}
func (*List) expr()           {}
func (*Tuple) expr()          {}
func (*Set) expr()            {}
func (*Dict) expr()           {}
func (*ListComp) expr()       {}
func (*SetComp) expr()        {}
func (*DictComp) expr()       {}
func (*GeneratorExp) expr()   {}
func (*IfExp) expr()          {}
func (*Lambda) expr()         {}
func (*NamedExpr) expr()      {}
func (*Starred) expr()        {}
func (*Await) expr()          {}
func (*Yield) expr()          {}
func (*YieldFrom) expr()      {}
func (*BadExpr) expr()        {}

func (*FunctionDef) stmt() {}
func (*ClassDef) stmt()    {}
func (*Return) stmt()      {}
func (*Delete) stmt()      {}
func (*Assign) stmt()      {}
func (*AugAssign) stmt()   {}
func (*AnnAssign) stmt()   {}
func (*For) stmt()         {}
func (*While) stmt()       {}
func (*If) stmt()          {}
func (*With) stmt()        {}
func (*Match) stmt()       {}
func (*Raise) stmt()       {}
func (*Try) stmt()         {}
func (*Assert) stmt()      {}
func (*Import) stmt()      {}
func (*ImportFrom) stmt()  {}
func (*Global) stmt()      {}
func (*Nonlocal) stmt()    {}
func (*ExprStmt) stmt()    {}
func (*TypeAlias) stmt()   {}
func (*Pass) stmt()        {}
func (*Break) stmt()       {}
func (*Continue) stmt()    {}
func (*BadStmt) stmt()     {}
