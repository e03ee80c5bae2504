#!/bin/bash
# Builds the appliance's kernel from Debian's linux-source: build.sh slim, for guests, or build.sh guarded, for bare machines and
# dom0 (kernel.config says what sets them apart). Needs what ".ci/bootstrap image" installs, and no privileges.
# Takes 10 to 20 minutes on two cores; the result is kept in the user's cache, and made again only when something changed.
# The last line printed is the folder that holds "vmlinuz" and "config".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/appliance
flavour=${1:-}
package=linux-source-6.1
say() { echo "kernel $flavour: $*" >&2; }

[[ $flavour =~ ^(slim|guarded)$ ]] || { echo "Which kernel? build.sh slim, or build.sh guarded" >&2; exit 2; }

# What of the page is for this flavour.
wanted() {
    awk -v flavour="$flavour" '/^# \[/ { mine = $0 == "# [both]" || $0 == "# [" flavour "]"; next } mine && /^(CONFIG_|# CONFIG_)/' "$here/kernel.config"
}

# Raised by hand when something below makes another kernel of the same page; whatever else changes here costs nobody a build.
recipe=1
key=$( (wanted; echo $recipe; dpkg --print-architecture) | sha256sum | cut -c1-12)
out=$cache/kernel-$flavour-$key
if [ -s "$out/vmlinuz" ]; then say "already built"; echo "$out"; exit 0; fi

for pair in gcc:gcc make:make flex:flex bison:bison bc:bc xz:xz-utils perl:perl /usr/include/libelf.h:libelf-dev; do
    command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] ||
        { say "Debian's package ${pair#*:} is missing; .ci/bootstrap image installs what is needed"; exit 1; }
done

mkdir -p "$cache"
exec 9>"$cache/kernel.lock"
flock -n 9 || { say "waiting for another build"; flock 9; }
if [ -s "$out/vmlinuz" ]; then say "built meanwhile"; echo "$out"; exit 0; fi

version=$(apt-cache show "$package" 2>/dev/null | awk '$1 == "Version:" { print $2; exit }' || true)
[ -n "$version" ] || { say "apt knows no $package: run apt-get update first"; exit 1; }
work=$(mktemp -d "$cache/kernel-$flavour.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# Both flavours are built from one source, which is unpacked once.
source=$cache/kernel-source-$version
if [ ! -d "$source" ]; then
    say "downloading $package $version (140 MB)"
    (cd "$work" && apt-get download -qq "$package" 2>&1 | grep -v unsandboxed >&2 || true)
    [ -n "$(ls "$work"/*.deb 2>/dev/null)" ] || { say "$package can not be downloaded"; exit 1; }
    say "unpacking it (1.3 GB)"
    dpkg-deb --fsys-tarfile "$work"/*.deb | tar -xO "./usr/src/$package.tar.xz" | xz -dc -T0 | tar -x -C "$work"
    rm -rf "$cache"/kernel-source-* "$work"/*.deb
    mv "$work/$package" "$source"
fi

# Nothing of this machine or of this hour goes into the kernel.
export KBUILD_BUILD_TIMESTAMP="Thu Jan  1 00:00:00 UTC 1970" KBUILD_BUILD_USER=appliance KBUILD_BUILD_HOST=appliance KBUILD_BUILD_VERSION=1
build() { make -s -C "$source" O="$work/build" "$@" 9>&-; }

say "configuring"
mkdir "$work/build"
build tinyconfig >/dev/null
wanted >"$work/wanted"
(cd "$work/build" && "$source/scripts/kconfig/merge_config.sh" -m -O "$work/build" .config "$work/wanted" >/dev/null)
build olddefconfig >/dev/null
# An option that Linux did not take would be missed only much later.
lost=$(grep '^CONFIG_' "$work/wanted" | grep -vxFf "$work/build/.config" || true)
[ -z "$lost" ] || { say "Linux $version does not take these lines of kernel.config:"; echo "$lost" >&2; exit 1; }

say "compiling Linux $version (10 to 20 minutes)"
started=$SECONDS
(
    while sleep 20; do say "$(find "$work/build" -name '*.o' | wc -l) files compiled after $((SECONDS - started)) s"; done
) 9>&- &
ticker=$!
trap 'kill $ticker 2>/dev/null; rm -rf "$work"' EXIT
build -j"$(nproc)" bzImage >"$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; say "Linux does not compile"; exit 1; }

mkdir "$work/result"
cp "$work/build/arch/x86/boot/bzImage" "$work/result/vmlinuz"
cp "$work/build/.config" "$work/result/config"
echo "$version" >"$work/result/version"
rm -rf "$out"
mv "$work/result" "$out"
say "$(stat -c %s "$out/vmlinuz") bytes after $((SECONDS - started)) s, in $out"
echo "$out"
