package effects

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// call adds the effects of one call. A call that is not resolved may do anything.
func (c *collector) call(e *syntax.Call, out escape) {
	callee := c.info.CalleeOf(e)
	if callee == nil && c.clearsCache(e) {
		return
	}
	if callee == nil || callee.Kind == types.Builtin && c.names.star { // the star may bring another
		c.untyped(e, out)
		return
	}
	switch callee.Kind {
	case types.User, types.Builtin, types.Method, types.Library, types.Raise:
		c.callee(callee, e, out)
	case types.Bound:
		if !c.ofException(callee, e, out) && !c.ofBase(callee, out) {
			c.untyped(e, out)
		}
	case types.Value:
		if f, ok := e.Func.(*syntax.Name); ok { // other files may pass other functions
			if i, ok := c.parameter(f.ID); ok {
				c.effects.Calls[i] = true
			}
		}
		for _, fn := range callee.Set.Funcs {
			c.callee(&types.Callee{Kind: types.User, Name: fn.Name, Func: fn}, nil, out)
		}
	default: // a function value, or what these effects do not know
		c.untyped(e, out)
	}
}

// clearsCache reports whether a call is that of cache_clear of a function that is
// translated: whether its results are kept is of no consequence.
func (c *collector) clearsCache(e *syntax.Call) bool {
	f, ok := e.Func.(*syntax.Attribute)
	if !ok || f.Attr != "cache_clear" {
		return false
	}
	name, ok := f.Value.(*syntax.Name)
	if !ok {
		return false
	}
	b, ok := c.names.only(c.unit.scope, name.ID)
	return ok && b.kind == byDef && c.info.Expanded[b.def.source] != nil
}

// ofException adds the effects of calling a method of an exception, which types
// know the class of where it is caught.
func (c *collector) ofException(callee *types.Callee, e *syntax.Call, out escape) bool {
	if callee.Class == nil || callee.Class.Kind != types.ExceptionClass {
		return false
	}
	for _, fn := range append([]*types.Function{callee.Func}, callee.Overrides...) {
		u := c.ofFunc[fn]
		if u == nil {
			return false
		}
		c.uses(u, out)
	}
	return true
}

// ofBase adds the effects of calling what super() finds: a copy that the class of the
// object has of it, under a name that stands in no source.
func (c *collector) ofBase(callee *types.Callee, out escape) bool {
	u := c.ofFunc[callee.Func]
	if u == nil || callee.Class == nil || callee.Func.Alias == "" {
		return false
	}
	c.uses(u, out)
	return true
}

// callee adds the effects of calling what types have resolved; e is nil where it
// is passed by name.
func (c *collector) callee(callee *types.Callee, e *syntax.Call, out escape) {
	switch callee.Kind {
	case types.User:
		u := c.ofFunc[callee.Func]
		if u == nil && callee.Func != nil && callee.Func.Lambda {
			c.lambda(callee.Func, out)
			return
		}
		if u == nil {
			c.unresolved["calls "+callee.Name] = true
			return
		}
		c.uses(u, out)
		if e != nil {
			c.passes(u, func(i int) syntax.Expr {
				if i < len(callee.Args) {
					return callee.Args[i]
				}
				return nil
			})
		}
	case types.Builtin:
		c.builtinDoes(callee.Name, e, out)
		c.builtin(callee.Name, e, out)
	case types.Method:
		c.method(callee.Name, e, out)
		c.methodOrder(callee.Name, e)
	case types.Library:
		d, known := ofLibrary(callee.Name)
		if !known {
			c.unresolved["calls "+callee.Name] = true
		}
		c.does(d)
		if strings.HasPrefix(callee.Name, "re.") {
			c.regex(callee.Name, e, out)
			return
		}
		for _, class := range libraryFaults(callee.Name) {
			out.faults[class] = true
		}
	}
}

// lambda adds the effects of calling what has no def.
func (c *collector) lambda(fn *types.Function, out escape) {
	if c.inside[fn] || len(fn.Body) == 0 {
		return
	}
	if body, ok := fn.Body[0].(*syntax.Return); ok {
		c.inside[fn] = true
		c.expr(body.Value, out)
		delete(c.inside, fn)
	}
}

// uses adds the effects of another unit.
func (c *collector) uses(u *unit, out escape) {
	known := c.known(u)
	u.users[c.unit] = true
	c.unit.calls[u] = true
	for _, class := range known.Raises {
		out.raises[class] = true
	}
	for _, class := range known.Faults {
		out.faults[class] = true
	}
	c.flags(known)
	c.effects.MayNotEnd = c.effects.MayNotEnd || known.MayNotEnd
	if u != c.unit && len(known.Unresolved) > 0 {
		c.unresolved["calls "+u.scope.name+notAllKnown] = true
	}
	for _, w := range known.Writes {
		if strings.HasPrefix(w, "global ") {
			c.writes[w] = true
		}
	}
	for v := range known.free {
		if v.scope != c.unit.scope {
			c.effects.free[v] = true
			c.writes["nonlocal "+v.name] = true
		}
	}
}

func (c *collector) flags(e *Effects) {
	c.effects.Prints = c.effects.Prints || e.Prints
	c.effects.IO = c.effects.IO || e.IO
	c.effects.Environment = c.effects.Environment || e.Environment
	c.effects.Random = c.effects.Random || e.Random
	c.effects.Time = c.effects.Time || e.Time
	c.effects.Globals = c.effects.Globals || e.Globals
}

func (c *collector) does(d does) {
	switch d {
	case prints:
		c.effects.Prints = true
	case outside:
		c.effects.IO = true
	case environment:
		c.effects.Environment = true
	case chance:
		c.effects.Random = true
	case clock:
		c.effects.Time = true
	case state:
		c.effects.Globals = true
	}
}

// passes looks at the arguments for the parameters that a callee calls.
func (c *collector) passes(u *unit, arg func(int) syntax.Expr) {
	for i, called := range c.known(u).Calls {
		if called {
			if a := arg(i); a != nil {
				c.applied(a)
			}
		}
	}
}

// applied adds the effects of calling a value: none for a function whose effects
// are counted where it is mentioned.
func (c *collector) applied(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Lambda:
		return
	case *syntax.Name:
		if i, ok := c.parameter(e.ID); ok {
			c.effects.Calls[i] = true
			return
		}
		if c.counted(e.ID, map[string]bool{}) {
			return
		}
	case *syntax.Attribute:
		if c.info.RefOf(e) != nil {
			return
		}
		if path, ok := c.names.path(c.unit.scope, e); ok {
			if _, known := ofLibrary(path); known {
				return // its name has effects already
			}
		}
	}
	c.unresolved["calls "+c.text(e)] = true
}

// parameter is the index of a parameter that keeps what it was given.
func (c *collector) parameter(name string) (int, bool) {
	owner, found := c.names.lookup(c.unit.scope, name)
	if owner == c.unit.scope && len(found) == 1 && found[0].kind == byParam && found[0].index < len(c.effects.Calls) {
		return found[0].index, true
	}
	return 0, false
}

// counted reports whether all that a name can mean are functions whose effects are
// counted where they are mentioned.
func (c *collector) counted(name string, seen map[string]bool) bool {
	if seen[name] {
		return true
	}
	seen[name] = true
	owner, found := c.names.lookup(c.unit.scope, name)
	if owner == nil {
		_, known := ofLibrary(name)
		return !c.names.star && (known || valueBuiltins[name] || isBuiltinException(name))
	}
	for _, b := range found {
		switch b.kind {
		case byDef:
			if !c.plainlyDecorated(b.def) {
				return false
			}
		case byClass:
		case byValue:
			switch v := b.value.(type) {
			case *syntax.Lambda:
			case *syntax.Name:
				if owner != c.unit.scope || !c.counted(v.ID, seen) {
					return false
				}
			default:
				return false
			}
		case byImport:
			if _, known := ofLibrary(b.path); !known {
				return false
			}
		default:
			return false
		}
	}
	return len(found) > 0
}

// text is the start of the source of e, for a message.
func (c *collector) text(e syntax.Expr) string {
	text := string(c.names.source[e.Span().Start:e.Span().End])
	if short, _, cut := strings.Cut(text, "\n"); cut {
		text = strings.TrimSpace(short) + "…"
	}
	if r := []rune(text); len(r) > 40 {
		text = string(r[:40]) + "…"
	}
	return text
}

// untyped adds the effects of a call that types have not resolved.
func (c *collector) untyped(e *syntax.Call, out escape) {
	s := c.unit.scope
	if c.callsObject(e, out) {
		return
	}
	switch f := e.Func.(type) {
	case *syntax.Name:
		c.untypedName(f, e, out)
		return
	case *syntax.Lambda:
		return
	case *syntax.Attribute:
		if path, ok := c.names.path(s, f); ok {
			c.library(path, e, out)
			return
		}
		if methods, ok := c.methods(f); ok {
			for _, m := range methods {
				c.uses(c.of[m], out)
				c.passes(c.of[m], argument(c.of[m], e, c.bindsFirst(m, f)))
			}
			return
		}
		if kind := c.builtinKind(f.Value, 0); kind != "" {
			c.method(kind+"."+f.Attr, e, out)
			c.methodOrder(kind+"."+f.Attr, e)
			return
		}
		for _, m := range c.module.methods[f.Attr] { // perhaps one of these
			c.uses(m, out)
		}
	}
	c.unresolved["calls "+c.text(e.Func)] = true
}

// callsObject adds the effects of calling an object whose class has a __call__, and
// reports whether it is one.
func (c *collector) callsObject(e *syntax.Call, out escape) bool {
	if c.names.classOf(c.unit.scope, e.Func) != nil {
		return false
	}
	if name, ok := e.Func.(*syntax.Name); ok && c.receiver(name) != nil && c.isClassMethod() {
		return false
	}
	methods, ok := c.methods(&syntax.Attribute{Range: e.Func.Span(), Value: e.Func, Attr: "__call__"})
	if !ok || len(methods) == 0 {
		return false
	}
	for _, m := range methods {
		c.uses(c.of[m], out)
		c.passes(c.of[m], argument(c.of[m], e, true))
	}
	return true
}

func (c *collector) untypedName(f *syntax.Name, e *syntax.Call, out escape) {
	b, single := c.names.only(c.unit.scope, f.ID)
	owner, _ := c.names.lookup(c.unit.scope, f.ID)
	switch {
	case owner == nil && !c.names.star:
		c.library(f.ID, e, out)
	case single && b.kind == byImport:
		c.library(b.path, e, out)
	case single && b.kind == byDef && c.plainlyDecorated(b.def):
		u := c.of[b.def] // whose effects its name has
		c.passes(u, argument(u, e, false))
	case single && b.kind == byClass:
		c.construct(b.class, e, out)
	case c.receiver(f) != nil && c.isClassMethod(): // cls()
		for _, class := range c.receiver(f).below() {
			c.construct(class, e, out)
		}
	default:
		c.applied(f)
	}
}

func (c *collector) isClassMethod() bool {
	for _, d := range c.unit.scope.def.Decorators {
		if n, ok := d.(*syntax.Name); ok && n.ID == "classmethod" {
			return true
		}
	}
	return false
}

// argument finds the argument that a call passes for a parameter; bound says that
// the first parameter gets the receiver.
func argument(u *unit, e *syntax.Call, bound bool) func(int) syntax.Expr {
	return func(i int) syntax.Expr {
		if u.def == nil || u.def.Params == nil || i >= len(u.def.Params.List) {
			return nil
		}
		for _, k := range e.Keywords {
			if k.Name == u.def.Params.List[i].Name || k.Name == "" {
				return k.Value
			}
		}
		if bound {
			i--
		}
		for j, a := range e.Args {
			if _, star := a.(*syntax.Starred); star || j == i {
				return a
			}
		}
		return nil
	}
}

// library adds the effects of calling something outside of the module.
func (c *collector) library(path string, e *syntax.Call, out escape) {
	if isBuiltinException(path) || libraryExceptions[path] != "" {
		return
	}
	if !dotted(path) && !openMethod(e) {
		if _, known := ofLibrary(path); !known && !valueBuiltins[path] {
			c.unresolved["calls "+path] = true
			return
		}
		c.builtinDoes(path, e, out)
		c.builtin(path, e, out)
		return
	}
	d, known := ofLibrary(path)
	if !known {
		c.unresolved["calls "+path] = true
		return
	}
	c.does(d)
	if path == "sys.exit" {
		out.raises["SystemExit"] = true
	}
	if strings.HasPrefix(path, "math.") || strings.HasPrefix(path, "cmath.") {
		for _, class := range libraryFaults(path) {
			out.faults[class] = true
		}
	}
	switch path {
	case "json.loads", "datetime.datetime.strptime", "datetime.date.fromisoformat":
		out.faults["ValueError"] = true
	}
	c.arguments(e, out)
}

// openMethod reports whether a call with the path "open" is one of a file made by
// open.
func openMethod(e *syntax.Call) bool {
	_, ok := e.Func.(*syntax.Name)
	return !ok
}

// builtinDoes adds what a builtin does besides failing.
func (c *collector) builtinDoes(name string, e *syntax.Call, out escape) {
	switch name {
	case "print":
		c.effects.Prints = true
		if e != nil && hasKeyword(e, "file") {
			c.printsTo(e)
		}
	case "input":
		c.effects.IO = true
		out.faults["EOFError"] = true
	case "open":
		c.effects.IO = true
		out.faults["OSError"] = true
	case "exit", "quit":
		out.raises["SystemExit"] = true
	case "next":
		if e == nil || len(e.Args) < 2 {
			out.faults["StopIteration"] = true
		}
	default:
		d, _ := ofLibrary(name)
		c.does(d)
	}
	c.order(name, e)
	if e != nil {
		c.arguments(e, out)
	}
}

// printsTo looks where print writes to.
func (c *collector) printsTo(e *syntax.Call) {
	for _, k := range e.Keywords {
		if k.Name == "file" {
			if path, ok := c.names.path(c.unit.scope, k.Value); ok && path == "sys.stdout" {
				c.part[k.Value] = true
			} else {
				c.effects.IO = true
			}
		}
	}
}

// arguments adds what a builtin or library function may do with its arguments:
// call those that are functions, and the special methods of the others.
func (c *collector) arguments(e *syntax.Call, out escape) {
	path, _ := c.names.path(c.unit.scope, e.Func)
	op := handing(path)
	c.special(op, e.Args...)
	called := e.Args[:0:0]
	if i, ok := takesFunction[path]; ok && i < len(e.Args) {
		called = append(called, e.Args[i])
	}
	for _, k := range e.Keywords {
		c.special(op, k.Value)
		switch k.Name {
		case "key", "func", "default_factory", "object_hook":
			called = append(called, k.Value)
		}
	}
	for _, a := range called {
		if name, ok := a.(*syntax.Name); ok {
			if i, ok := c.parameter(name.ID); ok {
				c.effects.Calls[i] = true
			}
		}
	}
}

// takesFunction says which argument builtins and library functions call.
var takesFunction = map[string]int{
	"map": 0, "filter": 0, "functools.reduce": 0, "functools.partial": 0, "itertools.starmap": 0,
	"itertools.takewhile": 0, "itertools.dropwhile": 0, "itertools.filterfalse": 0, "itertools.accumulate": 1,
	"itertools.groupby": 1, "collections.defaultdict": 0, "functools.cmp_to_key": 0, "functools.wraps": 0,
}
