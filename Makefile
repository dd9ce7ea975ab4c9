# Two commands matter: `make demo` and `make test`. Both set up what they need.
SHELL := bash
BIN := bin/portalis
SAMPLE := examples/inventory.py
GO_FILES := $(shell find . -name '*.go' -not -path './node_modules/*')

.PHONY: demo test setup build lint test-go test-rt test-extension test-editors editors docs bench bench-check mutation endurance random versions bench-lsp stress fuzz-lsp clean

demo: setup build ## set up, then convert a sample and compare it with CPython
	$(BIN) convert $(SAMPLE) --output out/inventory --validate --force

test: setup build lint test-go test-rt test-extension test-editors ## set up, then everything

setup: ## compilers and tools; quick when all is there
	scripts/setup.sh

build: $(BIN)

$(BIN): $(GO_FILES) go.mod $(shell find translate/rt/portalis-rt preview/python -type f 2>/dev/null)
	go build -o $@ ./cmd/portalis

lint:
	@test -z "$$(gofmt -l $(GO_FILES))" || { gofmt -l $(GO_FILES); exit 1; }
	go vet ./...
	go tool staticcheck ./...

test-go:
	go test -timeout 30m ./...

test-rt:
	cd translate/rt/portalis-rt && cargo fmt --check && cargo clippy --all-targets --all-features -- -D warnings && cargo test -q --features=big,re,wire
	cd translate/rt/portalis-rt && RUSTDOCFLAGS=-Dwarnings cargo doc -q --no-deps --all-features

test-extension: build
	cd vscode-extension && npm ci --no-audit --no-fund && npm run lint && npm run typecheck && npm test

test-editors: build
	scripts/setup-editors.sh
	test/e2e/run.sh

editors: build ## the editor tests, and those of newer editors; needs the network
	scripts/setup-editors.sh newer
	test/e2e/run.sh
	test/e2e/newer.sh

docs: ## write docs/compatibility.md and docs/library.md
	go test ./test/cases -run "TestCompatibilityDoc|TestLibrary/doc" -update

bench: build ## figures for docs/benchmarks.md: the kernels, then the sample programs
	go run ./bench
	scripts/bench.sh

mutation: ## plant 300 mistakes into translated programs, and say which no comparison finds
	go test ./test/mutation -run TestMutants -timeout 60m -v -args -mutants 300

RUNS := 10000
SEED := 1
random: ## compare random programs with CPython: RUNS of them, from SEED on
	go test ./test/random/compare -run TestPrograms -timeout 24h -v -args -runs $(RUNS) -seed $(SEED)

versions: ## run the oracle with Python 3.9 to 3.14, and the cases with the newer ones; needs the network
	scripts/pythons.sh out/pythons
	PATH=$(CURDIR)/out/pythons/bin:$$PATH go test ./preview/python -run TestVersions -count=1 -v
	# language/tuples returns the words of an error, which 3.14 changed
	for version in 3.13 3.14; do PATH=$(CURDIR)/out/pythons/$$version:$$PATH \
		go test ./test/cases -run 'TestCases|TestPrograms' -skip TestCases/language/tuples -count=1 || exit 1; done

endurance: ## a thousand comparisons in one process: memory and handles stay flat
	go test ./preview/parity -run TestManyRuns -v -args -runs 1000

bench-check: build ## portalis check against pyright, for docs/benchmarks.md; needs the network
	scripts/bench-analysis.py

bench-lsp: build ## the language server against pyright, for docs/benchmarks.md; needs the network
	scripts/bench-lsp.py

stress: ## a user of the language server who does 10,000 things, with the race detector
	go test -race ./lsp -run TestStress -timeout 60m -v -args -stress 10000 -seed $(SEED)

fuzz-lsp: ## half an hour of what no client of the language server should send
	go test ./lsp -run NONE -fuzz 'FuzzServer$$' -fuzztime 15m
	go test ./lsp -run NONE -fuzz 'FuzzFrame$$' -fuzztime 15m

clean:
	rm -rf bin out dist
