#!/bin/bash
# Puts a machine's software together: what its disk is made of, and what upgrades it. Prints the folder that holds it as its last line:
#
#   boot/vmlinuz, boot/cmdline      the machine's kernel: guarded, or as the first argument says
#   guest/vmlinuz, guest/cmdline    the slim kernel, for the images of guests that the machine makes; left out where it has that itself
#   system.squashfs                 the root
#   packages/                       the packages, named as they are installed
#
# A kernel takes 10 to 20 minutes where the user's cache does not have it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$here/../.build/image"
exec 9>"$here/../.build/image/software.lock"
flock 9
flavour=${1:-guarded}
# What the xen package was made without may be there now.
[ -e "$here/../.build/product/xen/boot/xen" ] || rm -f "$here/../.build/product.stamp"
# Servers of the build live on, and would keep the lock.
make -s -C "$here/.." product >&2 9>&-
kernel=$("$here/kernel/build.sh" "$flavour")
system=$("$here/system/build.sh")

made=$(realpath "$here/../.build/image")/software-$flavour
out=$made.new
rm -rf "$out"
mkdir -p "$out/boot" "$out/packages"
cp "$kernel/vmlinuz" "$here/disk/cmdline" "$out/boot/"
if [ "$flavour" != slim ]; then
    slim=$("$here/kernel/build.sh" slim)
    mkdir "$out/guest"
    cp "$slim/vmlinuz" "$here/cmdline" "$out/guest/"
fi
cp "$system/system.squashfs" "$out/"
for package in "$here"/../.build/product/packages/*.npk; do
    name=$(basename "$package")
    cp "$package" "$out/packages/${name%-*}.npk"
done
# Who uses what is there already keeps it as long as nothing changes.
if diff -rq "$made" "$out" >/dev/null 2>&1; then rm -rf "$out"; else rm -rf "$made" && mv "$out" "$made"; fi
echo "$made"
