#!/bin/sh
# Builds the small Linux that tests and the tour boot as a guest: Debian's cloud kernel, busybox, and the init beside this file.
# Needs apt and dpkg, no privileges. The result is kept in the user's cache, and made again only when something changed.
# The last line printed is the folder that holds "vmlinuz" and "initrd.img".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/appliance
say() { echo "test guest: $*" >&2; }

newest() { apt-cache depends linux-image-cloud-amd64 2>/dev/null | awk '/Depends: linux-image/ { print $2; exit }'; }
kernel=$(newest)
if [ -z "$kernel" ] && [ "$(id -u)" = 0 ]; then say "asking apt for its lists"; apt-get update -qq >&2; kernel=$(newest); fi
key=$( (cat "$here/build.sh" "$here/init" "$here/init.d"/*; dpkg --print-architecture) | sha256sum | cut -c1-12)
out=$cache/test-guest-$key
if [ -s "$out/vmlinuz" ] && [ -s "$out/initrd.img" ]; then say "already built"; echo "$out"; exit 0; fi
if [ -z "$kernel" ]; then say "apt knows no linux-image-cloud-amd64: run apt-get update first"; exit 1; fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/test-guest.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"
say "downloading $kernel and busybox-static"
apt-get download -qq "$kernel" busybox-static 2>&1 | grep -v unsandboxed >&2 || true
for deb in *.deb; do dpkg-deb -x "$deb" unpacked; done

say "packing the ramdisk"
mkdir -p root/bin root/sbin root/dev root/proc root/sys root/tmp root/lib/modules root/etc/acpi/PWRF
cp unpacked/bin/busybox root/bin/busybox
cp "$here/init" root/init
cp "$here"/init.d/* root/sbin/
mv root/sbin/power-button root/etc/acpi/PWRF/00000080
chmod -R a+rx root
# In the order in which they are loaded.
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net virtio_blk evdev button xen-blkfront xen-netfront; do
    file=$(find unpacked -name "$module.ko" | head -n 1)
    if [ -z "$file" ]; then say "the kernel has no module $module"; exit 1; fi
    cp "$file" root/lib/modules/
    echo "$module" >> root/lib/modules/order
done
mkdir result
(cd root && find . | bin/busybox cpio -o -H newc -R 0:0 2> /dev/null) | gzip -n > result/initrd.img
cp unpacked/boot/vmlinuz-* result/vmlinuz
rm -rf "$out"
mv result "$out"
say "$(du -sh "$out" | cut -f1) in $out"
echo "$out"
