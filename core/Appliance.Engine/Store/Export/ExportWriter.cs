using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace Appliance.Engine.Store.Export;

/// <summary>Writes the lines that <see cref="ExportFile"/> describes.</summary>
internal sealed class ExportWriter(Stream file)
{
    private const int Full = 1 << 16;
    private static readonly SearchValues<char> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(number => (char)number), '"', '\\', '$', (char)0x7F]);

    private readonly ArrayBufferWriter<byte> _bytes = new(2 * Full);
    private readonly XxHash3 _check = new();

    public void Write(StoredConfiguration all)
    {
        Raw($"# configuration of revision {all.Revision}\n");
        foreach (var (space, last) in all.LastIds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Raw("last space=");
            Quoted(space);
            Raw($" id={last}\n");
        }
        foreach (var menu in all.Items.GroupBy(item => item.Menu).OrderBy(menu => menu.Key, StringComparer.Ordinal))
        {
            Raw(menu.Key);
            Raw("\n");
            foreach (var item in menu.OrderBy(item => item.Position).ThenBy(item => item.Id)) Write(item);
        }
        Raw($"# end of revision {all.Revision}, {all.Items.Count} items, check ");
        Flush();
        Raw(_check.GetCurrentHashAsUInt64().ToString("X16"));
        Raw("\n");
        Flush();
    }

    private void Write(StoredItem item)
    {
        Raw($"add {item.Id} {item.Position}");
        foreach (var (name, value) in item.Values)
        {
            Raw(" ");
            Raw(name);
            Raw("=");
            Quoted(value);
        }
        Raw("\n");
        if (_bytes.WrittenCount >= Full) Flush();
    }

    private void Quoted(string text)
    {
        Raw("\"");
        var rest = text.AsSpan();
        for (var special = rest.IndexOfAny(s_special); special >= 0; special = rest.IndexOfAny(s_special))
        {
            Raw(rest[..special]);
            Raw(Escape(rest[special]));
            rest = rest[(special + 1)..];
        }
        Raw(rest);
        Raw("\"");
    }

    private static string Escape(char special) => special switch
    {
        '"' or '\\' or '$' => "\\" + special,
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\{(int)special:X2}",
    };

    private void Raw(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _bytes);

    private void Flush()
    {
        _check.Append(_bytes.WrittenSpan);
        file.Write(_bytes.WrittenSpan);
        _bytes.ResetWrittenCount();
    }
}
