using System.CommandLine;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;

namespace Appliance.PackageTool;

/// <summary><c>npk show file.npk --trust keys</c>.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file.npk") { Description = "Package" };
        var trust = new Option<string>("--trust") { Description = "Public keys to trust, one a line", Required = true };
        var command = new Command("show", "Checks a package as a router does, and shows what it says about itself") { file, trust };
        command.SetAction(line => Told.Run(() =>
        {
            var path = line.GetRequiredValue(file);
            if (!Npk.TryOpen(path, TrustedKeys.Read(line.GetRequiredValue(trust)), out var package, out var problem))
                throw new UnusableInputException($"{path}: {problem.Sentence}");
            using (package)
                Show(package, Console.Out);
        }));
        return command;
    }

    private static void Show(Npk package, TextWriter screen)
    {
        var manifest = package.Manifest;
        screen.WriteLine($"        name: {manifest.Name}");
        screen.WriteLine($"     version: {manifest.Version}");
        screen.WriteLine($" description: {manifest.Description}");
        screen.WriteLine($"  build-time: {manifest.BuildTime:u}");
        screen.WriteLine($"    contract: {manifest.Contract}");
        screen.WriteLine($"architecture: {manifest.Architecture}");
        screen.WriteLine($"     depends: {string.Join(',', manifest.Depends)}");
        screen.WriteLine($"     plugins: {string.Join(',', manifest.Plugins.Select(plugin => plugin.Name))}");
        foreach (var each in manifest.Files)
            screen.WriteLine($"{each.Size,12}  {each.Path}{(each.MachinesOnly ? "  (machines only)" : "")}");
    }
}
