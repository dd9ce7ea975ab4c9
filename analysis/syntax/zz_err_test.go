package syntax

import (
	"fmt"
	"os"
	"testing"
)

func TestErrX(t *testing.T) {
	f := os.Getenv("ERRX")
	if f == "" {
		return
	}
	b, _ := os.ReadFile(f)
	m := Parse(b)
	for _, e := range m.Errors {
		fmt.Printf("%s [%d-%d] %q: %s\n", e.Code, e.Start, e.End, b[e.Start:e.End], e.Message)
	}
	for _, s := range m.Body {
		d := Dump(s)
		if len(d) > 150 {
			d = d[:150]
		}
		fmt.Println(s.Span(), d)
	}
}
