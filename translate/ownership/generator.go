package ownership

import "fmt"

// checkGenerator refuses a generator that changes what it was made of: it owns
// that, so that its caller would not see the change.
func (f *flow) checkGenerator(sum *summary) {
	if !f.fn.Yields {
		return
	}
	for i, p := range f.params {
		if p == nil {
			continue
		}
		for o := range wholeTree(p) {
			if sum.mutated[o] {
				v := f.fn.Params[i]
				f.plan.refuse("PT604", v.Range, fmt.Sprintf("the generator changes %s, which its caller has too: let it work on a copy", v.Name), nil)
				break
			}
		}
	}
}
