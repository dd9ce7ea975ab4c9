#!/usr/bin/env bash
# The end-to-end tests of editors that are newer than the distribution's. They are not
# part of `make test`, since they are fetched from other releases of Debian.
#
#   scripts/setup-editors.sh newer && test/e2e/newer.sh
#
# PORTALIS_SERVER names the server to test, which is built when it is not set.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$here")")
cache=${PORTALIS_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/portalis-editors}/newer
scratch=$(mktemp -d "${TMPDIR:-/tmp}/portalis-e2e-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
failed=0

server=${PORTALIS_SERVER:-}
if [ -z "$server" ]; then
	server=$scratch/portalis
	(cd "$root" && go build -o "$server" ./cmd/portalis) || exit 1
fi

# try RELEASE PROGRAM TEST: runs a test with the editor of a release of Debian.
try() {
	echo "# $("$cache/$1/bin/$2" --version | head -n 1), of Debian $1"
	PATH="$cache/$1/bin:$PATH" timeout --kill-after=10 240 node "$here/$3.mjs" "$server" || failed=$((failed + 1))
}

try trixie nvim nvim
try sid nvim nvim
try trixie emacs emacs
try trixie hx helix

[ "$failed" -eq 0 ] || { echo "$failed failed"; exit 1; }
