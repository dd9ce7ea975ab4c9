#!/usr/bin/env bash
# The end-to-end editor tests: the packaged extension in real VS Code workbenches, a new
# one and one more than a year old, its insides in the extension host, and the clients
# for Neovim, Vim and Emacs, all on the real server.
#
#   test/e2e/run.sh
#
# scripts/setup-editors.sh installs what they need. PORTALIS_SERVER names the server
# to test, which is built when it is not set. UPDATE_IMAGES=1 renews docs/images.
# Everything that was started is ended with its process group, whatever happens.
set -uo pipefail
set -m # each test is a process group of its own

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$here")")
work=$(mktemp -d)
passed=0
failed=0
child=

# end: ends the test that runs. It is asked first, since only it knows what it
# started in process groups of their own.
end() {
	[ -n "$child" ] || return
	kill -TERM -- "-$child" 2>/dev/null
	for _ in {1..50}; do
		kill -0 -- "-$child" 2>/dev/null || break
		sleep 0.1
	done
	kill -KILL -- "-$child" 2>/dev/null
	child=
}

finish() {
	end
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# run NAME LIMIT COMMAND...: runs a test within LIMIT seconds and counts its lines.
run() {
	local name=$1 limit=$2 status ok not_ok
	shift 2
	timeout --signal=TERM --kill-after=10 "$limit" "$@" > >(tee "$work/out") 2>"$work/err" &
	child=$!
	wait "$child"
	status=$?
	end
	ok=$(grep -c '^ok ' "$work/out")
	not_ok=$(grep -c '^not ok ' "$work/out")
	if [ "$status" -ne 0 ] && [ "$not_ok" -eq 0 ]; then
		echo "not ok $name: ended with status $status"
		not_ok=1
	fi
	[ "$status" -eq 0 ] || tail -n 40 "$work/err" >&2
	passed=$((passed + ok))
	failed=$((failed + not_ok))
}

server=${PORTALIS_SERVER:-}
if [ -z "$server" ]; then
	server=$work/portalis
	(cd "$root" && go build -o "$server" ./cmd/portalis) || exit 1
fi
vsix=$work/portalis.vsix
if ! (cd "$root/vscode-extension" && node scripts/package.mjs --server "$server" --out "$vsix") >"$work/package" 2>&1; then
	cat "$work/package" >&2
	exit 1
fi

run "extension host" 600 node "$here/inhost.mjs" trusted
run "untrusted workspace" 600 node "$here/inhost.mjs" untrusted
run "VS Code" 600 node "$here/vscode.mjs" "$vsix"
run "extension host of an older VS Code" 600 env WORKBENCH=older node "$here/inhost.mjs" trusted
run "older VS Code" 600 env WORKBENCH=older node "$here/vscode.mjs" "$vsix"
run "Neovim" 600 node "$here/nvim.mjs" "$server"
run "Vim" 400 node "$here/vim.mjs" "$server"
run "Emacs" 400 node "$here/emacs.mjs" "$server"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
