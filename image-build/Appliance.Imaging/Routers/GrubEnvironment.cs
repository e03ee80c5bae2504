using System.Text;

namespace Appliance.Imaging.Routers;

/// <summary>The block in which GRUB keeps variables over a restart: a first line, one variable a line, and <c>#</c> up to its fixed size.</summary>
public sealed class GrubEnvironment
{
    /// <summary>Octets of a block.</summary>
    public const int Size = 1024;

    private const string Head = "# GRUB Environment Block\n";
    private readonly List<KeyValuePair<string, string>> _variables = [];

    private GrubEnvironment()
    {
    }

    /// <summary>A variable; null is one that is not set.</summary>
    public string? this[string name]
    {
        get => _variables.FirstOrDefault(each => each.Key == name).Value;
        set
        {
            _variables.RemoveAll(each => each.Key == name);
            if (value is not null) _variables.Add(new(name, value));
        }
    }

    /// <summary>Reads a block.</summary>
    /// <exception cref="InvalidImageException">It is no such block.</exception>
    public static GrubEnvironment Parse(ReadOnlySpan<byte> block)
    {
        var text = Encoding.ASCII.GetString(block);
        if (block.Length != Size || !text.StartsWith(Head, StringComparison.Ordinal)) throw new InvalidImageException("grubenv is no block of GRUB's variables");
        var environment = new GrubEnvironment();
        foreach (var line in text[Head.Length..].Split('\n').Where(line => line.Contains('=') && !line.StartsWith('#')))
            environment[line[..line.IndexOf('=')]] = line[(line.IndexOf('=') + 1)..];
        return environment;
    }

    /// <summary>A block with all variables.</summary>
    /// <exception cref="InvalidImageException">It has no room for all of them.</exception>
    public byte[] ToBlock()
    {
        var text = Head + string.Concat(_variables.Select(each => $"{each.Key}={each.Value}\n"));
        return text.Length <= Size ? Encoding.ASCII.GetBytes(text.PadRight(Size, '#')) : throw new InvalidImageException("grubenv has no room for more");
    }
}
