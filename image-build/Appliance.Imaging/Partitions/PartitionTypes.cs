namespace Appliance.Imaging.Partitions;

/// <summary>What partitions are for.</summary>
public static class PartitionTypes
{
    public const byte MbrExtended = 0x05, MbrExtendedLba = 0x0F, MbrLinuxExtended = 0x85, MbrProtective = 0xEE, MbrEfiSystem = 0xEF;

    public static readonly Guid EfiSystem = new("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");

    public static readonly Guid BiosBoot = new("21686148-6449-6E6F-744E-656564454649");

    public static readonly Guid LinuxBoot = new("BC13C2FF-59E6-4262-A352-B275FD6F7172");

    public static readonly Guid Linux = new("0FC63DAF-8483-4772-8E79-3D69D8477DE4");
}
