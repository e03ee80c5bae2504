#!/bin/sh
# Builds the Debian with systemd that tests boot as a guest to run the router as a service: a disk, and its kernel and ramdisk.
# Needs root, apt and debootstrap. The result is kept in the user's cache, and made again only when something changed.
# The last line printed is the folder that holds "vmlinuz", "initrd.img" and "disk.img".
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/appliance
PATH=$PATH:/usr/sbin:/sbin
say() { echo "test systemd: $*" >&2; }

. /etc/os-release
kernel=$(apt-cache depends linux-image-cloud-amd64 2>/dev/null | awk '/Depends: linux-image/ { print $2; exit }')
if [ -z "$kernel" ]; then say "asking apt for its lists"; apt-get update -qq >&2; kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image/ { print $2; exit }'); fi
key=$( (cat "$here/build.sh" "$here/init" "$here/shell.service"; echo "$VERSION_CODENAME"; dpkg --print-architecture) | sha256sum | cut -c1-12)
out=$cache/test-systemd-$key
if [ -s "$out/disk.img" ]; then say "already built"; echo "$out"; exit 0; fi
if [ "$(id -u)" != 0 ]; then say "needs root to unpack Debian"; exit 1; fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/test-systemd.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"

# From where this machine gets its own packages.
mirror=$(apt-cache policy base-files | awk '$2 ~ /^https?:/ { print $2; exit }')
say "installing Debian $VERSION_CODENAME with systemd from $mirror (two minutes)"
debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,iproute2,tzdata,udev,e2fsprogs,kmod,openssl "$VERSION_CODENAME" root "$mirror" >debootstrap.log 2>&1 || { tail -n 20 debootstrap.log >&2; exit 1; }

say "downloading $kernel"
apt-get download -qq "$kernel" busybox-static 2>&1 | grep -v unsandboxed >&2 || true
for deb in *.deb; do dpkg-deb -x "$deb" unpacked; done

say "making it fit for a test"
rm -rf root/var/cache/apt/* root/var/lib/apt/lists/* root/usr/share/doc root/usr/share/man root/usr/share/locale
cp "$here/shell.service" root/etc/systemd/system/shell.service
mkdir -p root/etc/systemd/system/multi-user.target.wants
ln -s ../shell.service root/etc/systemd/system/multi-user.target.wants/shell.service
ln -sf /dev/null root/etc/systemd/system/getty.target
for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer systemd-timesyncd.service systemd-network-generator.service; do
    ln -sf /dev/null "root/etc/systemd/system/$unit"
done
echo debian >root/etc/hostname
echo "/dev/vda / ext4 defaults 0 1" >root/etc/fstab
# What the router's network and the machine's disks need.
modules=$(cd unpacked/lib/modules && echo *)
mkdir -p "root/lib/modules/$modules"
cp -r "unpacked/lib/modules/$modules/." "root/lib/modules/$modules/"
chroot root depmod "$modules"

say "packing the disk and the ramdisk"
mkdir result
mkfs.ext4 -q -d root -O ^has_journal result/disk.img 1500M
mkdir -p ramdisk/bin ramdisk/modules ramdisk/root
cp unpacked/bin/busybox ramdisk/bin/busybox
cp "$here/init" ramdisk/init
chmod a+rx ramdisk/init
# In the order in which they are loaded.
for module in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk crc16 mbcache jbd2 crc32c_generic ext4; do
    file=$(find unpacked -name "$module.ko" | head -n 1)
    [ -n "$file" ] || continue
    cp "$file" ramdisk/modules/
    echo "$module" >>ramdisk/modules/order
done
(cd ramdisk && find . | bin/busybox cpio -o -H newc -R 0:0 2>/dev/null) | gzip -n >result/initrd.img
cp unpacked/boot/vmlinuz-* result/vmlinuz
rm -rf "$out"
mv result "$out"
say "$(du -sh "$out" | cut -f1) in $out"
echo "$out"
