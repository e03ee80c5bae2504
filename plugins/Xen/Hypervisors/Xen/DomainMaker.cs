using System.Diagnostics;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors.Xen.Store;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Makes domains, one at a time: so what one needs is not given to another one meanwhile.</summary>
internal sealed class DomainMaker(XenStore store, XenControl control, DomainRemains remains, ILoopDevices loops, ILogger log)
{
    // What xl reckons with beside the guest's own memory, in KiB: for each processor, for each MiB, and for the rest.
    private const long EachProcessor = 1024, EachMebibyte = 8, Rest = 2048;
    private const uint FirstDisk = 202 << 8, NextDisk = 1 << 4;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>A domain that does not execute yet, with its disk. Nothing is left of one that can not be made.</summary>
    /// <exception cref="DomainFailedException">Why it can not be made.</exception>
    public async Task<MadeDomain> MakeAsync(DomainRecord record, XenFiles files, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        ILoopDevice? disk = null;
        var since = Stopwatch.GetTimestamp();
        try
        {
            HardwareNeeds.Check(record.Spec, control.GuestKinds());
            var spec = await Task.Run(() => DomainBoot.Of(record.Spec, files.Boot, ct), ct);
            CheckMemory(spec);
            disk = OpenDisk(spec);
            await File.WriteAllTextAsync(files.Configuration, XlProgram.Configuration(spec, record.Uuid), ct);
            var prepared = Stopwatch.GetTimestamp();
            await XlProgram.CreateAsync(files.Configuration, spec, ct);
            var built = Stopwatch.GetElapsedTime(prepared);
            var domain = control.Find(record.Uuid)?.Id ?? throw new DomainFailedException(VmState.FailedToStart, $"{spec.Name} ended while it was starting");
            if (disk is not null) await PlugInAsync(disk, domain, spec, ct);
            control.SetWeight(domain, spec.Weight);
            log.LogDebug("{Machine} was made in {All:F2} s, {Built:F2} s of them by xl and the hypervisor", spec.Name, Stopwatch.GetElapsedTime(since).TotalSeconds, built.TotalSeconds);
            return new MadeDomain(domain, disk);
        }
        catch (StoreException trouble)
        {
            throw await AbandonAsync(record, disk, new DomainFailedException(VmState.NoXenstore, $"{record.Spec.Name} can not be started: {trouble.Message}"));
        }
        catch (Exception trouble)
        {
            await AbandonAsync(record, disk, trouble);
            throw;
        }
        finally
        {
            files.RemoveBoot();
            _turn.Release();
        }
    }

    private async Task<Exception> AbandonAsync(DomainRecord record, ILoopDevice? disk, Exception trouble)
    {
        disk?.Dispose();
        await remains.TakeAwayAsync(record.Uuid);
        return trouble;
    }

    private void CheckMemory(DomainSpec spec)
    {
        var needed = spec.Memory + (EachProcessor * spec.CpuCount + EachMebibyte * spec.Memory + Rest + 1023) / 1024;
        // What the router has too much of, xl takes from it.
        var missing = needed - control.FreeMemory() - control.SpareMemory();
        if (missing > 0) throw new DomainFailedException($"{missing} MiB memory missing", $"not enough memory to start {spec.Name}: {missing} MiB are missing");
    }

    private ILoopDevice? OpenDisk(DomainSpec spec)
    {
        if (spec.Image is null) return null;
        try
        {
            var disk = loops.Open(spec.Image, readOnly: false);
            if (!disk.IsShared()) return disk;
            disk.Dispose();
        }
        catch (RefusedException trouble)
        {
            throw new DomainFailedException(VmState.FailedToStart, $"{spec.Name} can not be started: {trouble.Message}");
        }
        throw new DomainFailedException(VmState.ImageInUse, $"disk image of {spec.Name} is already in use");
    }

    private Task PlugInAsync(ILoopDevice disk, uint domain, DomainSpec spec, CancellationToken ct)
    {
        var number = FirstDisk + (uint)spec.DiskNumber * NextDisk;
        var device = new GuestDevice(domain, "vbd", number);
        return device.AddAsync(
            [
                ("dev", $"xvd{(char)('a' + spec.DiskNumber)}"), ("type", "phy"), ("mode", "w"), ("device-type", "disk"), ("specification", "xen"), ("params", spec.Image!),
                ("removable", "0"), ("bootable", "1"), ("discard-enable", "1"), ("physical-device", PhysicalDevice.Of(disk)), ("hotplug-status", "connected"),
            ],
            [("virtual-device", $"{number}"), ("device-type", "disk")], store, ct);
    }
}

/// <summary>A domain that was made.</summary>
/// <param name="Id">The hypervisor's number.</param>
/// <param name="Disk">Keeps the image's device until the guest has let go of it.</param>
internal sealed record MadeDomain(uint Id, ILoopDevice? Disk);
