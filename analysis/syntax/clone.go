package syntax

import "reflect"

// Clone copies a function definition with all that is in it, and says which
// node became which. The copies keep the places of the originals.
func Clone(def *FunctionDef) (*FunctionDef, map[Node]Node) {
	c := cloner{nodes: map[Node]Node{}, seen: map[any]reflect.Value{}}
	return c.clone(reflect.ValueOf(def)).Interface().(*FunctionDef), c.nodes
}

type cloner struct {
	nodes map[Node]Node
	seen  map[any]reflect.Value // by pointer: what is shared stays shared
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
