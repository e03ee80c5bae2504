using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>Files that the kernel reads and writes like disks.</summary>
public interface ILoopDevices
{
    /// <summary>Makes a block device of a file. It is there as long as somebody has it open or mounted: nobody has to take it away, whoever is killed.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="readOnly">Whether nobody may write to it; else it is read and written past the page cache, where the file system can do that.</param>
    /// <exception cref="RefusedException">The file can not be opened, or there is no device to be had.</exception>
    ILoopDevice Open(string file, bool readOnly);

    /// <summary>Whether the device of that number has a file, whoever gave it one.</summary>
    bool IsBound(int number);
}

/// <summary>A block device that is a file. Disposing closes it.</summary>
public interface ILoopDevice : IDisposable
{
    /// <summary>Number of the device: 3 for <c>/dev/loop3</c>.</summary>
    int Number { get; }

    /// <summary>Where it is opened and mounted from: <c>/dev/loop3</c>.</summary>
    string Path { get; }

    /// <summary>Whether another device has the same file, by whatever name.</summary>
    /// <exception cref="RefusedException">Another device can not be looked at.</exception>
    bool IsShared();
}
