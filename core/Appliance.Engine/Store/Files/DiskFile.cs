using Microsoft.Win32.SafeHandles;

namespace Appliance.Engine.Store.Files;

/// <summary>A file of the store.</summary>
internal class DiskFile(string path, FileMode mode) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public string Path { get; } = path;

    public long Length => RandomAccess.GetLength(_handle);

    /// <summary>Whether one flush of the disk serves two files that were written back.</summary>
    public virtual bool OverwritesInPlace => Posix.OverwritesInPlace(_handle);

    public int Read(long offset, Span<byte> bytes) => RandomAccess.Read(_handle, bytes, offset);

    public virtual void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public virtual void WriteBack(long offset, long length, bool wait) => Posix.WriteBack(_handle, offset, length, wait);

    public virtual void Sync() => Posix.SyncData(_handle);

    public virtual void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose() => _handle.Dispose();
}
