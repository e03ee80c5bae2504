using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>The router's file store: what <c>/file</c> shows.</summary>
public interface IFileStore
{
    /// <summary>Folder of the store on this machine, for drivers that hand a path to another program.</summary>
    string Root { get; }

    /// <summary>Octets that may still be written to the disk of the store.</summary>
    long FreeSpace { get; }

    /// <summary>All files and folders, by name, without waiting for a slow disk longer than one directory read.</summary>
    IEnumerable<StoredFile> List();

    /// <summary>Path on this machine. The result is inside <see cref="Root"/> even where links try otherwise.</summary>
    string PathOf(FilePath file);

    /// <summary>Whether a regular file is there.</summary>
    bool Exists(FilePath file);

    /// <summary>Deletes a file or an empty folder.</summary>
    /// <exception cref="RefusedException">The machine's sentence.</exception>
    void Remove(FilePath file);

    /// <summary>
    /// Makes a file, or replaces the one with its name: whoever looks sees the old one or the whole new one, and so does the next start
    /// after a power cut. What a failure or Ctrl-C leaves half-written is removed.
    /// </summary>
    /// <param name="file">Its folder must be there.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="ct">Ends writing.</param>
    /// <exception cref="RefusedException">The name is a folder's or leads out of the store, its folder is missing, the disk is full or read-only.</exception>
    Task WriteAsync(FilePath file, Func<Stream, CancellationToken, Task> write, CancellationToken ct);

    /// <summary>Copies a file to a new one; room that the file does not use is not used by the copy either. It appears when it is complete.</summary>
    /// <param name="from">What is copied.</param>
    /// <param name="to">Not there yet, unless <paramref name="replace"/>.</param>
    /// <param name="replace">Puts the copy in the place of the file with its name.</param>
    /// <param name="progress">Told the octets that are done, of the whole size.</param>
    /// <param name="ct">Ends it; nothing is left then.</param>
    /// <exception cref="RefusedException">As for <see cref="WriteAsync"/>, and where there is no such file, or the new one is there already.</exception>
    Task CopyAsync(FilePath from, FilePath to, bool replace, IProgress<long>? progress, CancellationToken ct);

    /// <summary>Gives a file another size; what it grows by takes no room.</summary>
    /// <exception cref="RefusedException">There is no such file, or the file system refuses the size.</exception>
    void Resize(FilePath file, long size);

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="RefusedException">There is no such file, or it cannot be read.</exception>
    Stream OpenRead(FilePath file);
}

/// <summary>A file of the store.</summary>
/// <param name="Path">Name.</param>
/// <param name="Size">Octets; 0 for a folder.</param>
/// <param name="Created">Time of creation, local.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Used">Octets that it takes on the disk: fewer than its size where nothing was ever written.</param>
public sealed record StoredFile(FilePath Path, long Size, DateTime Created, bool IsFolder, long Used = 0);
