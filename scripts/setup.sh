#!/usr/bin/env bash
# Installs what building and testing Portalis needs: a C compiler, Python, the Go
# modules and tools, and a Rust toolchain that can build for WASM.
#
#   scripts/setup.sh
#
# Running it again does nothing that was done before, in about a second. System
# packages need root; without it the script says what to run. Editors, which only
# the editor tests need, are installed by scripts/setup-editors.sh.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=wasm32-wasip1
min_minor=85 # of Rust 1: the first with edition 2024
log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() { printf 'setup: %s\n' "$*"; }
fail() {
	printf 'setup: %s\n' "$*" >&2
	exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# attempt WHAT COMMAND...: runs a step, once more if it fails, and quietly.
attempt() {
	local what=$1
	shift
	say "$what"
	"$@" >"$log" 2>&1 && return
	say "$what: failed, once more"
	sleep 2
	"$@" >"$log" 2>&1
}

# need WHAT COMMAND...: attempt, and end the set-up if it fails.
need() {
	attempt "$@" && return
	cat "$log" >&2
	fail "$1: failed twice; its output is above"
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo -n "$@"
	fi
}

may_be_root() { [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }

apt() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@"
}

apt_install() { apt update && apt install -y --no-install-recommends "$@"; }

# system_packages PACKAGE...: installs them, or says how.
system_packages() {
	have apt-get || fail "install these with your system's package manager, then run this again: $*"
	may_be_root || fail "these system packages are missing; run this again as root, or run: sudo apt-get install $*"
	need "installing $*" apt_install "$@"
}

base() {
	local missing=()
	have cc || missing+=(gcc libc6-dev)
	have make || missing+=(make)
	have python3 || missing+=(python3)
	[ ${#missing[@]} -eq 0 ] || system_packages "${missing[@]}"
}

# go_tools downloads the modules; the tools among them are pinned in go.mod.
go_tools() {
	have go || fail "Go is missing: install Go $(sed -n 's/^go //p' "$root/go.mod") or newer, then run this again"
	if (cd "$root" && GOFLAGS=-mod=readonly GOPROXY=off go mod download) >/dev/null 2>&1; then return; fi
	need "downloading the Go modules" env -C "$root" go mod download
}

# usable RUSTC: whether it is new enough, has a standard library for WASM and
# finds a linker.
usable() {
	local version minor sysroot
	version=$("$1" --version 2>/dev/null) || return 1
	minor=$(sed -n 's/^rustc 1\.\([0-9]*\)\..*/\1/p' <<<"$version")
	[ -n "$minor" ] && [ "$minor" -ge "$min_minor" ] || return 1
	sysroot=$("$1" --print sysroot)
	compgen -G "$sysroot/lib/rustlib/$target/lib/libstd-*.rlib" >/dev/null || return 1
	compgen -G "$sysroot/lib/rustlib/*/bin/rust-lld" >/dev/null || linker >/dev/null
}

linker() {
	compgen -c | grep -E -x 'wasm-ld(-[0-9]+)?|rust-lld' | head -n 1 | grep . ||
		compgen -G '/usr/lib/llvm-*/bin/wasm-ld'
}

# rustcs lists the compilers where Portalis looks for them.
rustcs() {
	[ -z "${PORTALIS_RUSTC:-}" ] || echo "$PORTALIS_RUSTC"
	compgen -G "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/*/bin/rustc" || true
	type -a -p rustc || true
	echo /usr/bin/rustc
}

rust_found() {
	local rustc
	while read -r rustc; do
		if [ -x "$rustc" ] && usable "$rustc"; then
			say "Rust: $("$rustc" --version) ($rustc)"
			return
		fi
	done < <(rustcs)
	return 1
}

# rust tries rustup first, which most people have, and where that cannot bring
# the target takes the distribution's compiler.
rust() {
	if rust_found; then return; fi
	if have rustup; then
		attempt "adding $target with rustup" timeout 300 rustup target add "$target" || say "rustup cannot bring $target here"
		if rust_found; then return; fi
	fi
	have apt-get || fail "install rustup, run: rustup target add $target, then run this again"
	may_be_root || fail "no Rust toolchain can build for WASM; run: rustup target add $target, or run this again as root"
	need "installing Debian's Rust" apt_install rustc-web cargo-web rust-web-src lld-19 wasi-libc
	need "building the standard library for $target (about a minute)" as_root "$root/scripts/wasm-std.sh" /usr/bin/rustc
	rust_found || fail "there is still no Rust toolchain that can build for WASM; portalis doctor says what is missing"
}

# rust_tools are clippy and rustfmt, for the tests of emitted Rust.
rust_tools() {
	have cargo-clippy && have rustfmt && return
	if have rustup && attempt "adding clippy and rustfmt with rustup" timeout 300 rustup component add clippy rustfmt; then return; fi
	say "clippy or rustfmt is missing: previews work, but make test needs them; run: rustup component add clippy rustfmt"
}

# crates fetches those of others that portalis-rt uses: num-bigint for integers of any
# size, and for its own tests proptest.
crates() {
	have cargo || return 0
	local manifest=$root/translate/rt/portalis-rt/Cargo.toml
	if cargo fetch --quiet --offline --locked --manifest-path "$manifest" >/dev/null 2>&1; then return; fi
	attempt "fetching the crates of portalis-rt" cargo fetch --locked --manifest-path "$manifest" ||
		say "num-bigint and proptest cannot be fetched; integers beyond 64 bits cannot be compared, and portalis-rt not tested"
}

# wasm-opt only makes releases smaller.
optional() {
	if have wasm-opt || ! have apt-get || ! may_be_root; then return; fi
	attempt "installing binaryen" apt_install binaryen || say "binaryen cannot be installed; releases are a little bigger without it"
}

base
go_tools
rust
rust_tools
crates
optional
say "everything is there"
