package parity

import "github.com/portalis-dev/portalis/preview/pins"

// Pin is the first call that does not agree, to be kept as a test. There is none
// if all agree, if Python itself is not sure, or if an argument has no literal.
func (f Function) Pin() (pins.Pin, bool) {
	if len(f.Failures) == 0 || f.Failures[0].Verdict == Unstable {
		return pins.Pin{}, false
	}
	return pins.Of(f.Name, f.Failures[0].Values, f.Explain(f.Failures[0]))
}
