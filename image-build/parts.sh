#!/bin/bash
# Builds what a guest's image is made of, and prints the folder that holds it as its last line:
#
#   vmlinuz           the slim kernel
#   cmdline           its arguments
#   system.squashfs   the root, for the partition called "system"
#
# The kernel takes 10 to 20 minutes where the user's cache does not have it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/appliance
make -s -C "$here/.." product >&2
kernel=$("$here/kernel/build.sh" slim)
system=$("$here/system/build.sh")

# In a folder of links, named after both.
out=$cache/parts-${kernel##*-}-${system##*-}
fresh=$out.$$
rm -rf "$fresh"
mkdir -p "$fresh"
ln "$kernel/vmlinuz" "$system/system.squashfs" "$fresh/"
cp "$here/cmdline" "$fresh/cmdline"
rm -rf "$out"
mv "$fresh" "$out"
find "$cache" -maxdepth 1 -name 'parts-*' -printf '%T@ %p\n' | sort -rn | tail -n +6 | cut -d ' ' -f 2 | xargs -r rm -rf
echo "$out"
