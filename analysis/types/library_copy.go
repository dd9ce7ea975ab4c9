package types

func copySpecials() map[string]special {
	return map[string]special{"copy.copy": (*walker).copied, "copy.deepcopy": (*walker).copied}
}

// copied is copy(x) and deepcopy(x). A copy of containers has elements of its own
// type: a deep one shares nothing with what it was made of.
func (w *walker) copied(c call) val {
	pos, _, ok := w.args(c, 1, 1)
	if !ok {
		return val{}
	}
	x := w.kept(pos[0])
	return val{set: x.set.without(bUnbound), src: x.src}
}
