package main

import (
	"fmt"
	"os"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate"
)

func main() {
	for _, p := range os.Args[1:] {
		src, _ := os.ReadFile(p)
		res := analysis.Analyze(p, src)
		m := translate.Translate(res, translate.Options{})
		for _, f := range m.Functions {
			for _, r := range f.Refused {
				l, c := res.Lines.Human(r.Range.Start)
				fmt.Println("// REFUSED", p, f.Name, l, c, r.Code, r.Message)
			}
		}
		fmt.Println(m.Rust)
	}
}
