// Package flow builds the control-flow graph of a function and measures it.
//
// It works on syntax alone, so it knows every function, also those that are not
// translated. Nested functions and lambdas have graphs of their own; the body of
// a class runs where it stands, so it is part of the graph around it.
//
// A statement stands in exactly one block: the one where its evaluation begins.
// What need not be evaluated with it (the second operand of an "and", the arms of
// a conditional expression, the clauses of a comprehension, an except clause)
// stands in blocks of its own, as steps without a statement. A generator
// expression is drawn as if it ran where it stands.
//
// Exceptions: a raise or assert always has an edge; any other block that can
// raise has one where the function itself looks at exceptions (try, with), and
// none where they would simply leave the function. An exception edge may be
// taken at any step of its block.
//
// A finally body is shared, not duplicated: every way into it (normal, return,
// break, continue, exception) leads to its one copy, and every such way goes on
// behind it. So the graph has paths that enter one way and leave another; it never
// lacks a path that Python can take. The leaving of a with statement is such a
// shared block too, with the step "exit"; since a context manager may swallow an
// exception, the way from it to what follows is open, except for open().
package flow

import "github.com/portalis-dev/portalis/analysis/syntax"

// A Graph is the control flow of one body of code. Its blocks are in the order of
// the source: Blocks[0] is where it starts, the last two are Exit and Raised.
type Graph struct {
	Blocks []*Block
}

// Exit is the block that every return leads to; it has no steps.
func (g *Graph) Exit() *Block { return g.Blocks[len(g.Blocks)-2] }

// Raised is the block for exceptions that leave the body; it has no steps.
func (g *Graph) Raised() *Block { return g.Blocks[len(g.Blocks)-1] }

// A Block is a row of steps that run one after the other.
type Block struct {
	Index     int
	Steps     []Step
	Edges     []Edge // where control goes from here, in the order of building
	Reachable bool   // from the start of the graph

	entered bool // whether an edge leads here
}

// Span is the source from the start of the first step to the end of the last; it
// is empty for a block without steps.
func (b *Block) Span() syntax.Range {
	if len(b.Steps) == 0 {
		return syntax.Range{}
	}
	return syntax.Range{Start: b.Steps[0].Start, End: b.Steps[len(b.Steps)-1].End}
}

// A Step is one thing that a block does. Of a compound statement the range covers
// the head alone.
type Step struct {
	syntax.Range
	// Kind is the name of the statement's node ("Assign", "While", "Try"…), or for
	// a step without statement what it is a part of: "iter", "operand", "then",
	// "else", "comprehension", "element", "except", "case", "guard", "exit", or "rest" for
	// what is left to do when such parts come together again.
	Kind string
	Stmt syntax.Stmt // nil for a part
}

// An Edge leads to another block.
type Edge struct {
	To   *Block
	Kind Kind
}

// A Kind says why control takes an edge.
type Kind string

// The kinds of edge.
const (
	Normal    Kind = "normal"
	True      Kind = "true"      // a condition holds, an iterator gives an item, a clause fits
	False     Kind = "false"     // it does not
	Exception Kind = "exception" // something was raised
	Break     Kind = "break"
	Continue  Kind = "continue"
	Return    Kind = "return"
	Loop      Kind = "loop" // from the end of a loop's body back to its head
)

// Of builds the graph of a function that stands in the source.
func Of(source []byte, def *syntax.FunctionDef) *Graph { return OfBody(source, def.Body) }

// OfBody builds the graph of statements, as of a module.
func OfBody(source []byte, body []syntax.Stmt) *Graph {
	b := &builder{source: source, graph: &Graph{}}
	b.current = b.block()
	b.current.entered = true
	b.exit, b.raised = &Block{}, &Block{}
	b.stmts(body)
	b.edge(b.exit, Normal)
	return b.finish()
}
