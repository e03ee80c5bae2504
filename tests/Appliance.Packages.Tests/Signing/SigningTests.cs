using Appliance.Packages.Signing;
using Appliance.PackageTool;

namespace Appliance.Packages.Tests.Signing;

public sealed class SigningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("npk").FullName;

    private string Key => Path.Combine(_folder, "key");

    [Fact]
    public void A_private_key_is_read_by_its_owner_only_and_gives_the_same_key_back()
    {
        using var key = SigningKey.Generate();
        key.Write(Key);
        File.GetUnixFileMode(Key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var again = SigningKey.Read(Key);
        again.PublicText.ShouldBe(key.PublicText);
        Should.Throw<IOException>(() => key.Write(Key));
    }

    [Fact]
    public void What_keygen_writes_is_what_a_router_trusts()
    {
        KeygenCommand.Generate(Key);
        using var key = SigningKey.Read(Key);
        var trusted = TrustedKeys.Read(Key + ".pub");
        var signature = key.Sign("text"u8);
        trusted.Verifies(signature, "text"u8).ShouldBeTrue();
        trusted.Verifies(signature, "Text"u8).ShouldBeFalse();
        Some.Trust.Knows(signature).ShouldBeFalse();
    }

    [Fact]
    public void The_list_of_trusted_keys_has_comments_and_survives_nonsense()
    {
        File.WriteAllText(Key, $"# the builders\n\n{Some.Key.PublicText}  builder # main\nnonsense\nAAAA\n");
        TrustedKeys.Read(Key).Knows(Some.Key.Sign("text"u8)).ShouldBeTrue();
        TrustedKeys.Read(Key).Count.ShouldBe(1);
        TrustedKeys.Read(Path.Combine(_folder, "missing")).Count.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
