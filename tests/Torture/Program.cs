using Torture.Killing;
using Torture.Rooms;

// Besides running the tests, this program is what they run and kill.
return args switch
{
    ["router", var folder, var seed] => await LoadedRouter.RunAsync(folder, int.Parse(seed)),
    ["room", var folder, var rounds, var seed] => await NarrowRoom.RunAsync(folder, int.Parse(rounds), int.Parse(seed)),
    ["read-only", var folder, var error] => await ReadOnlyRoom.RunAsync(folder, error),
    ["read-only-again", var folder] => await ReadOnlyRoom.RunAgainAsync(folder),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
