package analysis

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/source"
)

// FindingSummaries are findings with their places as people count them.
func FindingSummaries(lines *source.Lines, list []compat.Finding) []FindingSummary {
	return findings(lines, list)
}
