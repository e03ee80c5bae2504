using Appliance.Packages.Container;
using CsCheck;

namespace Appliance.Packages.Tests.Container;

public sealed class DamageTests : IDisposable
{
    private const int Rounds = 2000;

    private static readonly byte[] s_sound = Some.Pack(
        Some.Manifest() with { Plugins = [new PackagedPlugin("Xen", Some.PathOf("Xen"))] },
        new() { [Some.PathOf("Xen")] = SmallPlugin.Quiet, ["boot/loader"] = [.. Enumerable.Range(0, 3000).Select(number => (byte)(number * number))] });

    private readonly string _folder = Directory.CreateTempSubdirectory("npk").FullName;

    private static Gen<byte[]> Damaged { get; } = Gen.OneOf(
        Gen.Select(At, Gen.Int[1, 255], (at, bits) => Changed(at, [(byte)(s_sound[at] ^ bits)])),
        Gen.Select(At, Gen.Byte.Array[1, 64], Changed),
        Gen.Select(At, Gen.Int[1, 4096], (at, count) => Changed(at, new byte[count])),
        At.Select(at => s_sound[..at]),
        Gen.Select(At, Gen.Byte.Array[1, 64], (byte[] (int at, byte[] more) => [.. s_sound[..at], .. more, .. s_sound[at..]])),
        Gen.Select(At, Gen.Int[1, 64], (byte[] (int at, int count) => [.. s_sound[..at], .. s_sound[Math.Min(at + count, s_sound.Length)..]])));

    private static Gen<int> At => Gen.Int[0, s_sound.Length - 1];

    [Fact]
    public void Any_damage_is_refused_with_a_sentence() => Damaged.Where(file => !file.SequenceEqual(s_sound)).Sample(file =>
    {
        Open(file, out var sentence).ShouldBeNull();
        sentence.ShouldNotBeNullOrWhiteSpace();
        sentence.ShouldNotContain("\n");
    }, iter: Rounds, threads: 1);

    /// <summary>Somebody who damages a file and seals it again gets past the seal, and not past the signature.</summary>
    [Fact]
    public void Damage_under_a_new_seal_is_refused_or_changes_nothing() => Damaged.Sample(file =>
    {
        if (file.Length > PackageSeal.Placeholder.Length)
        {
            using var stream = new MemoryStream();
            stream.Write(file);
            PackageSeal.Write(stream);
            file = stream.ToArray();
        }

        var content = Open(file, out var sentence);
        if (content is null)
            sentence.ShouldNotBeNullOrWhiteSpace();
        else
            content.ShouldBe(Open(s_sound, out _));
    }, iter: Rounds, threads: 1);

    [Fact]
    public async Task Readers_do_not_disturb_each_other()
    {
        var path = Path.Combine(_folder, "xen.npk");
        await File.WriteAllBytesAsync(path, s_sound);
        var expected = Open(s_sound, out _);
        var readers = Enumerable.Range(0, 16).Select(_ => Task.Run(() => Enumerable.Range(0, 20).Select(_ => Read(path, out var _)).ToList()));
        (await Task.WhenAll(readers)).SelectMany(each => each).ShouldAllBe(content => content == expected);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Changed(int at, byte[] over)
    {
        var file = (byte[])s_sound.Clone();
        over.AsSpan(0, Math.Min(over.Length, file.Length - at)).CopyTo(file.AsSpan(at));
        return file;
    }

    private string? Open(byte[] file, out string? sentence)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString());
        File.WriteAllBytes(path, file);
        var content = Read(path, out sentence);
        File.Delete(path);
        return content;
    }

    /// <summary>All content as one text, or null with the refusal.</summary>
    private static string? Read(string path, out string? sentence)
    {
        sentence = null;
        if (!Npk.TryOpen(path, Some.Trust, out var package, out var problem))
        {
            sentence = problem.Sentence;
            return null;
        }

        using (package)
        {
            using var all = new MemoryStream();
            foreach (var file in package.Manifest.Files)
                package.Copy(file, all);
            return package.Digest + Convert.ToBase64String(all.ToArray());
        }
    }
}
