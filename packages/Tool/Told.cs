namespace Appliance.PackageTool;

/// <summary>Runs a command of the tool: mistakes of the person become one line on standard error.</summary>
internal static class Told
{
    public static int Run(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (Exception trouble) when (trouble is UnusableInputException or IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine($"npk: {trouble.Message}");
            return 1;
        }
    }
}
