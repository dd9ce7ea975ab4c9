package config

import (
	"os"
	"path/filepath"
)

// Root is the top of the project that a folder with this configuration is in:
// where its configuration is, or else where a distribution or repository starts,
// or else the first folder upwards that is no package. The folder is an absolute
// path.
func (c Config) Root(folder string) string {
	if c.Path != "" {
		return filepath.Dir(c.Path)
	}
	for at := folder; ; at = filepath.Dir(at) {
		for _, name := range []string{Pyproject, "setup.py", "setup.cfg", ".git"} {
			if exists(filepath.Join(at, name)) {
				return at
			}
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	for exists(filepath.Join(folder, "__init__.py")) && folder != filepath.Dir(folder) {
		folder = filepath.Dir(folder)
	}
	return folder
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
