using Appliance.Image.Tests.Running;

namespace Appliance.Benchmarks;

/// <summary>A system on a disk of its own, and how a person at its serial console gets on with it.</summary>
internal interface IBootedGuest
{
    /// <summary>MiB of files that make it.</summary>
    double Disk { get; }

    /// <summary>Asks who is there.</summary>
    string Prompt { get; }

    /// <param name="memory">MiB.</param>
    BootedMachine Boot(int memory);

    /// <summary>Answers the prompt, until commands can be typed.</summary>
    Task LogInAsync(BootedMachine machine);

    Task<GuestMemory> MemoryAsync(BootedMachine machine);

    Task SwitchOffAsync(BootedMachine machine);
}

/// <summary>Of the kernel's account, in MiB.</summary>
internal sealed record GuestMemory(double InUse, double Total)
{
    public static GuestMemory OfKilobytes(double total, double available) => new((total - available) / 1024, total / 1024);
}
