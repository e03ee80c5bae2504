using System.CommandLine;
using Appliance.Packages.Signing;

namespace Appliance.PackageTool;

/// <summary><c>npk keygen file</c>.</summary>
internal static class KeygenCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Private key; the public one gets .pub behind its name" };
        var command = new Command("keygen", "Makes a key pair for signing packages; never overwrites one") { file };
        command.SetAction(line => Told.Run(() => Generate(line.GetRequiredValue(file))));
        return command;
    }

    internal static void Generate(string path)
    {
        using var key = SigningKey.Generate();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        key.Write(path);
        File.WriteAllText(path + ".pub", $"{key.PublicText} {Path.GetFileName(path)}\n");
    }
}
