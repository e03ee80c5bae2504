using Appliance.Packages.Container;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Tests.Container;

/// <summary>A guest gets packages without what is for machines only: it has no place for it.</summary>
public sealed class GuestCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("npk").FullName;

    [Fact]
    public void A_copy_for_guests_is_the_same_package_without_what_is_for_machines()
    {
        using var whole = Open(Whole());
        using var guests = Open(CopyOf(whole));
        guests.Digest.ShouldBe(whole.Digest);
        whole.Files.Select(file => file.Path).ShouldBe(["boot/xen", "plugins/Xen/Xen.txt"]);
        guests.Files.Select(file => file.Path).ShouldBe(["plugins/Xen/Xen.txt"]);
        using var again = Open(CopyOf(guests));
        again.Files.ShouldBe(guests.Files);
    }

    [Fact]
    public void Nothing_else_may_be_missing()
    {
        using var whole = Open(Whole());
        Refused(Some.Forged(whole.Manifest, new() { ["boot/xen"] = [1, 2, 3] })).Sentence.ShouldBe("it is damaged: plugins/Xen/Xen.txt is missing");
    }

    [Fact]
    public void What_is_there_is_what_was_signed()
    {
        using var whole = Open(Whole());
        Refused(Some.Forged(whole.Manifest, new() { ["boot/xen"] = [1, 2, 4], ["plugins/Xen/Xen.txt"] = [4] })).Sentence.ShouldBe("it is damaged: the content of boot/xen is not the one that was signed");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Whole()
    {
        using var zip = new MemoryStream();
        NpkWriter.Write(zip, Some.Manifest(), new Dictionary<string, byte[]> { ["boot/xen"] = [1, 2, 3], ["plugins/Xen/Xen.txt"] = [4] }, Some.Key, new HashSet<string> { "boot/xen" });
        return zip.ToArray();
    }

    private static byte[] CopyOf(Npk package)
    {
        using var copy = new MemoryStream();
        package.WriteForGuests(copy);
        return copy.ToArray();
    }

    private Npk Open(byte[] content) => Npk.TryOpen(Written(content), Some.Trust, out var package, out var problem) ? package : throw new InvalidOperationException(problem.Sentence);

    private Problem Refused(byte[] content)
    {
        Npk.TryOpen(Written(content), Some.Trust, out _, out var problem).ShouldBeFalse();
        return problem!;
    }

    private string Written(byte[] content)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString());
        File.WriteAllBytes(path, content);
        return path;
    }
}
