using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host;

/// <summary>The file store as one folder of this machine. Links that lead out of it are as good as not there.</summary>
public sealed partial class FileStore : IFileStore
{
    // Half-written files get a name with a dot in front, and are moved to their place when they are complete.
    private const char HiddenPrefix = '.';
    private const int MostLinks = 40;
    private readonly Func<DateTime, DateTime> _toLocal;

    /// <param name="root">Made where it is missing.</param>
    /// <param name="toLocal">UTC to the router's local time.</param>
    public FileStore(string root, Func<DateTime, DateTime> toLocal)
    {
        Directory.CreateDirectory(root);
        Root = RealPath(Path.GetFullPath(root)) ?? root;
        _toLocal = toLocal;
    }

    public string Root { get; }

    public long FreeSpace => new Disk(Root).Space().Free;

    /// <summary>Removes what an earlier daemon was writing when it was killed.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in List().Where(file => file.IsFolder).Select(folder => Path.Combine(Root, folder.Path.Name!)).Prepend(Root).SelectMany(Entries))
        {
            if (file is FileInfo && file.Name is [HiddenPrefix, .. var name] && Guid.TryParseExact(name, "N", out _)) file.Delete();
        }
    }

    public IEnumerable<StoredFile> List()
    {
        var files = new List<StoredFile>();
        var folders = new Stack<string>([Root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in Entries(folder))
            {
                if (entry.Name.StartsWith(HiddenPrefix) || Describe(entry) is not { } file) continue;
                files.Add(file);
                if (file.IsFolder) folders.Push(entry.FullName);
            }
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Path.Name, b.Path.Name));
        return files;
    }

    public string PathOf(FilePath file)
    {
        if (file.IsNone || !FilePath.TryParse(file.Name!, out _)) throw new RefusedException("invalid file name");
        return Inside(file) ?? throw new RefusedException($"{file} is outside of the file store");
    }

    public bool Exists(FilePath file) => Inside(file) is { } path && File.Exists(path);

    public void Remove(FilePath file)
    {
        // The name itself is removed, never what it links to: only the folder above it may not lead out of the store.
        var name = file.Name ?? throw new RefusedException("invalid file name");
        var slash = name.LastIndexOf('/');
        var path = Path.Combine(slash < 0 ? Root : PathOf(new FilePath(name[..slash])), name[(slash + 1)..]);
        try
        {
            if (new FileInfo(path).LinkTarget is null && Directory.Exists(path)) Directory.Delete(path);
            else if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null) File.Delete(path);
            else throw new RefusedException("no such file");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() ? "folder is not empty" : trouble.Message);
        }
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return []; // removed, or closed to us, since its name was read
        }
    }

    private StoredFile? Describe(FileSystemInfo entry)
    {
        if (!FilePath.TryParse(Path.GetRelativePath(Root, entry.FullName), out var name)) return null;
        var isFolder = entry is DirectoryInfo;
        var path = entry.FullName;
        if (entry.LinkTarget is not null)
        {
            if (isFolder || Inside(name) is not { } target || !File.Exists(target)) return null; // linked folders would show files twice, or for ever
            path = target;
        }
        if (Libc.Facts(path) is not { } facts) return null;
        return new(name, isFolder ? 0 : facts.Size, _toLocal(facts.CreatedUtc), isFolder, isFolder ? 0 : facts.Used);
    }

    /// <summary>Null for no name, for one that leads out of the store, and for links that go round in circles.</summary>
    private string? Inside(FilePath file) =>
        !file.IsNone && FilePath.TryParse(file.Name!, out _) && RealPath(Path.Combine(Root, file.Name!)) is { } path && path.StartsWith(Root + "/", StringComparison.Ordinal) ? path : null;

    /// <summary>The path with every link followed; parts that do not exist stay as they are. Null where the links never end.</summary>
    private static string? RealPath(string path)
    {
        var pending = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var (real, links) = ("", 0);
        while (pending.TryPop(out var part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                real = real.Length == 0 ? "" : real[..real.LastIndexOf('/')];
                continue;
            }
            var next = real + "/" + part;
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks) return null;
            if (target.StartsWith('/')) real = "";
            foreach (var piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) pending.Push(piece);
        }
        return real.Length == 0 ? "/" : real;
    }
}
