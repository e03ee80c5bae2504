using Appliance.RuntimeTool;

if (args is not [var framework, var list, var output, ..] || args.Length < 4)
{
    await Console.Error.WriteLineAsync("usage: choose-runtime <folder of .NET's assemblies> <list> <output folder> <folder of the router's assemblies>...");
    return 2;
}

var wanted = WantedAssemblies.Read(list);
var roots = args[3..].SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories));
var needed = new Closure(framework, wanted).Of(roots);
Directory.CreateDirectory(output);
foreach (var path in needed)
{
    var target = Path.Combine(output, Path.GetFileName(path));
    if (wanted.Seldom.Contains(Path.GetFileNameWithoutExtension(path))) Intermediate.Write(path, target);
    else File.Copy(path, target, overwrite: true);
}
return 0;
