package syntax

import "reflect"

// Clone copies a function definition with all that is in it, and says which
// node became which. The copies keep the places of the originals.
func Clone(def *FunctionDef) (*FunctionDef, map[Node]Node) {
	c := cloner{nodes: map[Node]Node{}, seen: map[any]reflect.Value{}, fields: map[reflect.Type][]int{}}
	return c.pointer(reflect.ValueOf(def)).Interface().(*FunctionDef), c.nodes
}

// CloneAt copies a function definition as text that stands elsewhere: all of the
// copy has the place at, and replace may say what takes the place of an expression,
// instead of its copy.
func CloneAt(def *FunctionDef, at Range, replace func(Expr) Expr) *FunctionDef {
	c := cloner{nodes: map[Node]Node{}, seen: map[any]reflect.Value{}, fields: map[reflect.Type][]int{}, at: &at, replace: replace}
	return c.pointer(reflect.ValueOf(def)).Interface().(*FunctionDef)
}

type cloner struct {
	nodes   map[Node]Node
	seen    map[any]reflect.Value // by pointer: what is shared stays shared
	at      *Range                // where all of the copy stands; nil for where the originals do
	replace func(Expr) Expr       // may be nil, and may give nil
	fields  map[reflect.Type][]int
}

// pointer is the copy of what v points to.
func (c *cloner) pointer(v reflect.Value) reflect.Value {
	key := v.Interface()
	if done, ok := c.seen[key]; ok {
		return done
	}
	out := reflect.New(v.Type().Elem())
	c.seen[key] = out
	out.Elem().Set(v.Elem())
	c.part(out.Elem())
	if old, ok := key.(Node); ok {
		c.nodes[old] = out.Interface().(Node)
	}
	return out
}

// part puts copies in the place of what v, which is part of a copy, has of the original.
func (c *cloner) part(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			v.Set(c.pointer(v))
		}
	case reflect.Interface:
		if v.IsNil() {
			return
		}
		if c.replace != nil {
			if e, ok := v.Interface().(Expr); ok {
				if made := c.replace(e); made != nil {
					v.Set(reflect.ValueOf(made))
					return
				}
			}
		}
		if node := v.Elem(); node.Kind() == reflect.Pointer && !node.IsNil() {
			v.Set(c.pointer(node))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(out, v)
		for i := range out.Len() {
			c.part(out.Index(i))
		}
		v.Set(out)
	case reflect.Struct:
		if c.at != nil && v.Type() == reflect.TypeFor[Range]() {
			v.Set(reflect.ValueOf(*c.at))
			return
		}
		for _, i := range c.parts(v.Type()) {
			c.part(v.Field(i))
		}
	}
}

// parts are the fields of a struct in which there may be something to replace.
func (c *cloner) parts(t reflect.Type) []int {
	parts, ok := c.fields[t]
	if !ok {
		for i := range t.NumField() {
			f := t.Field(i)
			switch f.Type.Kind() {
			case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Struct:
				place := f.Type == reflect.TypeFor[Range]()
				if f.IsExported() && (!place || c.at != nil) {
					parts = append(parts, i)
				}
			}
		}
		c.fields[t] = parts
	}
	return parts
}
