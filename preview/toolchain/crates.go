package toolchain

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// A Crate is a library of others whose source cargo keeps on this machine.
type Crate struct {
	Name    string // as Rust code names it
	Edition string
	Cfg     []string // what rustc is told
	Dir     string   // of the source, once it is found

	version string // a pattern of the name of its directory
}

// BigCrates are those that integers of any size need, each after what it uses. The
// last of them is what portalis-rt names in its Cargo.toml.
var BigCrates = []Crate{
	{Name: "num_traits", Edition: "2021", Cfg: []string{"has_total_cmp"}, version: "num-traits-0.2.*"},
	{Name: "num_integer", Edition: "2021", version: "num-integer-0.1.*"},
	{Name: "num_bigint", Edition: "2021", version: "num-bigint-0.4.6"},
}

// A MissingCrateError says that the source of a crate is not on this machine.
type MissingCrateError struct{ Name string }

func (e *MissingCrateError) Error() string {
	return fmt.Sprintf("big integers need the source of the crate %s, which is not on this machine; run: %s", e.Name, fetch)
}

// fetch is the command that brings the crates of others.
const fetch = "scripts/setup.sh, or cargo fetch in a crate that portalis convert has made with big integers"

// Find returns the crate with its Dir, or a *MissingCrateError.
func (c Crate) Find() (Crate, error) {
	home := os.Getenv("CARGO_HOME")
	if home == "" {
		user, err := os.UserHomeDir()
		if err != nil {
			return c, &MissingCrateError{c.Name}
		}
		home = filepath.Join(user, ".cargo")
	}
	found, err := filepath.Glob(filepath.Join(home, "registry", "src", "*", c.version))
	if err != nil || len(found) == 0 {
		return c, &MissingCrateError{c.Name}
	}
	slices.Sort(found)
	c.Dir = found[len(found)-1]
	return c, nil
}

// checkCrates says whether integers of any size can be built.
func checkCrates() Check {
	for _, c := range BigCrates {
		if _, err := c.Find(); err != nil {
			return Check{Name: "num-bigint", Status: Optional, Detail: "not found; it is used for integers beyond 64 bits", Fix: fetch}
		}
	}
	found, _ := BigCrates[len(BigCrates)-1].Find()
	return Check{Name: "num-bigint", Status: OK, Detail: found.Dir}
}
