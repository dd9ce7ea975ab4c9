package types

// A unit that has read something is put into the queue when that changes, but walked
// only if it was its last walk that read it. Since what a walk does hangs on what it
// reads, and on what the walks before it left in the unit, another would do the same
// again: it adds what is there already, and finds the same uses.

// A reader is a unit that has read something, and the last of its walks that did.
type reader struct {
	unit *unit
	walk int
}

// readBy are the readers of what u reads.
func readBy(readers []reader, u *unit) []reader {
	for i := len(readers) - 1; i >= 0; i-- {
		if readers[i].unit == u {
			readers[i].walk = u.walks
			return readers
		}
	}
	return append(readers, reader{u, u.walks})
}

// news tells those who have read something that it has changed.
func (in *solver) news(readers []reader) {
	for _, r := range readers {
		r.unit.stale = r.unit.stale || r.walk == r.unit.walks
		in.line(r.unit)
	}
}
