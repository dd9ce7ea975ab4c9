#!/usr/bin/env bash
# Builds Rust's standard library for wasm32-wasip1 from the sources that Debian
# ships with its compiler, for machines where rustup cannot download it, and puts
# it where that compiler looks.
#
#   scripts/wasm-std.sh [RUSTC [DIRECTORY]]
#
# RUSTC is /usr/bin/rustc unless named, DIRECTORY its own library directory, for
# which root is needed. Packages: rustc-web cargo-web rust-web-src lld-19 wasi-libc.
set -euo pipefail

target=wasm32-wasip1
rustc=${1:-/usr/bin/rustc}
out=${2:-$("$rustc" --print sysroot)/lib/rustlib/$target/lib}
cargo=$(dirname "$rustc")/cargo
libc=/usr/lib/wasm32-wasi

if compgen -G "$out/libstd-*.rlib" >/dev/null; then
	echo "$out has it already"
	exit
fi

release=$("$rustc" -vV | sed -n 's/^release: //p')
sources=/usr/src/rustc-$release/library
for needed in "$sources/Cargo.toml" "$libc/libc.a" "$cargo"; do
	[ -e "$needed" ] || {
		echo "$needed is missing: install rustc-web cargo-web rust-web-src wasi-libc" >&2
		exit 1
	}
done
linker=$(compgen -c | grep -E -x 'wasm-ld(-[0-9]+)?' | sort -V | tail -n 1)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src" "$work/.cargo"
echo 'fn main() {}' >"$work/src/main.rs"
cat >"$work/Cargo.toml" <<TOML
[package]
name = "nothing"
version = "0.0.0"
edition = "2021"
TOML
# The dependencies of the standard library are vendored beside its sources.
cat >"$work/.cargo/config.toml" <<TOML
[source.crates-io]
replace-with = "vendored"

[source.vendored]
directory = "$sources/vendor"

[target.$target]
linker = "$linker"
rustflags = [
    "-C", "embed-bitcode=yes",
    "-C", "link-self-contained=no",
    "-L", "$libc",
    "-C", "link-arg=$libc/crt1-command.o",
]
TOML

# Building std is an unstable feature of cargo, which a stable compiler allows
# when it is bootstrapping.
cd "$work"
unset RUSTFLAGS
CARGO_HOME=$work/home RUSTC=$rustc RUSTC_BOOTSTRAP=1 \
	"$cargo" build --release --offline -Zbuild-std=std,panic_abort --target "$target"

# The libraries appear whole: std, by which they are found, comes last.
mkdir -p "$out/self-contained"
cp "$libc"/crt1-command.o "$libc"/crt1-reactor.o "$libc"/libc.a "$out/self-contained/"
libraries=$(find "$work/target/$target/release/deps" -name '*.rlib' ! -name 'libnothing*')
grep -v /libstd- <<<"$libraries" | xargs -I{} cp {} "$out/"
grep /libstd- <<<"$libraries" | xargs -I{} cp {} "$out/"
echo "built the standard library for $target into $out"
