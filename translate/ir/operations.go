package ir

import "strings"

// table has all operations by name, in the order in which Lookup tries them.
var table = index(
	dynamicOperations, intOperations, floatOperations, boolOperations, bigOperations, compareOperations,
	strOperations, strTestOperations, listOperations,
	collectionsOperations, dictOperations, dequeOperations, setOperations, tupleOperations,
	builtinOperations, convertOperations, mathOperations,
	heapqOperations, bisectOperations, functoolsOperations, itertoolsOperations, randomOperations, reOperations,
	generatorOperations,
	bytesOperations, rangeOperations, translateOperations, statisticsOperations,
)

func index(families ...[]*Operation) map[string][]*Operation {
	byName := map[string][]*Operation{}
	for _, family := range families {
		for _, op := range family {
			byName[op.Name] = append(byName[op.Name], op)
		}
	}
	return byName
}

// Operands in their modes.
func val(t Type) Operand     { return Operand{t, Value} }
func ref(t Type) Operand     { return Operand{t, Ref} }
func refMut(t Type) Operand  { return Operand{t, RefMut} }
func recv(t Type) Operand    { return Operand{t, Recv} }
func recvMut(t Type) Operand { return Operand{t, RecvMut} }

// call is an operation written as a call of a function.
func call(name, rust string, result Type, params ...Operand) *Operation {
	return &Operation{Name: name, Params: params, Result: result, Rust: rust, Prec: PrecCall}
}

// fn is an operation written as a call of the Rust function path, with the
// operands in order.
func fn(name, path string, result Type, params ...Operand) *Operation {
	return call(name, path+"("+placeholders(0, len(params))+")", result, params...)
}

// method is an operation written as a method of its first operand.
func method(name, rust string, result Type, params ...Operand) *Operation {
	op := call(name, "{0}."+rust+"("+placeholders(1, len(params))+")", result, params...)
	op.OperandPrec = []Prec{PrecCall}
	return op
}

// chain is an operation written as a chain of methods of its first operand, in full.
func chain(name, rust string, result Type, params ...Operand) *Operation {
	op := call(name, rust, result, params...)
	op.OperandPrec = []Prec{PrecCall}
	return op
}

// infix is a binary operator that groups from the left.
func infix(name, symbol string, prec Prec, result Type, a, b Operand) *Operation {
	return &Operation{
		Name: name, Params: []Operand{a, b}, Result: result,
		Rust: "{0} " + symbol + " {1}", Prec: prec, OperandPrec: []Prec{prec, prec + 1},
	}
}

// compound is a compound assignment.
func compound(name, symbol string, t Type) *Operation {
	return &Operation{
		Name: name, Params: []Operand{recvMut(t), val(t)}, Result: Unit,
		Rust: "{0} " + symbol + " {1}", Prec: PrecAssign, OperandPrec: []Prec{PrecUnary, PrecOr},
	}
}

// same is an operation that is its operand.
func same(name string, t Type) *Operation {
	op := call(name, "{0}", t, val(t))
	op.OperandPrec = []Prec{PrecCall}
	return op
}

// raises says what the operation raises; its Try form calls the function or
// method of the same name with "try_" before it.
func (op *Operation) raises(classes ...string) *Operation {
	paren := strings.IndexByte(op.Rust, '(')
	start := strings.LastIndexAny(op.Rust[:paren], ":.") + 1
	op.Try = op.Rust[:start] + "try_" + op.Rust[start:]
	op.Raises = classes
	return op
}

// overflow says that the result may not fit in 64 bits.
func (op *Operation) overflow() *Operation {
	op.Overflows = true
	return op
}

// view says that the result borrows from operand 0.
func (op *Operation) view() *Operation {
	op.View = true
	return op
}

// prec sets the precedences of a template that is no call.
func (op *Operation) prec(p Prec, operands ...Prec) *Operation {
	op.Prec, op.OperandPrec = p, operands
	return op
}

func placeholders(from, to int) string {
	parts := make([]string, 0, to)
	for i := from; i < to; i++ {
		parts = append(parts, "{"+string(rune('0'+i))+"}")
	}
	return strings.Join(parts, ", ")
}
