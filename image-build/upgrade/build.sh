#!/bin/bash
# Builds the signed file that upgrades a machine: its software (image-build/software.sh) as a package.
#
#   build.sh <folder> [guarded | slim]      which kernel runs the machine; guarded unless said otherwise
#
# The same commit and key give the same octets. The last line printed is the file's path.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
folder=$(realpath -m "${1:?usage: build.sh <folder> [guarded | slim]}")
software=$("$top/image-build/software.sh" "${2:-guarded}")
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git -C "$top" log -1 --format=%ct 2>/dev/null || echo 0)
recipe=$(mktemp -d)
trap 'rm -rf "$recipe"' EXIT
ln -s "$software" "$recipe/software"
cp "$here/package.json" "$recipe/"
"$top/packages/Tool/bin/Release/net10.0/npk" build "$recipe/package.json" --key "$top/.build/product/keys/builder" --output "$folder"
