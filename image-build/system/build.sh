#!/bin/bash
# Builds system.squashfs, the read-only root of the appliance: busybox, the C library, what .NET of it the router needs, and the daemon.
# Takes Debian's packages and what "make product" left in .build/product; needs what ".ci/bootstrap image" installs, and no privileges.
# The result is kept in the user's cache, and made again only when something changed.
# The last line printed is the folder that holds "system.squashfs".
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
product=$top/.build/product
cache=${XDG_CACHE_HOME:-$HOME/.cache}/appliance
say() { echo "system: $*" >&2; }

# What of each of Debian's packages comes along.
declare -A parts=(
    [busybox]="bin/busybox"
    [libc6]="lib/x86_64-linux-gnu/{ld-linux-x86-64.so.2,lib{c,m,dl,pthread,rt,resolv}.so.*}"
    [libgcc-s1]="lib/x86_64-linux-gnu/libgcc_s.so.1"
    [libstdc++6]="usr/lib/x86_64-linux-gnu/libstdc++.so.6*"
    [libssl3]="usr/lib/x86_64-linux-gnu/lib{ssl,crypto}.so.3"
    [e2fsprogs]="sbin/{e2fsck,mke2fs,resize2fs,dumpe2fs} etc/mke2fs.conf"
    [libext2fs2]="lib/x86_64-linux-gnu/lib{ext2fs,e2p}.so.2*"
    [libcom-err2]="lib/x86_64-linux-gnu/libcom_err.so.2*"
    [libblkid1]="usr/lib/x86_64-linux-gnu/libblkid.so.1*"
    [libuuid1]="usr/lib/x86_64-linux-gnu/libuuid.so.1*"
    [util-linux]="usr/bin/resizepart"
    [tzdata]="usr/share/zoneinfo"
)
natives="libSystem.IO.Compression.Native libSystem.Native libSystem.Security.Cryptography.Native.OpenSsl libclrjit libcoreclr libhostfxr libhostpolicy"

for pair in mksquashfs:squashfs-tools dpkg-deb:dpkg readelf:binutils dotnet:dotnet; do
    command -v "${pair%%:*}" >/dev/null || { say "Debian's package ${pair#*:} is missing; .ci/bootstrap image installs what is needed"; exit 1; }
done
[ -x "$product/daemon/appliance-daemon" ] || { say "there is no router in $product: run make product first"; exit 1; }

version=$(cd "$top" && dotnet msbuild core/Appliance.Daemon -getProperty:BundledNETCoreAppPackageVersion)
runtime=${NUGET_PACKAGES:-$HOME/.nuget/packages}/microsoft.netcore.app.runtime.linux-x64/$version/runtimes/linux-x64
[ -d "$runtime" ] || { say "NuGet has not brought .NET $version for linux-x64 yet: run make product first"; exit 1; }

debian() { apt-cache show --no-all-versions "${!parts[@]}" 2>/dev/null | awk '$1 == "Filename:" { print $2 }' | sort; }
files=$(debian)
if [ "$(wc -l <<<"$files")" -lt ${#parts[@]} ] && [ "$(id -u)" = 0 ]; then say "asking apt for its lists"; apt-get update -qq >&2; files=$(debian); fi
[ "$(wc -l <<<"$files")" = ${#parts[@]} ] || { say "apt does not know all packages: run apt-get update first"; exit 1; }

# The daemon's program names the folder that it was built in only by its hash, so that clones share a result.
key=$( (echo "$files" "$version"; cd "$product" && sha256sum daemon/*.{dll,so} daemon/environment daemon/precompiled/*/* keys/trusted packages/*.npk; cd "$here/.." && find system Runtime -type f -not -path '*/bin/*' -not -path '*/obj/*' -print0 | sort -z | xargs -0 sha256sum) | sha256sum | cut -c1-12)
out=$cache/system-$key
mkdir -p "$cache"
# Who wants the same at the same time gets what the first one makes.
exec 9>"$cache/system.lock"
flock -n 9 || { say "waiting for another build"; flock 9; }
if [ -s "$out/system.squashfs" ]; then say "already built"; touch "$out"; echo "$out"; exit 0; fi

work=$(mktemp -d "$cache/system.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
debs=$cache/debian-$(echo "$files" | sha256sum | cut -c1-12)
if [ ! -d "$debs" ]; then
    say "downloading ${#parts[@]} of Debian's packages"
    mkdir "$work/debs"
    (cd "$work/debs" && apt-get download -qq "${!parts[@]}" 2>&1 | grep -v unsandboxed >&2 || true)
    [ "$(find "$work/debs" -name '*.deb' | wc -l)" = ${#parts[@]} ] || { say "they can not be downloaded"; exit 1; }
    mv "$work/debs" "$debs"
fi

say "unpacking"
root=$work/root
mkdir -p "$root"/{etc,dev,proc,sys,run,tmp,data} "$root"/usr/{bin,sbin,lib,lib64} "$root"/usr/lib/appliance/{daemon,keys}
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
# For programs of packages: what they keep there lasts until the next start.
ln -s run/var "$root/var"
for package in "${!parts[@]}"; do
    dpkg-deb -x "$debs/$package"_*.deb "$work/$package"
    (cd "$work/$package" && eval "printf '%s\0' ${parts[$package]}" | xargs -0 cp -a --parents -t "$work")
    rm -rf "${work:?}/$package"
done
for folder in bin sbin lib; do
    [ ! -d "$work/$folder" ] || { mkdir -p "$work/usr/$folder" && cp -a "$work/$folder/." "$work/usr/$folder/"; }
done
cp -a "$work/usr" "$work/etc" "$root/"
ln -s ../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 "$root/usr/lib64/ld-linux-x86-64.so.2"
rm -rf "$root"/usr/share/zoneinfo/{posix,right,leap*,tzdata.zi}
# Its own small versions of what comes along whole are not wanted.
for applet in $("$root/usr/bin/busybox" --list | grep -vxE 'mke2fs|blkid'); do ln -s busybox "$root/usr/bin/$applet"; done
ln -s ../bin/busybox "$root/usr/sbin/init"
cp -a "$here/root/." "$root/"
cp "$product/keys/trusted" "$root/usr/lib/appliance/keys/"

say "choosing what of .NET $version is needed"
# Servers of the build live on, and would keep the lock.
dotnet build "$here/../Runtime" -c Release -v quiet -nologo -clp:NoSummary >&2 9>&-
mkdir "$work/plugins"
for package in "$product"/packages/*.npk; do unzip -qo "$package" -d "$work/plugins"; done
daemon=$root/usr/lib/appliance/daemon
"$here/../Runtime/bin/Release/net10.0/choose-runtime" "$runtime"/lib/net10.0 "$here/../Runtime/runtime.list" "$daemon" "$product/daemon" "$work/plugins"
for native in $natives; do cp "$runtime/native/$native.so" "$daemon/"; done
cp "$product"/daemon/*.{dll,so} "$product"/daemon/{appliance-daemon,environment} "$daemon/"
cp -r "$product/daemon/precompiled" "$daemon/"
# All of .NET is beside the daemon.
jq '.runtimeOptions |= (.includedFrameworks = [.framework] | del(.framework))' "$product/daemon/appliance-daemon.runtimeconfig.json" >"$daemon/appliance-daemon.runtimeconfig.json"
chmod -R a+rX,u+w,go-w "$root"

# A library that nothing brings would be missed only when the machine boots.
missing=$(find "$root" -type f \( -name '*.so*' -o -path '*/bin/*' -o -path '*/sbin/*' \) -exec readelf -d {} + 2>/dev/null | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | sort -u |
    while read -r library; do [ -n "$(find "$root" -name "$library" -print -quit)" ] || echo "$library"; done)
[ -z "$missing" ] || { say "nothing brings $missing"; exit 1; }

say "packing"
mkdir "$work/result"
# Larger blocks pack better, and make a machine of 64 MiB read far more than it asks for.
# It takes no time from the environment beside these.
env -u SOURCE_DATE_EPOCH mksquashfs "$root" "$work/result/system.squashfs" -comp zstd -Xcompression-level 19 -b 64K -always-use-fragments -all-root -no-xattrs -mkfs-time 0 -all-time 0 -quiet -no-progress >&2
rm -rf "$out"
mv "$work/result" "$out"
# A new one comes with every change of the code.
find "$cache" -maxdepth 1 -name 'system-*' -printf '%T@ %p\n' | sort -rn | tail -n +6 | cut -d ' ' -f 2 | xargs -r rm -rf
say "$(stat -c %s "$out/system.squashfs") bytes in $out"
echo "$out"
