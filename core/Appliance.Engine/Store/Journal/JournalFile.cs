using Microsoft.Win32.SafeHandles;

namespace Appliance.Engine.Store.Journal;

/// <summary>One copy of a journal segment. Tests derive from it to make the disk fail.</summary>
internal class JournalFile(string path) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public string Path { get; } = path;

    public virtual bool OverwritesInPlace => Posix.OverwritesInPlace(_handle);

    public virtual void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public virtual void WriteBack(long offset, long length, bool wait) => Posix.WriteBack(_handle, offset, length, wait);

    public virtual void Sync() => Posix.SyncData(_handle);

    public virtual void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose() => _handle.Dispose();
}
