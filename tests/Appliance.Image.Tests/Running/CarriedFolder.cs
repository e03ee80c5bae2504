namespace Appliance.Image.Tests.Running;

/// <summary>Files that are carried into a machine on a disk of their own.</summary>
internal sealed class CarriedFolder : IDisposable
{
    private const string Room = "100M";
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-carried-").FullName;

    /// <summary>A folder of the disk.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, "content", name)).FullName;

    /// <summary>The disk: ext4 without partitions.</summary>
    public string Image()
    {
        var image = Path.Combine(_folder, "carried.img");
        Tool.Run("bash", "-c", $"PATH=$PATH:/sbin; truncate -s {Room} {image}; truncate -s +$(du -s --apparent-size -B 1 {_folder}/content | cut -f 1) {image}; mke2fs -q -F -t ext4 -d {_folder}/content {image}");
        return image;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
