package cli

import (
	"fmt"
	"io"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far some work is: as a bar to a person who watches, as a
// line for each step to whatever else reads.
type progress struct {
	w    io.Writer
	bar  *progressbar.ProgressBar
	seen map[string]bool
}

func newProgress(std Streams, title string, steps int) *progress {
	p := &progress{w: std.Err, seen: map[string]bool{}}
	if std.Terminal {
		p.bar = progressbar.NewOptions(steps,
			progressbar.OptionSetWriter(std.Err), progressbar.OptionSetDescription(title),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	} else {
		fmt.Fprintln(std.Err, title)
	}
	return p
}

// step says that a step is done. The second time it says no more: then only the
// speed became known.
func (p *progress) step(name, outcome string) {
	if p.note(name, outcome) {
		p.advance()
	}
}

// note says what became of something, without a step. It reports whether that is
// news.
func (p *progress) note(name, outcome string) bool {
	if p.seen[name] {
		return false
	}
	p.seen[name] = true
	if p.bar == nil {
		fmt.Fprintf(p.w, "  %s: %s\n", name, outcome)
	} else {
		p.bar.Describe(name)
	}
	return true
}

func (p *progress) advance() {
	if p.bar != nil {
		_ = p.bar.Add(1) // what cannot be drawn is not missed
	}
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
