using Microsoft.Win32.SafeHandles;

namespace Appliance.Packages.Installing;

/// <summary>Makes a folder's entries durable: a rename or a deletion is on disk only when the folder is.</summary>
internal static class SyncedFolder
{
    public static void Sync(string path)
    {
        using SafeFileHandle folder = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(folder);
    }
}
