using Appliance.Engine.Archive;
using Appliance.Engine.Store;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Archive;

public sealed class BackupFileTests
{
    private static readonly StoredConfiguration s_sample = new(
        7,
        [new("/xen", new ItemId(3), 5, new Dictionary<string, string> { ["name"] = "größe \"1\" $x\n", ["memory"] = "64" }), new("/user", new ItemId(1), 1, new Dictionary<string, string>())],
        new Dictionary<string, uint> { ["/xen"] = 9, ["/user"] = 1 },
        []);

    [Theory]
    [InlineData("")]
    [InlineData("geheim mit Umlaut ä")]
    public void What_was_saved_is_read_back(string password)
    {
        var read = BackupFile.Read(BackupFile.Write(s_sample, password), password);
        read.Revision.ShouldBe(7);
        read.LastIds.ShouldBe(s_sample.LastIds, ignoreOrder: true);
        read.Items.Select(Text).ShouldBe(s_sample.Items.Select(Text), ignoreOrder: true);
    }

    [Fact]
    public void A_password_hides_everything_and_two_backups_are_never_the_same()
    {
        var (one, two) = (BackupFile.Write(s_sample, "secret"), BackupFile.Write(s_sample, "secret"));
        one.ShouldNotBe(two);
        Should.Throw<InvalidDataException>(() => BackupFile.Read(one, "Secret")).Message.ShouldBe("wrong password");
        Should.Throw<InvalidDataException>(() => BackupFile.Read(one, "")).Message.ShouldBe("wrong password");
        Should.Throw<PasswordNeededException>(() => BackupFile.Read(one, null));
    }

    [Fact]
    public void A_file_of_another_version_says_so()
    {
        var file = BackupFile.Write(s_sample, null);
        file["appliance backup".Length]++;
        System.Security.Cryptography.SHA256.HashData(file.AsSpan(..^32)).CopyTo(file, file.Length - 32);
        Should.Throw<InvalidDataException>(() => BackupFile.Read(file, null)).Message.ShouldBe("backup was made by another version of the software");
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    public void Every_cut_and_every_changed_bit_is_refused_with_a_sentence(string password)
    {
        var file = BackupFile.Write(s_sample, password);
        for (var length = 0; length < file.Length; length++) Refused(file[..length], password);
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var changed = (byte[])file.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(changed, password);
        }
        Refused([.. file, 0], password);
    }

    [Fact]
    public void Garbage_with_a_right_hash_is_refused_too()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var body = new byte[random.Next(200)];
            random.NextBytes(body);
            byte[] file = [.. "appliance backup"u8, 1, 0, .. body];
            Refused([.. file, .. System.Security.Cryptography.SHA256.HashData(file)], "");
        }
    }

    private static void Refused(byte[] file, string password) =>
        Should.Throw<InvalidDataException>(() => BackupFile.Read(file, password)).Message.ShouldBeOneOf("file is not a backup, or is damaged", "backup file is damaged");

    private static string Text(StoredItem item) => $"{item.Menu} {item.Id} {item.Position} {string.Join(' ', item.Values.OrderBy(value => value.Key).Select(value => $"{value.Key}={value.Value}"))}";
}
