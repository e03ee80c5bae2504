using Appliance.Sdk.Values;

namespace Appliance.XenPlugin;

/// <summary>What the STATE column shows: at most 28 characters, as wide as the manual's column.</summary>
public readonly record struct VmState(string? Text) : IMenuValue<VmState>
{
    public const string Disabled = "disabled", Starting = "starting", Running = "running", ShuttingDown = "shutting down", Shutdown = "shutdown", Waiting = "waiting for its turn", Crashed = "crashed";
    public const string FailedToStart = "failed to start", NoImage = "disk image not found", NoKernel = "kernel not found", NoInitrd = "initrd not found";
    public const string NothingToBoot = "nothing to boot", NoFirmware = "no EFI firmware", NoBootLoader = "no loader for its disk", NoHardwareVirtualization = "no hardware virtualization", NoDeviceModel = "no device model", NoXenstore = "xenstored does not answer", WithoutXenstore = "running without xenstored";
    public const string ImageInUse = "disk image is already in use";

    public static string Noun => "state";

    public static int Width => 28;

    public static bool TryParse(string text, out VmState value)
    {
        value = new VmState(text);
        return text.Length is > 0 and <= 28;
    }

    public override string ToString() => Text ?? Disabled;
}
