namespace Appliance.Console.Exporting;

/// <summary>How an export looks.</summary>
/// <param name="All">Every property, also those that have their defaults.</param>
/// <param name="Terse">Each command stands in one line with its whole path.</param>
/// <param name="Sensitive">Passwords and keys too.</param>
/// <param name="Width">Characters of a line.</param>
internal sealed record ExportForm(bool All, bool Terse, bool Sensitive, int Width);
