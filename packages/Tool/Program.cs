using System.CommandLine;
using Appliance.PackageTool;

var root = new RootCommand("Builds, signs and shows packages of the appliance") { BuildCommand.Create(), KeygenCommand.Create(), ShowCommand.Create() };
return root.Parse(args).Invoke();
