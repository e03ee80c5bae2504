using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>
/// The two places on this machine's disk that hold its software: kernel and root. One of them runs, the other takes the next version. The
/// boot loader goes back to the former one where the next does not come to its login prompt three times.
/// </summary>
public interface ISystemSlots
{
    /// <summary>The one that runs, 1 or 2; 1 where there is no other.</summary>
    int Running { get; }

    /// <summary>The one that does not run, 2 or 1, whether it is there or not.</summary>
    int Other { get; }

    /// <summary>Whether there is another one to write to.</summary>
    bool HasOther { get; }

    /// <summary>Replaces what the other one holds. Until it is complete, nothing boots from it; what runs is not touched.</summary>
    /// <param name="files">One of them is the root, <see cref="SlotFile.Root"/>, the others are read by the boot loader.</param>
    /// <param name="ct">Ends it, and leaves the other slot unusable.</param>
    /// <exception cref="RefusedException">It does not fit, or can not be written.</exception>
    Task WriteOtherAsync(IReadOnlyList<SlotFile> files, CancellationToken ct);

    /// <summary>From the next start of the machine on, the other one runs.</summary>
    /// <exception cref="RefusedException">The boot loader can not be told.</exception>
    Task SwitchAsync(CancellationToken ct);

    /// <summary>The one that runs has come to its login prompt: the boot loader stops counting.</summary>
    /// <exception cref="RefusedException">The boot loader can not be told.</exception>
    Task ConfirmAsync(CancellationToken ct);
}

/// <summary>A file of a slot.</summary>
/// <param name="Path"><see cref="Root"/>, or where the boot loader finds it in the first slot: <c>boot/vmlinuz</c>.</param>
/// <param name="Length">Octets.</param>
/// <param name="CopyTo">Writes its content.</param>
public sealed record SlotFile(string Path, long Length, Action<Stream> CopyTo)
{
    /// <summary>Path of the root, a squashfs.</summary>
    public const string Root = "system.squashfs";
}
