using Appliance.Drivers.Linux.Host.SystemDisks;
using Appliance.Imaging.Fat;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>Where a router's own software is: in a folder, where a program says, in partitions.</summary>
public sealed class SystemDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("system").FullName;

    [Fact]
    public async Task A_folder_has_the_parts()
    {
        Fill();
        using var parts = await SystemDisk.At(_folder).OpenAsync(_ => { }, default);
        Text(parts).ShouldBe(("kernel", "console=ttyS0", null, "hsqs system"));
        File.WriteAllText(Path.Combine(_folder, "initrd.img"), "ramdisk");
        using var more = await SystemDisk.At(_folder).OpenAsync(_ => { }, default);
        Text(more).Initrd.ShouldBe("ramdisk");
    }

    [Fact]
    public async Task A_program_says_how_far_it_is_and_where_they_are()
    {
        Fill();
        var told = new List<string>();
        using var parts = await SystemDisk.At(Program($"echo building; echo; printf 'with \\033[1mcolour\\n'; echo {_folder}")).OpenAsync(told.Add, default);
        Text(parts).Kernel.ShouldBe("kernel");
        told.ShouldBe(["building", "with [1mcolour", _folder]);
    }

    [Theory]
    [InlineData("echo no network; exit 1", "this router's software can not be built here: no network")]
    [InlineData("echo /nowhere", "this router's software can not be built here: /nowhere")]
    [InlineData("true", "this router's software can not be built here: it said nothing")]
    public async Task What_a_program_says_last_is_why_it_failed(string script, string sentence) =>
        (await Should.ThrowAsync<RefusedException>(() => SystemDisk.At(Program(script)).OpenAsync(_ => { }, default))).Message.ShouldBe(sentence);

    [Fact]
    public async Task A_program_that_is_not_waited_for_ends()
    {
        using var ctrlC = new CancellationTokenSource();
        var pid = new TaskCompletionSource<string>();
        var opening = SystemDisk.At(Program("echo $$; exec sleep 1000")).OpenAsync(pid.SetResult, ctrlC.Token);
        using var process = System.Diagnostics.Process.GetProcessById(int.Parse(await pid.Task));
        await ctrlC.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => opening);
        process.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_without_them_is_said() =>
        (await Should.ThrowAsync<RefusedException>(() => SystemDisk.At(_folder).OpenAsync(_ => { }, default))).Message.ShouldStartWith($"this router's software is not in {_folder}: ");

    [Fact]
    public async Task A_machine_has_them_in_partitions_by_name()
    {
        await PartitionsAsync(("boot/vmlinuz", "kernel"), ("boot/cmdline", "root=PARTLABEL=system\n"), ("boot/initrd.img", "ramdisk"));
        using var parts = await Partitions.OpenAsync(_ => { }, default);
        Text(parts).ShouldBe(("kernel", "root=PARTLABEL=system", "ramdisk", "hsqs"));
    }

    [Fact]
    public async Task A_kernel_for_guests_comes_before_the_machines_own()
    {
        await PartitionsAsync(("boot/vmlinuz", "kernel"), ("boot/cmdline", "own"), ("boot/initrd.img", "ramdisk"), ("guest/vmlinuz", "guest kernel"), ("guest/cmdline", "guests"));
        using var parts = await Partitions.OpenAsync(_ => { }, default);
        Text(parts).ShouldBe(("guest kernel", "guests", null, "hsqs"));
    }

    [Fact]
    public async Task What_runs_from_the_second_slot_is_taken_from_there()
    {
        await PartitionsAsync(("boot/vmlinuz", "kernel"), ("boot/vmlinuz2", "second kernel"), ("boot/cmdline2", "quiet root=PARTLABEL=system2\n"));
        File.WriteAllText(Path.Combine(_folder, "blocks", "sda2", "uevent"), "PARTNAME=system2\n");
        using var parts = await Running(2).OpenAsync(_ => { }, default);
        Text(parts).ShouldBe(("second kernel", "quiet root=PARTLABEL=system", null, "hsqs"));
    }

    [Fact]
    public async Task A_machine_without_such_partitions_is_said()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "blocks", "sda1"));
        File.WriteAllText(Path.Combine(_folder, "blocks", "sda1", "uevent"), "DEVNAME=sda1\nPARTNAME=system and more\n");
        (await Should.ThrowAsync<RefusedException>(() => Partitions.OpenAsync(_ => { }, default))).Message.ShouldStartWith("this router does not run from a disk of its own");
    }

    [Fact]
    public async Task Damage_is_said()
    {
        await PartitionsAsync(("boot/cmdline", "own"));
        (await Should.ThrowAsync<RefusedException>(() => Partitions.OpenAsync(_ => { }, default))).Message.ShouldBe("this router's own disk can not be read: it has no kernel");
        File.WriteAllBytes(Path.Combine(_folder, "devices", "sda1"), new byte[4096]);
        (await Should.ThrowAsync<RefusedException>(() => Partitions.OpenAsync(_ => { }, default))).Message.ShouldBe("this router's own disk can not be read: it has no FAT file system");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ISystemDisk Partitions => Running(1);

    private SystemPartitions Running(int slot) => new(new NamedPartitions(Path.Combine(_folder, "blocks"), Path.Combine(_folder, "devices")), slot);

    private static (string Kernel, string Line, string? Initrd, string System) Text(SystemParts parts)
    {
        var system = new byte[parts.SystemLength];
        parts.System.ReadExactly(system);
        return (new StreamReader(parts.Kernel).ReadToEnd(), parts.CommandLine, parts.Initrd is null ? null : new StreamReader(parts.Initrd).ReadToEnd(), System.Text.Encoding.ASCII.GetString(system).Split('\0')[0]);
    }

    private void Fill()
    {
        foreach (var (name, content) in new[] { ("vmlinuz", "kernel"), ("cmdline", "console=ttyS0\n"), ("system.squashfs", "hsqs system") }) File.WriteAllText(Path.Combine(_folder, name), content);
    }

    private string Program(string script)
    {
        var path = Path.Combine(_folder, "program");
        File.WriteAllText(path, $"#!/bin/bash\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    // As the kernel lists the partitions of a disk; files stand for the devices.
    private async Task PartitionsAsync(params (string Path, string Content)[] files)
    {
        var fat = new Fat16Writer(files.Select(file => new FatSource(file.Path, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(file.Content)))), 1);
        var boot = new MemoryStream(new byte[fat.Length]);
        await fat.WriteAsync(boot, 0);
        var system = new byte[8192];
        "hsqs"u8.CopyTo(system);
        BitConverter.TryWriteBytes(system.AsSpan(40), 5000L);
        foreach (var (device, name, content) in new[] { ("sda1", "boot", boot.ToArray()), ("sda2", "system", system) })
        {
            var block = Directory.CreateDirectory(Path.Combine(_folder, "blocks", device)).FullName;
            await File.WriteAllTextAsync(Path.Combine(block, "uevent"), $"DEVTYPE=partition\nPARTNAME={name}\n");
            await File.WriteAllTextAsync(Path.Combine(block, "size"), $"{content.Length / 512}\n");
            Directory.CreateDirectory(Path.Combine(_folder, "devices"));
            await File.WriteAllBytesAsync(Path.Combine(_folder, "devices", device), content);
        }
    }
}
