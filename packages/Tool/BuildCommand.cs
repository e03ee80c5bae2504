using System.CommandLine;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;

namespace Appliance.PackageTool;

/// <summary><c>npk build package.json… --output folder --key file</c>.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        var recipes = new Argument<string[]>("package.json") { Description = "What goes into each package", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output") { Description = "Folder for the .npk files", Required = true };
        var key = new Option<string>("--key") { Description = "Private key that signs", Required = true };
        var configuration = new Option<string>("--configuration") { Description = "Which build of the plugins", DefaultValueFactory = _ => "Debug" };
        var command = new Command("build", "Packs and signs what the build left in the plugins' bin folders") { recipes, output, key, configuration };
        command.SetAction(line => Told.Run(() =>
        {
            using var signer = SigningKey.Read(line.GetRequiredValue(key));
            foreach (var recipe in line.GetRequiredValue(recipes))
                Console.WriteLine(Build(PackageRecipe.Read(recipe), line.GetRequiredValue(configuration), line.GetRequiredValue(output), signer));
        }));
        return command;
    }

    /// <summary>Returns the path of the package, which is there whole or not at all.</summary>
    internal static string Build(PackageRecipe recipe, string configuration, string folder, SigningKey signer)
    {
        var assembly = new PackageAssembly(recipe, configuration);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{assembly.Manifest}.npk");
        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite))
            NpkWriter.Write(file, assembly.Manifest, assembly.Files, signer, assembly.MachinesOnly);
        if (!Npk.TryOpen(unfinished, new TrustedKeys([signer.PublicText]), out var package, out var problem))
        {
            File.Delete(unfinished);
            throw new UnusableInputException($"{recipe.Name}: no router would take the package: {problem.Sentence}");
        }

        package.Dispose();
        File.Move(unfinished, path, overwrite: true);
        return path;
    }
}
