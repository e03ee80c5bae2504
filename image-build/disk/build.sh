#!/bin/bash
# Builds the image of a machine's disk: GRUB for BIOS and for UEFI, two slots for the system, the packages, and a data partition that
# grows to the disk at the first boot. Needs what ".ci/bootstrap image" installs, and no privileges.
#
#   build.sh <image> [guarded | slim]      which kernel runs the machine; guarded unless said otherwise
#
# XEN_ARGUMENTS and LINUX_ARGUMENTS in the environment are more arguments for Xen and for Linux: under Xen an emulated machine needs
# "spec-ctrl=no,eager-fpu xpti=no", and its Linux is quicker with "mitigations=off".
#
# The same commit and key give the same octets: no time and no random number goes in. The last line printed is the image's path.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
image=$(realpath -m "${1:?usage: build.sh <image> [guarded | slim]}")
PATH=$PATH:/usr/sbin:/sbin
say() { echo "disk: $*" >&2; }

for pair in sfdisk:fdisk mformat:mtools grub-mkimage:grub-common grub-editenv:grub-common /usr/lib/grub/i386-pc/boot.img:grub-pc-bin /usr/lib/grub/x86_64-efi/linux.mod:grub-efi-amd64-bin; do
    command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] ||
        { say "Debian's package ${pair#*:} is missing; .ci/bootstrap image installs what is needed"; exit 1; }
done

make -s -C "$top" product >&2
software=$("$top/image-build/software.sh" "${2:-guarded}")
system=$software/system.squashfs
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(git -C "$top" log -1 --format=%ct 2>/dev/null || echo 0)
mkdir -p "$(dirname "$image")"

(cd "$software/packages" && tar --sort=name --owner=0 --group=0 --numeric-owner --mode=644 --mtime=@0 --format=ustar -cf "$work/packages.tar" *.npk)

# Sectors of 512 octets. Partitions begin at whole MiB, so that every disk finds them at its own boundaries.
mib=2048
bios=34 bios_size=$((mib - 34))
boot=$mib boot_size=$((32 * mib))
slot1=$((boot + boot_size)) slot_size=$((40 * mib))
slot2=$((slot1 + slot_size))
packages=$((slot2 + slot_size)) packages_size=$((4 * mib))
data=$((packages + packages_size)) data_size=$((16 * mib))
end=$((data + data_size + mib))
[ "$(stat -c %s "$system")" -le $((slot_size * 512)) ] || { say "the system does not fit its slot"; exit 1; }
[ "$(stat -c %s "$work/packages.tar")" -le $((packages_size * 512)) ] || { say "the packages do not fit their partition"; exit 1; }

say "boot loaders"
printf 'search --file --set=root /grub/grub.cfg\nset prefix=($root)/grub\n' >"$work/early.cfg"
modules="normal linux multiboot2 part_gpt fat search search_fs_file configfile loadenv test echo serial terminal reboot halt minicmd"
grub-mkimage -O i386-pc -o "$work/core.img" -p /grub -c "$work/early.cfg" $modules biosdisk
mkdir -p "$work/tree/EFI/BOOT" "$work/tree/grub"
grub-mkimage -O x86_64-efi -o "$work/tree/EFI/BOOT/BOOTX64.EFI" -p /grub -c "$work/early.cfg" $modules efi_gop efi_uga all_video
for folder in boot guest; do [ ! -d "$software/$folder" ] || cp -rL "$software/$folder" "$work/tree/"; done
cp "$here/grub.cfg" "$work/tree/grub/"
grub-editenv "$work/tree/grub/grubenv" create
grub-editenv "$work/tree/grub/grubenv" set ${XEN_ARGUMENTS:+"xen_arguments=$XEN_ARGUMENTS"} ${LINUX_ARGUMENTS:+"linux_arguments=$LINUX_ARGUMENTS"}
find "$work/tree" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

# Names of the disk and its partitions come from what is on them.
id() { (sha256sum "$software"/*/vmlinuz "$system" "$work/packages.tar" | cut -d ' ' -f 1; echo "$1") | sha256sum | sed 's/\(.\{8\}\)\(.\{4\}\)\(.\{4\}\)\(.\{4\}\)\(.\{12\}\).*/\1-\2-\3-\4-\5/'; }

say "boot partition"
truncate -s $((boot_size * 512)) "$work/boot.fat"
mformat -i "$work/boot.fat" -h 64 -s 32 -t $((boot_size / 2048)) -N "$(id boot | cut -c1-8)" -v BOOT ::
(cd "$work/tree" && mcopy -i "$work/boot.fat" -s -m -Q * ::)

say "disk"
fresh=$image.new
rm -f "$fresh"
truncate -s $((end * 512)) "$fresh"
sfdisk -q "$fresh" <<TABLE
label: gpt
label-id: $(id disk)
first-lba: 34
start=$bios, size=$bios_size, type=21686148-6449-6E6F-744E-656564454649, uuid=$(id bios), name=bios
start=$boot, size=$boot_size, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=$(id boot), name=boot
start=$slot1, size=$slot_size, uuid=$(id system), name=system
start=$slot2, size=$slot_size, uuid=$(id system2), name=system2
start=$packages, size=$packages_size, uuid=$(id packages), name=packages
start=$data, size=$data_size, uuid=$(id data), name=data
TABLE
put() { dd if="$1" of="$fresh" bs=512 seek="$2" conv=notrunc,sparse status=none; }
put "$work/boot.fat" $boot
put "$system" $slot1
put "$work/packages.tar" $packages
put "$work/core.img" $bios

# What grub-bios-setup does, which wants a real disk: the first sector is told where GRUB is, and GRUB where the rest of itself is.
octets() {
    local value=$1 count=$2
    while [ "$count" -gt 0 ]; do
        printf "\\x$(printf %02x $((value & 255)))"
        value=$((value >> 8)) count=$((count - 1))
    done
}
patch() { dd of="$fresh" bs=1 seek="$1" conv=notrunc status=none; }
core_sectors=$((($(stat -c %s "$work/core.img") + 511) / 512))
dd if=/usr/lib/grub/i386-pc/boot.img of="$fresh" bs=1 count=440 conv=notrunc status=none
octets $bios 8 | patch $((0x5c))
printf '\x90\x90' | patch $((0x66))
{ octets $((bios + 1)) 8; octets $((core_sectors - 1)) 2; octets $((0x820)) 2; } | patch $((bios * 512 + 500))

mv "$fresh" "$image"
say "$(du -h "$image" | cut -f1) on disk, $(numfmt --to=iec $((end * 512))) in all"
echo "$image"
