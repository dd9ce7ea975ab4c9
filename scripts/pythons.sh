#!/usr/bin/env bash
# Fetches other versions of Python, as Debian and Ubuntu package them for releases
# other than this machine's, and links them in a folder:
#
#   scripts/pythons.sh FOLDER       # FOLDER/bin/python3.9, …, and FOLDER/3.9/python3, …
#
# Nothing is installed: the packages are unpacked into FOLDER, each with the C library
# that it was built with. Needs apt, dpkg, patchelf and the network; for "make versions".
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: scripts/pythons.sh FOLDER" >&2; exit 2; }
mkdir -p "$1/bin"
folder=$(cd "$1" && pwd)
for tool in apt-get dpkg patchelf; do
	command -v "$tool" >/dev/null || { echo "pythons: $tool is needed" >&2; exit 1; }
done
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' | grep -m1 '/debian/$') || {
	echo "pythons: this machine has no mirror of Debian among its package sources" >&2
	exit 1
}

# fetch RELEASE VERSION PACKAGE...: unpacks packages of a release, and points the
# interpreter to the libraries among them.
fetch() {
	local release=$1 version=$2 root="$folder/$1"
	shift 2
	if [ -x "$folder/bin/python$version" ]; then return; fi
	local apt=(-o "Dir::State=$root/state" -o "Dir::Cache=$root/cache" -o "Dir::Etc::sourcelist=$root/sources.list"
		-o Dir::Etc::sourceparts=- -o Debug::NoLocking=1 -o APT::Sandbox::User=root)
	mkdir -p "$root/state/lists/partial" "$root/cache/archives/partial" "$root/debs"
	echo "deb $mirror $release main" >"$root/sources.list"
	apt-get -q "${apt[@]}" update >/dev/null || apt-get -q "${apt[@]}" update
	(cd "$root/debs" && apt-get -q "${apt[@]}" download "$@")
	for deb in "$root"/debs/*.deb; do dpkg -x "$deb" "$root"; done
	local libraries program="$root/usr/bin/python$version"
	libraries=$(dirname "$(find "$root" -name 'libffi.so.*' | head -1)")
	patchelf --force-rpath --set-rpath "$libraries" "$program"
	if [ -e "$libraries/libc.so.6" ]; then
		patchelf --set-interpreter "$(find "$root" -name ld-linux-x86-64.so.2 | head -1)" "$program"
	fi
	"$program" -c 'import ctypes, math, random, re, resource, struct'
	mkdir -p "$folder/$version"
	ln -sf "$program" "$folder/$version/python3"
	ln -sf "$program" "$folder/bin/python$version"
}

minimal() { printf 'python%s-minimal libpython%s-minimal libpython%s-stdlib' "$1" "$1" "$1"; }
newer="libc6 libexpat1 zlib1g libssl3t64 libffi8"
# shellcheck disable=SC2046,SC2086
{
	fetch bullseye 3.9 $(minimal 3.9) libffi7
	fetch trixie 3.13 $(minimal 3.13) $newer
	fetch sid 3.14 $(minimal 3.14) $newer
}
ls "$folder/bin"
