namespace Appliance.Sdk.Values;

/// <summary>A name in the router's file store, such as <c>ros1.img</c> or <c>disks/data.img</c>; never absolute, never with <c>..</c>.</summary>
/// <param name="Name">The path below the file store's root with <c>/</c> between folders; empty for none.</param>
public readonly record struct FilePath(string? Name)
{
    /// <summary>No file.</summary>
    public static FilePath None => default;

    /// <summary>Whether this names no file.</summary>
    public bool IsNone => string.IsNullOrEmpty(Name);

    /// <summary>Accepts a relative path without empty, <c>.</c> or <c>..</c> parts; one leading slash is dropped, the empty text is none.</summary>
    public static bool TryParse(string text, out FilePath path)
    {
        path = default;
        var name = text.StartsWith('/') ? text[1..] : text;
        if (name.Length == 0) return text.Length == 0;
        if (name.Length > 1024 || name.Any(char.IsControl)) return false;
        if (name.Split('/').Any(part => part is "" or "." or ".." || part.Length > 200)) return false;
        path = new FilePath(name);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
