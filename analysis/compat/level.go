package compat

import "fmt"

// A Level says how loudly a finding is reported. It follows from the severity,
// unless the user configured another for its rule; what a finding means for the
// translation stays as the severity says.
type Level int

// The levels, the loudest first, as in LSP.
const (
	Off Level = iota
	LevelError
	LevelWarning
	LevelInformation
	LevelHint
)

var levelNames = []string{"off", "error", "warning", "information", "hint"}

// String is the level's name in configuration files.
func (l Level) String() string {
	if l < 0 || int(l) >= len(levelNames) {
		return fmt.Sprintf("Level(%d)", int(l))
	}
	return levelNames[l]
}

// ParseLevel reads the name of a level.
func ParseLevel(name string) (Level, bool) {
	for i, known := range levelNames {
		if name == known {
			return Level(i), true
		}
	}
	return Off, false
}

// Level is how loudly findings of this severity are reported by default.
func (s Severity) Level() Level { return Level(s) }

// Levels are the levels that the user configured, by code.
type Levels map[string]Level

func (ls Levels) of(f Finding) Level {
	if l, ok := ls[f.Code]; ok {
		return l
	}
	return f.Severity.Level()
}
