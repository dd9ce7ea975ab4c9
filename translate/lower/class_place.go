package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// placeStructs puts the classes that are used among the items of the module, with
// the methods that are translated.
func (m *module) placeStructs(out *ir.Module, used map[*ir.Func]bool) {
	if len(m.res.Info.Classes) == 0 {
		return
	}
	needed := m.usedStructs(out)
	out.Structs = slices.DeleteFunc(out.Structs, func(def *ir.StructDef) bool { return !needed[def.Source] })
	for _, def := range out.Structs {
		def.Methods = slices.DeleteFunc(def.Methods, func(fn *ir.Func) bool { return !used[fn] })
	}
	out.Items = slices.DeleteFunc(out.Items, func(item any) bool {
		fn, ok := item.(*ir.Func)
		return ok && fn.Owner != nil
	})
	for _, def := range out.Structs {
		at := slices.IndexFunc(out.Items, func(item any) bool { return startOf(item) > def.Range.Start })
		if at < 0 {
			at = len(out.Items)
		}
		out.Items = slices.Insert(out.Items, at, any(def))
	}
}

func startOf(item any) int {
	switch item := item.(type) {
	case *ir.Const:
		return item.Range.Start
	case *ir.Func:
		return item.Range.Start
	case *ir.StructDef:
		return item.Range.Start
	}
	return 0
}

// usedStructs are the classes that translated functions mention, and those that
// their instances hold.
func (m *module) usedStructs(out *ir.Module) map[*types.Class]bool {
	used := map[*types.Class]bool{}
	var use func(c *types.Class)
	use = func(c *types.Class) {
		if used[c] {
			return
		}
		used[c] = true
		if isException(c) && c.Base != nil {
			use(c.Base)
		}
		for _, a := range c.Slots() {
			for _, held := range instancesIn(a.Type) {
				use(held)
			}
		}
	}
	for _, fn := range out.Funcs {
		if fn.Owner != nil {
			use(fn.Owner.Source)
		}
		ir.Walk(fn.Body, func(s ir.Stmt) bool {
			if try, ok := s.(*ir.Try); ok {
				for _, h := range try.Handlers {
					useCaught(h.Classes, use)
				}
			}
			return true
		}, func(x ir.Expr) bool {
			if t, ok := x.Type().(ir.Struct); ok {
				use(t.Class)
			}
			if op, ok := x.(*ir.Op); ok && op.Op.Class != nil {
				useCaught([]ir.ExceptionClass{*op.Op.Class}, use)
			}
			return true
		})
		for _, p := range fn.Source.Params {
			for _, c := range instancesIn(p.Type) {
				use(c)
			}
		}
		for _, c := range instancesIn(fn.Source.Result) {
			use(c)
		}
	}
	return used
}

func useCaught(classes []ir.ExceptionClass, use func(c *types.Class)) {
	for _, c := range classes {
		if c.Own != nil {
			use(c.Own)
		}
	}
}
