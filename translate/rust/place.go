package rust

import (
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// part writes a place inside another place.
func (p *printer) part(e ir.Expr, want ir.Mode) val {
	mut := want == ir.RefMut || want == ir.RecvMut
	inner := ir.Recv
	if mut {
		inner = ir.RecvMut
	}
	switch e := e.(type) {
	case *ir.Field:
		p.spell(e.Tuple)
		if t, ok := e.Tuple.Type().(ir.Struct); ok {
			return val{n: field(p.expr(e.Tuple, inner).n, p.structs[t.Class].Fields[e.N].RustName), form: formPlace}
		}
		return val{n: field(p.expr(e.Tuple, inner).n, strconv.Itoa(e.N)), form: formPlace}
	case *ir.Index:
		p.spell(e.List)
		if _, tuple := e.List.Type().(ir.VarTuple); tuple {
			return p.index(e, inner, "tuple::index", "at")
		}
		return p.index(e, inner, "index", "at")
	case *ir.Item:
		p.spell(e.Dict)
		return p.item(e, inner)
	case *ir.Unwrap:
		return p.unwrap(e, want)
	}
	panic("rust: not a part")
}

// index writes xs[i]; position is the function of rt that finds a place by an
// index that may be negative.
func (p *printer) index(e *ir.Index, mode ir.Mode, position, at string) val {
	list := p.expr(e.List, mode)
	base := list.n
	if looksAtItself(e, mode) {
		name := p.fresh("index")
		index := stmt{let: "let " + name, x: p.owned(e.Index), semi: true}
		place := p.indexAt(e, list, atom(name), mode, position, at)
		if !p.inPlace[e] {
			p.before = append(p.before, index)
			return place
		}
		if place.form != formMut {
			place.n = unary("&mut ", place.n)
		}
		return val{n: &blockNode{stmts: []stmt{index, {x: place.n}}}, form: formMut, strict: true}
	}
	if e.Index.Type() == ir.Usize && e.OnFail == ir.Stop {
		return val{n: indexed(base, p.owned(e.Index)), form: formPlace}
	}
	return p.indexAt(e, list, p.owned(e.Index), mode, position, at)
}

// indexAt writes xs[i] for an i that is written already.
func (p *printer) indexAt(e *ir.Index, list val, i node, mode ir.Mode, position, at string) val {
	base := list.n
	if e.Index.Type() == ir.Usize {
		if e.OnFail == ir.Stop {
			return val{n: indexed(base, i), form: formPlace}
		}
		i = cast(i, "i64")
	}
	if p.plainPlace(e.List) && mode != ir.RecvMut {
		fn := "rt::" + position
		if e.OnFail != ir.Stop {
			fn = "rt::" + tried(position)
		}
		n := call(fn, i, method(base, "len"))
		if e.OnFail != ir.Stop {
			return val{n: indexed(base, p.failing(n, e.OnFail)), form: formPlace}
		}
		return val{n: indexed(base, n), form: formPlace}
	}
	fn := "rt::list::"
	if _, tuple := e.List.Type().(ir.VarTuple); tuple {
		fn = "rt::tuple::"
	}
	if e.OnFail != ir.Stop {
		fn += "try_"
	}
	f, lend := formRef, func() node { return p.lentPlace(list) }
	fn += at
	if mode == ir.RecvMut {
		if at == "at" {
			fn += "_mut"
		}
		f, lend = formMut, func() node { return p.lentMutPlace(list) }
	}
	// Without its element type, Rust would look for a slice of str or slices.
	switch e.T.(type) {
	case ir.List:
		fn += "::<Vec<_>>"
	default:
		if e.T == ir.Str {
			fn += "::<String>"
		}
	}
	n := call(fn, lend(), i)
	if e.OnFail != ir.Stop {
		n = p.failing(n, e.OnFail)
	}
	return val{n: n, form: f, strict: true}
}

// tried is the path of the function that gives a Result.
func tried(path string) string {
	if at := strings.LastIndex(path, "::"); at >= 0 {
		return path[:at+2] + "try_" + path[at+2:]
	}
	return "try_" + path
}

func (p *printer) lentPlace(v val) node {
	if v.form == formRef || v.form == formMut {
		return v.n
	}
	return p.borrow(v.n)
}

func (p *printer) lentMutPlace(v val) node {
	if v.form == formMut {
		return v.n
	}
	return unary("&mut ", v.n)
}

// plainPlace reports whether e may be written twice: a name or a field of one.
func (p *printer) plainPlace(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Local, *ir.ConstRef:
		return true
	case *ir.Field:
		return p.plainPlace(e.Tuple)
	}
	return false
}

func (p *printer) item(e *ir.Item, mode ir.Mode) val {
	dict := p.expr(e.Dict, mode)
	key := p.key(e.Key)
	if e.OnFail == ir.Stop {
		base := dict.n
		if dict.form == formOptRef {
			base = parenNode{base}
		}
		return val{n: indexed(base, key), form: formPlace}
	}
	if mode == ir.RecvMut {
		return val{n: p.failing(method(dict.n, "try_item_mut", key), e.OnFail), form: formMut, strict: true}
	}
	return val{n: p.failing(method(dict.n, "try_item", key), e.OnFail), form: formRef, strict: true}
}

// key writes a reference to a key.
func (p *printer) key(e ir.Expr) node {
	return p.lentValue(e)
}

// unwrap writes the value inside an Option known to be Some.
func (p *printer) unwrap(e *ir.Unwrap, want ir.Mode) val {
	if l, ok := e.X.(*ir.Local); ok {
		if f, ok := p.narrowed[l.Var]; ok {
			return val{n: atom(p.name(l.Var)), form: f.form, strict: f.strict}
		}
	}
	mut := want == ir.RefMut || want == ir.RecvMut
	x := p.expr(e.X, want)
	const why = "checked above"
	p.lints["unnecessary_unwrap"] = true
	expect := func(n node) node { return method(n, "expect", atom(quote(why))) }
	copies := ir.IsCopy(e.T)
	switch {
	case x.form == formOptRef && copies:
		return val{n: expect(method(x.n, "copied"))}
	case x.form == formOptRef:
		return val{n: expect(x.n), form: formRef, strict: x.strict}
	case copies && x.form != formValue:
		return val{n: expect(p.recv(e.X)), form: formValue}
	case x.form == formValue || x.form != formRef && e.Use == ir.Moved:
		return val{n: expect(x.n)}
	case mut:
		return val{n: expect(method(x.n, "as_mut")), form: formMut, strict: true}
	}
	return val{n: expect(method(x.n, "as_ref")), form: formRef, strict: true}
}
