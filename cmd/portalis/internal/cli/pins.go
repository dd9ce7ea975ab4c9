package cli

import (
	"fmt"

	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/pins"
)

// readPins are the pinned calls of a Python file.
func readPins(root, path string) ([]cases.Pin, error) {
	store, err := pins.Path(root, path)
	if err != nil {
		return nil, err
	}
	read, err := pins.Read(store)
	if err != nil {
		return nil, usage("%v", err)
	}
	var out []cases.Pin
	for _, p := range read {
		out = append(out, cases.Pin{Function: p.Function, Args: p.Values()})
	}
	return out, nil
}

// pinFailures pins the smallest call of each function that does not agree.
func (c *paritying) pinFailures(f selected, r *parity.Report) error {
	store, err := pins.Path(f.project.root, f.path)
	if err != nil {
		return err
	}
	var found []pins.Pin
	for _, d := range r.Definitions() {
		if pin, ok := d.Pin(); ok {
			found = append(found, pin)
		}
	}
	n, err := pins.Add(store, found...)
	if err != nil {
		return usage("%v", err)
	}
	if n > 0 {
		fmt.Fprintf(c.std.Err, "portalis: %s: %s pinned in %s\n", f.path, counted(n, "call"), near(store))
	}
	return nil
}
