using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Backups;

/// <summary>Names of backup files.</summary>
internal static class BackupName
{
    private const string Extension = ".backup";

    /// <summary>The name with its extension, however it was typed.</summary>
    public static FilePath Of(FilePath typed) => new(typed.Name!.EndsWith(Extension, StringComparison.Ordinal) ? typed.Name : typed.Name + Extension);

    /// <summary>Identity, date and time.</summary>
    public static FilePath Of(string identity, DateTime now) =>
        Of(new FilePath($"{string.Concat(identity.Select(letter => letter == '/' ? '_' : letter)).TrimStart('.')}-{now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}"));
}
