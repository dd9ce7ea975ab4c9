package syntax

func check(body []Stmt) []Error { return nil }
