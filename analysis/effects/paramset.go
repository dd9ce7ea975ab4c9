package effects

import "math/bits"

// A paramSet is a set of parameters by their numbers, a bit for each. The zero
// paramSet is empty.
type paramSet struct {
	low  uint64   // the first 64, which nearly always are all
	more []uint64 // those after them
}

func (s *paramSet) add(i int) {
	if i < 64 {
		s.low |= 1 << i
		return
	}
	word := i/64 - 1
	for len(s.more) <= word {
		s.more = append(s.more, 0)
	}
	s.more[word] |= 1 << (i % 64)
}

// addAll adds those of another set and reports whether any was new.
func (s *paramSet) addAll(other paramSet) bool {
	grown := other.low&^s.low != 0
	s.low |= other.low
	for word, set := range other.more {
		if set == 0 {
			continue
		}
		for len(s.more) <= word {
			s.more = append(s.more, 0)
		}
		grown = grown || set&^s.more[word] != 0
		s.more[word] |= set
	}
	return grown
}

// all goes through the set in order.
func (s paramSet) all(yield func(int) bool) {
	for word := -1; word < len(s.more); word++ {
		set := s.low
		if word >= 0 {
			set = s.more[word]
		}
		for ; set != 0; set &= set - 1 {
			if !yield((word+1)*64 + bits.TrailingZeros64(set)) {
				return
			}
		}
	}
}
