using System.Buffers.Binary;
using System.Diagnostics;
using Appliance.Imaging.Fat;
using Appliance.Imaging.Partitions;

namespace Appliance.Imaging.Tests;

/// <summary>Disks that somebody made to harm: thousands of them each run, from a new seed, which a failure prints.</summary>
public sealed class HostileDiskTests
{
    private const int Disks = 2500, LargestFile = 1 << 20;
    private const long MiB = 1 << 20, MostMemory = 16 * MiB;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static TheoryData<int, int> Kinds => new() { { 12, 1 }, { 16, 3 }, { 32, 34 } };

    [Theory, MemberData(nameof(Kinds))]
    public void None_hangs_crashes_or_eats_memory(int bits, int mebibytes)
    {
        var octets = Make(bits, mebibytes);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var (found, refused) = (0, 0);
        for (var number = 0; number < Disks; number++)
        {
            var undo = Mutate(octets, random);
            var (watch, memory) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                found += Look(octets);
            }
            catch (InvalidImageException)
            {
                refused++;
            }
            catch (Exception escaped)
            {
                Assert.Fail($"seed {seed}, disk {number}: {escaped}");
            }
            watch.Elapsed.ShouldBeLessThan(s_patience, $"seed {seed}, disk {number}");
            (GC.GetAllocatedBytesForCurrentThread() - memory).ShouldBeLessThan(MostMemory, $"seed {seed}, disk {number}");
            foreach (var (place, before) in undo) octets[place] = before;
        }
        // Both ways were gone, and the disk is whole again.
        found.ShouldBeGreaterThan(Disks / 10);
        refused.ShouldBeGreaterThan(Disks / 10);
        Look(octets).ShouldBe(2);
    }

    [Fact]
    public void Noise_is_no_disk()
    {
        var random = new Random();
        for (var number = 0; number < Disks; number++)
        {
            var octets = new byte[random.Next(0, 5000)];
            random.NextBytes(octets);
            if (octets.Length >= 512) BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(510), 0xAA55);
            try
            {
                Look(octets);
            }
            catch (InvalidImageException)
            {
                // That is what is asked for.
            }
        }
    }

    // What a virtual machine's start does, and more.
    private static int Look(byte[] octets)
    {
        var disk = ImageRegion.Of(new MemoryStream(octets), octets.Length);
        var found = 0;
        foreach (var partition in PartitionTable.Read(disk).Where(partition => partition.Name.StartsWith('b') || partition.Number > 4))
        {
            var volume = new FatVolume(disk.Part(partition.Offset, partition.Length, "its partition"));
            foreach (var path in (string[])["boot/vmlinuz", "boot/a name that is longer than others.txt"])
            {
                if (volume.FindFile(path) is not { } file) continue;
                volume.Read(file, LargestFile);
                found++;
            }
        }
        return found;
    }

    private static byte[] Make(int bits, int mebibytes)
    {
        using var disk = new TestDisk(mebibytes + 1).Partitioned($"label: gpt\nfirst-lba: 34\nstart=64, size={mebibytes * MiB / 512}, name=boot\n").WithFat(bits, 64 * 512, mebibytes * MiB,
            ("boot/vmlinuz", Octets.Random(100_000)), ("boot/a name that is longer than others.txt", Octets.Random(3000)));
        return File.ReadAllBytes(disk.Path);
    }

    // Where tables, folders and their numbers are; often with a sum that is right, so that the damage is believed.
    private static Stack<(int Place, byte Before)> Mutate(byte[] octets, Random random)
    {
        var undo = new Stack<(int, byte)>();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var region = random.Next(8) switch
            {
                0 => (446, 66),
                1 => (512, 92),
                2 => (1024, 128),
                3 => (64 * 512 + 11, 40),
                4 => (64 * 512 + 512, 2048),
                5 => (64 * 512 + 1024, 64 * 1024),
                _ => (64 * 512, Math.Min(octets.Length - 64 * 512, 1200 * 1024)),
            };
            var width = 1 << random.Next(4);
            var place = region.Item1 + random.Next(region.Item2 - width + 1);
            for (var index = 0; index < width; index++) Set(place + index, random.Next(4) switch { 0 => (byte)0, 1 => (byte)0xFF, 2 => (byte)random.Next(4), _ => (byte)random.Next(256) });
        }
        if (random.Next(4) > 0)
        {
            SetSum(512 + 88, octets.AsSpan(1024, 128 * 128).ToArray());
            SetSum(512 + 16, octets.AsSpan(512, 92).ToArray(), 16);
        }
        return undo;

        void Set(int place, byte value)
        {
            undo.Push((place, octets[place]));
            octets[place] = value;
        }

        void SetSum(int place, byte[] over, int hole = -1)
        {
            if (hole >= 0) over.AsSpan(hole, 4).Clear();
            var sum = BitConverter.GetBytes(System.IO.Hashing.Crc32.HashToUInt32(over));
            for (var index = 0; index < sum.Length; index++) Set(place + index, sum[index]);
        }
    }
}
