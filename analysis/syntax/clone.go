package syntax

import "reflect"

// Clone copies a function definition with all that is in it, and says which
// node became which. The copies keep the places of the originals.
func Clone(def *FunctionDef) (*FunctionDef, map[Node]Node) {
	c := cloner{nodes: map[Node]Node{}, seen: map[any]reflect.Value{}}
	return c.clone(reflect.ValueOf(def)).Interface().(*FunctionDef), c.nodes
}

// CloneAt copies a function definition as text that stands elsewhere: all of the
// copy has the place at, and replace may say what takes the place of an expression,
// instead of its copy.
func CloneAt(def *FunctionDef, at Range, replace func(Expr) Expr) *FunctionDef {
	c := cloner{nodes: map[Node]Node{}, seen: map[any]reflect.Value{}, at: &at, replace: replace}
	return c.clone(reflect.ValueOf(def)).Interface().(*FunctionDef)
}

type cloner struct {
	nodes   map[Node]Node
	seen    map[any]reflect.Value // by pointer: what is shared stays shared
	at      *Range                // where all of the copy stands; nil for where the originals do
	replace func(Expr) Expr       // may be nil, and may give nil
}

func (c *cloner) clone(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		key := v.Interface()
		if done, ok := c.seen[key]; ok {
			return done
		}
		out := reflect.New(v.Type().Elem())
		c.seen[key] = out
		out.Elem().Set(c.clone(v.Elem()))
		if old, ok := key.(Node); ok {
			c.nodes[old] = out.Interface().(Node)
		}
		return out
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		out := reflect.New(v.Type()).Elem()
		if e, ok := v.Interface().(Expr); ok && c.replace != nil {
			if made := c.replace(e); made != nil {
				out.Set(reflect.ValueOf(made))
				return out
			}
		}
		out.Set(c.clone(v.Elem()))
		return out
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(c.clone(v.Index(i)))
		}
		return out
	case reflect.Struct:
		if _, place := v.Interface().(Range); place && c.at != nil {
			return reflect.ValueOf(*c.at)
		}
		out := reflect.New(v.Type()).Elem()
		out.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(c.clone(v.Field(i)))
			}
		}
		return out
	}
	return v
}
