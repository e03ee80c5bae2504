using System.Globalization;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>
/// GRUB as <c>image-build/disk/grub.cfg</c> sets it up: it starts the file <c>boot/xen</c> where that is there, with as much memory for the
/// first domain as the variable <c>memory</c> says, tells the kernel so by a word of its arguments, and notes in <c>plain</c> that it gave up.
/// </summary>
public sealed class BootConfiguration : IBootConfiguration
{
    // Guests' kernel, which a machine may have too: it is no first domain.
    private const string GuestsKernel = "-slim", Word = "appliance.xen=", Unlimited = "unlimited";
    private readonly BootLoader _loader;

    /// <param name="loader">Of this machine.</param>
    /// <param name="release">Of the kernel that runs.</param>
    /// <param name="arguments">Of the kernel that runs.</param>
    internal BootConfiguration(BootLoader loader, string release, string arguments)
    {
        _loader = loader;
        Usable = loader.IsThere && !release.TrimEnd().EndsWith(GuestsKernel, StringComparison.Ordinal);
        var told = arguments.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).LastOrDefault(word => word.StartsWith(Word, StringComparison.Ordinal))?[Word.Length..];
        Beneath = told is not null;
        LimitInForce = told is null or Unlimited ? null : int.Parse(told, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public bool Usable { get; }

    /// <inheritdoc/>
    public bool Beneath { get; }

    /// <inheritdoc/>
    public int? LimitInForce { get; }

    /// <summary>That of this machine.</summary>
    public static BootConfiguration OfThisMachine(BootLoader loader) => new(loader, File.ReadAllText("/proc/sys/kernel/osrelease"), File.ReadAllText("/proc/cmdline"));

    /// <inheritdoc/>
    public async Task<bool> GaveUpAsync(CancellationToken ct)
    {
        var gaveUp = false;
        await _loader.WithVariablesAsync(variables => gaveUp = variables[RouterSlot.Plain] == Slot, ct);
        return gaveUp;
    }

    /// <inheritdoc/>
    public async Task<bool> SetHypervisorAsync(ReadOnlyMemory<byte> hypervisor, CancellationToken ct)
    {
        Check();
        var changed = false;
        await _loader.InFolderAsync(folder =>
        {
            if (changed = Put(Path.Combine(folder, RouterSlot.Hypervisor), hypervisor.Span)) BootLoader.WithVariables(folder, TryAgain);
        }, ct);
        return changed;
    }

    /// <inheritdoc/>
    public Task SetLimitAsync(int? limit, CancellationToken ct)
    {
        Check();
        return _loader.WithVariablesAsync(variables =>
        {
            var before = variables[RouterSlot.Memory];
            variables[RouterSlot.Memory] = limit?.ToString(CultureInfo.InvariantCulture);
            if (variables[RouterSlot.Memory] != before) TryAgain(variables);
        }, ct);
    }

    private string Slot => _loader.Slot.ToString(CultureInfo.InvariantCulture);

    private void Check()
    {
        if (!Usable) throw new RefusedException("this machine can not begin with a hypervisor");
    }

    private void TryAgain(GrubEnvironment variables)
    {
        if (variables[RouterSlot.Plain] == Slot) variables[RouterSlot.Plain] = null;
    }

    private bool Put(string path, ReadOnlySpan<byte> content)
    {
        var file = path + RouterSlot.Mark(_loader.Slot);
        if (File.Exists(file) ? File.ReadAllBytes(file).AsSpan().SequenceEqual(content) : content.IsEmpty) return false;
        if (content.IsEmpty)
        {
            File.Delete(file);
            DurableFile.SyncFolder(Path.GetDirectoryName(file)!);
        }
        else
        {
            DurableFile.Write(file, content);
        }

        return true;
    }
}
