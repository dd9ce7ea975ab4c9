package syntax
func (l *lowerer) reportBroken(n *cst) {}
