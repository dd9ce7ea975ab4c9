#!/usr/bin/env bash
# Installs what the editor tests need: a browser, Neovim, Vim and Emacs from the
# distribution, a VS Code workbench and its Node from npm, and the extension's own build tools.
#
#   scripts/setup-editors.sh
#
# Everything but the distribution's packages goes to ${PORTALIS_EDITORS:-~/.cache/portalis-editors}, which is
# not in Portalis's own cache since that is kept below a size; versions are pinned by test/e2e/package-lock.json and vscode-extension/package-lock.json.
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

workbench() {
	local lock="$root/test/e2e/package-lock.json" stamp="$cache/installed-lock.json"
	if done_for "$stamp" "$lock"; then return; fi
	rm -f "$stamp"
	cp "$root/test/e2e/package.json" "$root/test/e2e/.npmrc" "$lock" "$cache/"
	twice "installing the VS Code workbench (about 800 MB)" \
		npm ci --prefix "$cache" --no-audit --no-fund --ignore-scripts --loglevel=error
	twice "installing the workbench's modules" vscode_modules
	cp "$lock" "$stamp"
}

# code-server brings VS Code's server as a package of its own, whose modules its
# postinstall script would install. Without scripts nothing is compiled, and the
# few native modules that are then missing are not used by the tests.
vscode_modules() {
	local node=("$cache"/node_modules/node-linux-*/bin)
	PATH="${node[0]}:$PATH" npm install --prefix "$cache/node_modules/code-server/lib/vscode" \
		--omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
}

extension() {
	local folder="$root/vscode-extension"
	# npm writes the inner one last of all when it has installed what the outer one says.
	if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then return; fi
	twice "installing the extension's build tools" \
		npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
}

system_packages
workbench
extension
say "ready: $cache"
