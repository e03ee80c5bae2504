using System.Globalization;
using System.Text;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.Logging;

/// <summary>The files of a disk action. A file is open only while a batch is written: an administrator may remove it at any time.</summary>
internal sealed class LogFiles(DiskLog action, IFileStore files) : ILogTarget
{
    private int _count;
    private long _length = -1;

    public void Write(IReadOnlyList<LogLine> lines)
    {
        for (var written = 0; written < lines.Count;)
        {
            var newest = PathOf(0);
            Directory.CreateDirectory(Path.GetDirectoryName(newest)!);
            if (Length(newest) != _length) _count = File.Exists(newest) ? File.ReadLines(newest).Count() : 0;
            if (_count >= action.LinesPerFile && !Rotate())
            {
                _length = Length(newest);
                return;
            }
            var part = lines.Skip(written).Take(action.LinesPerFile - _count).ToList();
            using (var file = new StreamWriter(newest, append: true, new UTF8Encoding(false)))
            {
                foreach (var line in part) file.Write(Text(line));
            }
            written += part.Count;
            _count += part.Count;
            _length = Length(newest);
        }
    }

    public void Dispose()
    {
        // No file is open.
    }

    /// <summary>False where all files are full and are to stay.</summary>
    private bool Rotate()
    {
        if (action.StopOnFull && Enumerable.Range(0, action.Files).All(number => File.Exists(PathOf(number)))) return false;
        File.Delete(PathOf(action.Files - 1));
        for (var number = action.Files - 2; number >= 0; number--)
        {
            if (File.Exists(PathOf(number))) File.Move(PathOf(number), PathOf(number + 1), overwrite: true);
        }
        _count = 0;
        return true;
    }

    private string PathOf(int number) => files.PathOf(new FilePath(string.Create(CultureInfo.InvariantCulture, $"{action.File}.{number}.txt")));

    private static long Length(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;

    private static string Text(LogLine line) => $"{line.Time.ToString("MMM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture).ToLowerInvariant()} {line.Topics} {line.Message}\n";
}
