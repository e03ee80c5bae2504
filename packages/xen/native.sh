#!/bin/bash
# Builds what the xen package brings along for machines, from Debian's packages:
#
#   boot/xen            the hypervisor, as GRUB loads it
#   system.squashfs     xl, xenstored, xenconsoled, xen-init-dom0 and their libraries, for /usr; the packages' licences with them;
#                       GRUB for guests whose disk boots by a loader of its own, built from Debian's modules: that is half of Debian's own,
#                       and reads more configurations (pvgrub.cfg)
#
# The result is kept in the user's cache, and made again only when something changed. Needs no privileges.
# The last line printed is the folder that holds it. Where it can not be built, the last line says why.
set -euo pipefail
version=4.17
cache=${XDG_CACHE_HOME:-$HOME/.cache}/appliance
say() { echo "xen: $*" >&2; }

hypervisor=xen-hypervisor-$version-amd64
packages="$hypervisor xen-utils-$version libxenmisc$version libxencall1 libxendevicemodel1 libxenevtchn1 libxenforeignmemory1 libxengnttab1
    libxenhypfs1 libxenstore4 libxentoolcore1 libxentoollog1 libyajl2 liblzma5 libzstd1 zlib1g grub-xen-bin"
# For building alone; GRUB's modules have their licence there.
tools="grub-common libdevmapper1.02.1"
programs="xl xenstored xenconsoled xen-init-dom0"
# What image-build/system brings.
present='ld-linux-x86-64\.so\.2|lib(c|uuid)\.so\.[0-9]+'

for pair in apt-get:apt dpkg-deb:dpkg readelf:binutils mksquashfs:squashfs-tools; do
    command -v "${pair%%:*}" >/dev/null || { say "Debian's package ${pair#*:} is missing"; exit 1; }
done

# shellcheck disable=SC2086
debian() { apt-cache show --no-all-versions $packages $tools 2>/dev/null | awk '$1 == "Filename:" { print $2 }' | sort; }
count=$(wc -w <<<"$packages $tools")
files=$(debian)
if [ "$(wc -l <<<"$files")" -lt "$count" ] && [ "$(id -u)" = 0 ]; then apt-get update -qq >/dev/null 2>&1 || true; files=$(debian); fi
[ "$(wc -l <<<"$files")" = "$count" ] || { say "apt does not know Debian's packages of Xen $version"; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
key=$( (echo "$files"; cat "$here"/{native.sh,pvgrub.cfg}) | sha256sum | cut -c1-12)
out=$cache/xen-$key
if [ -s "$out/system.squashfs" ]; then touch "$out"; echo "$out"; exit 0; fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/xen.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
mkdir -p "$work"/{debs,debian,result/boot} "$work/root/usr"/{sbin,lib/{x86_64-linux-gnu,grub-xen},share/doc/xen}
# shellcheck disable=SC2086
(cd "$work/debs" && apt-get download -qq $packages $tools >"$work/log" 2>&1) || { tail -n 1 "$work/log" >&2; say "Debian's packages can not be downloaded"; exit 1; }
for package in "$work"/debs/*.deb; do
    dpkg-deb -x "$package" "$work/debian"
done
for package in "$work"/debs/*.deb; do
    # Several share one text.
    name=$(dpkg-deb -f "$package" Package)
    [[ " $tools " != *" $name "* ]] || continue
    licence=$(sha256sum "$work/debian/usr/share/doc/$name/copyright" | cut -c1-12)
    cp "$work/debian/usr/share/doc/$name/copyright" "$work/root/usr/share/doc/xen/copyright-$licence"
    echo "$name $(dpkg-deb -f "$package" Version), from Debian's source $(dpkg-deb -f "$package" Source | grep . || echo "$name"): copyright-$licence"
done >"$work/root/usr/share/doc/xen/packages"

libraries=$work/root/usr/lib/x86_64-linux-gnu
bring() {
    local needed
    for needed in $(readelf -d "$1" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | grep -vxE "$present"); do
        [ ! -e "$libraries/$needed" ] || continue
        cp "$(find "$work"/debian/{usr/,}lib/x86_64-linux-gnu -maxdepth 1 -name "$needed" | grep . || { say "nothing brings $needed" && false; })" "$libraries/$needed"
        bring "$libraries/$needed"
    done
}
for program in $programs; do
    cp "$work/debian/usr/lib/xen-$version/bin/$program" "$work/root/usr/sbin/"
    bring "$work/root/usr/sbin/$program"
done

# File systems, partitions and compression of Linux guests, and what their configurations say.
modules="normal configfile legacycfg syslinuxcfg memdisk tar linux minicmd echo test true regexp sleep halt reboot loadenv probe loopback ls cat help
    search search_fs_uuid search_fs_file search_label part_msdos part_gpt lvm mdraid1x ext2 fat btrfs xfs iso9660 gzio xzio lzopio zstd"
tar -C "$here" --owner 0 --group 0 --mode 644 --mtime @0 -cf "$work/memory.tar" pvgrub.cfg
echo "normal (memdisk)/pvgrub.cfg" >"$work/early.cfg"
for kind in x86_64-xen i386-xen_pvh; do
    # shellcheck disable=SC2086
    LD_LIBRARY_PATH=$work/debian/lib/x86_64-linux-gnu "$work/debian/usr/bin/grub-mkimage" -d "$work/debian/usr/lib/grub/$kind" -O "$kind" -m "$work/memory.tar" -c "$work/early.cfg" \
        -o "$work/root/usr/lib/grub-xen/grub-$kind.bin" $modules
done
chmod -R a+rX,u+w,go-w "$work/root"
zcat "$work/debian/boot/xen-$version-amd64.gz" >"$work/result/boot/xen"
# It takes no time from the environment beside these.
env -u SOURCE_DATE_EPOCH mksquashfs "$work/root" "$work/result/system.squashfs" -comp zstd -Xcompression-level 22 -b 128K -all-root -no-xattrs -mkfs-time 0 -all-time 0 -quiet -no-progress >&2
rm -rf "$out"
mv "$work/result" "$out"
find "$cache" -maxdepth 1 -name 'xen-*' -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d ' ' -f 2 | xargs -r rm -rf
say "hypervisor of $(stat -c %s "$out/boot/xen") octets, programs of $(stat -c %s "$out/system.squashfs")"
echo "$out"
