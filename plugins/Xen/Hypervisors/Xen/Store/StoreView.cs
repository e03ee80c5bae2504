using System.Text;

namespace Appliance.XenPlugin.Hypervisors.Xen.Store;

/// <summary>Reads and changes xenstore: at once, or within a transaction.</summary>
internal sealed class StoreView(StoreConnection connection, uint transaction)
{
    /// <summary>Null where nothing is.</summary>
    public async Task<string?> ReadAsync(string path, CancellationToken ct) =>
        await TryAsync(StoreOperation.Read, Words(path), ct) is { } value ? Encoding.UTF8.GetString(value) : null;

    /// <summary>Names below a path; none where nothing is.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string path, CancellationToken ct) =>
        await TryAsync(StoreOperation.Directory, Words(path), ct) is { } names ? Encoding.UTF8.GetString(names).Split('\0', StringSplitOptions.RemoveEmptyEntries) : [];

    public Task WriteAsync(string path, string value, CancellationToken ct) =>
        connection.AskAsync(StoreOperation.Write, transaction, [.. Words(path), .. Encoding.UTF8.GetBytes(value)], ct);

    /// <summary>With all that is below it; nothing happens where nothing is.</summary>
    public Task RemoveAsync(string path, CancellationToken ct) => TryAsync(StoreOperation.Remove, Words(path), ct);

    /// <summary>Writes what is to be below a path that is new.</summary>
    /// <param name="path">Where.</param>
    /// <param name="owner">Domain that may do all with it.</param>
    /// <param name="reader">Domain that may read it.</param>
    /// <param name="values">Names and values.</param>
    /// <param name="ct">Gives up.</param>
    public async Task PutAsync(string path, uint owner, uint reader, IEnumerable<(string Name, string Value)> values, CancellationToken ct)
    {
        await WriteAsync(path, "", ct);
        // What is made below it has the same owner and reader.
        await connection.AskAsync(StoreOperation.SetPermissions, transaction, Words(path, $"n{owner}", $"r{reader}"), ct);
        foreach (var (name, value) in values) await WriteAsync($"{path}/{name}", value, ct);
    }

    internal static byte[] Words(params ReadOnlySpan<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words) text.Append(word).Append('\0');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private async Task<byte[]?> TryAsync(StoreOperation operation, byte[] payload, CancellationToken ct)
    {
        try
        {
            return await connection.AskAsync(operation, transaction, payload, ct);
        }
        catch (StoreException missing) when (missing.Error == StoreException.NotThere)
        {
            return null;
        }
    }
}
