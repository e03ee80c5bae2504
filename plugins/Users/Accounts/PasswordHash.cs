using System.Globalization;
using System.Security.Cryptography;
using Appliance.Sdk.Values;

namespace Appliance.UsersPlugin.Accounts;

/// <summary>
/// A password as it is stored: <c>pbkdf2-sha256$600000$salt$hash</c>, salt and hash in Base64; the empty text for an empty password, null for
/// one that was never set. The count of
/// rounds is part of it, so that later versions may ask for more.
/// </summary>
public readonly record struct PasswordHash(string? Stored) : IPreparedValue<PasswordHash>
{
    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 600_000, MostRounds = 10_000_000, SaltLength = 16, HashLength = 32;

    /// <summary>Of a password that nobody knows: comparing with it takes as long as with any other.</summary>
    public static PasswordHash Decoy { get; } = new(Text(RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(HashLength)));

    public static string Noun => "password";

    public static int Width => 0;

    /// <summary>The password of who comes in without one.</summary>
    public static PasswordHash Empty { get; } = new("");

    /// <summary>Whether the user never got one.</summary>
    public bool IsUnset => Stored is null;

    /// <summary>Whether there is no password to ask for.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Stored);

    /// <summary>Hashes a password with a salt of its own. Takes a good part of a second.</summary>
    public static PasswordHash Of(string password)
    {
        if (password.Length == 0) return Empty;
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(Text(salt, Hash(password, salt, Rounds)));
    }

    public static string Prepare(string typed) => Of(typed).ToString();

    public static bool TryParse(string text, out PasswordHash value)
    {
        value = new(text);
        return text.Length == 0 || Parts(text) is not null;
    }

    /// <summary>Whether this is the password. Takes a good part of a second, and the same for every wrong one.</summary>
    public bool Matches(string password) =>
        Parts(Stored ?? "") is var (rounds, salt, hash) && CryptographicOperations.FixedTimeEquals(Hash(password, salt, rounds), hash);

    public override string ToString() => Stored ?? "";

    private static string Text(byte[] salt, byte[] hash) => $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";

    private static byte[] Hash(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, HashLength);

    private static (int Rounds, byte[] Salt, byte[] Hash)? Parts(string text)
    {
        if (text.Split('$') is not [Scheme, var count, var salt, var hash]) return null;
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds is < 1 or > MostRounds) return null;
        var (salted, hashed) = (new byte[SaltLength], new byte[HashLength]);
        return Convert.TryFromBase64String(salt, salted, out var a) && a == SaltLength && Convert.TryFromBase64String(hash, hashed, out var b) && b == HashLength
            ? (rounds, salted, hashed) : null;
    }
}
