package flow

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A builder makes one graph. Code is added to the current block; there is none
// behind a jump, until something that nothing leads to begins a block.
type builder struct {
	source       []byte
	graph        *Graph
	current      *Block
	exit, raised *Block
	frames       []*frame // around the current place, innermost last
}

// A frame is a construct that jumps out of it have to do with.
type frame struct {
	kind  frameKind
	entry *Block // of a loop its head, else where control goes first
	after *Block // of a loop: where break leads
	ways  []way  // into a cleanup, each once: they go on behind it
}

type frameKind int

const (
	loopFrame    frameKind = iota
	handlerFrame           // the except clauses of a try
	cleanupFrame           // a finally, or the leaving of a with
)

// A way is a jump on its way out: to a loop, or with nil out of the function.
type way struct {
	kind Kind
	to   *frame
}

func (b *builder) block() *Block {
	block := &Block{}
	b.graph.Blocks = append(b.graph.Blocks, block)
	return block
}

// edge leads from the current block, if control can be there.
func (b *builder) edge(to *Block, kind Kind) {
	if b.current != nil {
		link(b.current, to, kind)
	}
}

func link(from, to *Block, kind Kind) {
	to.entered = true
	e := Edge{to, kind}
	if !slices.Contains(from.Edges, e) {
		from.Edges = append(from.Edges, e)
	}
}

// enter makes a block the current one if anything leads to it.
func (b *builder) enter(block *Block) {
	b.current = nil
	if block != nil && block.entered {
		b.current = block
	}
}

// next begins a block that the current one leads to.
func (b *builder) next(kind Kind) *Block {
	block := b.block()
	b.edge(block, kind)
	b.current = block
	return block
}

// step adds a step to the current block, and where it goes if it raises.
func (b *builder) step(s Step, raises bool) {
	if b.current == nil {
		b.current = b.block()
	}
	b.current.Steps = append(b.current.Steps, s)
	if raises {
		b.fault()
	}
}

func (b *builder) part(kind string, r syntax.Range, raises bool) {
	b.step(Step{Range: r, Kind: kind}, raises)
}

// fault adds the edge for an exception that anything but a raise may raise.
func (b *builder) fault() {
	if slices.ContainsFunc(b.frames, func(f *frame) bool { return f.kind != loopFrame }) {
		b.jump(way{Exception, nil}, b.frames)
	}
}

// leave jumps out of where control is; nothing follows.
func (b *builder) leave(w way) {
	b.jump(w, b.frames)
	b.current = nil
}

// jump leads from the current block on the way out through the frames around it.
func (b *builder) jump(w way, frames []*frame) {
	for i := len(frames) - 1; i >= 0; i-- {
		switch f := frames[i]; {
		case f.kind == cleanupFrame:
			b.edge(f.entry, w.kind)
			if !slices.Contains(f.ways, w) {
				f.ways = append(f.ways, w)
			}
			return
		case f.kind == handlerFrame && w.kind == Exception:
			b.edge(f.entry, Exception)
			return
		case f == w.to && w.kind == Break:
			b.edge(f.after, Break)
			return
		case f == w.to:
			b.edge(f.entry, Continue)
			return
		}
	}
	if w.kind == Exception {
		b.edge(b.raised, Exception)
	} else {
		b.edge(b.exit, Return)
	}
}

// loop is the innermost loop, nil outside of any.
func (b *builder) loop() *frame {
	for i := len(b.frames) - 1; i >= 0; i-- {
		if b.frames[i].kind == loopFrame {
			return b.frames[i]
		}
	}
	return nil
}

// within builds something inside a frame.
func (b *builder) within(f *frame, build func()) {
	b.frames = append(b.frames, f)
	build()
	b.frames = b.frames[:len(b.frames)-1]
}

// goOn lets what came into a cleanup go on behind it.
func (b *builder) goOn(f *frame) {
	for _, w := range f.ways {
		b.jump(w, b.frames)
	}
}

// finish puts the blocks into order and says which can be reached.
func (b *builder) finish() *Graph {
	g := b.graph
	for _, block := range g.Blocks {
		for i, e := range block.Edges {
			block.Edges[i].To = forward(e.To)
		}
		block.Edges = distinct(block.Edges)
	}
	start := g.Blocks[0]
	into := map[*Block][]*Block{}
	for _, block := range g.Blocks {
		for _, e := range block.Edges {
			into[e.To] = append(into[e.To], block)
		}
	}
	g.Blocks = slices.DeleteFunc(g.Blocks, func(block *Block) bool {
		return len(block.Steps) == 0 && block != start && len(into[block]) == 0
	})
	sortBlocks(g.Blocks[1:], into)
	g.Blocks = append(g.Blocks, b.exit, b.raised)
	for i, block := range g.Blocks {
		block.Index = i
	}
	reach(start)
	return g
}

// forward is the block that an empty one only leads on to.
func forward(block *Block) *Block {
	for len(block.Steps) == 0 && len(block.Edges) == 1 && block.Edges[0].Kind == Normal {
		block = block.Edges[0].To
	}
	return block
}

// distinct leaves out what is there already.
func distinct(edges []Edge) []Edge {
	out := edges[:0]
	for _, e := range edges {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// sortBlocks puts blocks into the order of the source; one without steps follows
// the last that leads to it.
func sortBlocks(blocks []*Block, into map[*Block][]*Block) {
	position := map[*Block]int{}
	for _, block := range blocks {
		from := []*Block{block}
		if len(block.Steps) == 0 {
			from = into[block]
		}
		for _, b := range from {
			position[block] = max(position[block], 2*b.Span().Start)
		}
		if len(block.Steps) == 0 {
			position[block]++
		}
	}
	slices.SortStableFunc(blocks, func(x, y *Block) int { return position[x] - position[y] })
}

func reach(start *Block) {
	todo := []*Block{start}
	for len(todo) > 0 {
		block := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if block.Reachable {
			continue
		}
		block.Reachable = true
		for _, e := range block.Edges {
			todo = append(todo, e.To)
		}
	}
}
