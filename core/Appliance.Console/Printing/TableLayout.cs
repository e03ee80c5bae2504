using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary>A column of a table: where it starts and how wide it is.</summary>
internal readonly record struct TableColumn(PropertySchema Property, string Heading, int Width);

/// <summary>
/// Columns for a terminal width. A fixed column is as wide as its heading or the widest value of its type; columns of text get
/// their heading's width and equal shares of what is left, so that a row ends exactly at the terminal's edge.
/// </summary>
internal static class TableLayout
{
    public static IReadOnlyList<TableColumn> Columns(IReadOnlyList<PropertySchema> properties, int dataColumn, int width)
    {
        var columns = new List<TableColumn>(properties.Count);
        var left = width - dataColumn - (properties.Count - 1);
        var flexible = 0;
        foreach (var property in properties)
        {
            var fixedWidth = property.Brief?.Width is > 0 and var given ? given : property.Width;
            var heading = property.Name.ToUpperInvariant();
            if (fixedWidth == 0) flexible++;
            var least = Math.Max(fixedWidth, heading.Length);
            columns.Add(new(property, heading, least));
            left -= least;
        }
        for (var i = 0; i < columns.Count && flexible > 0 && left > 0; i++)
        {
            if (!IsFlexible(columns[i].Property)) continue;
            var share = (left + flexible - 1) / flexible;
            columns[i] = columns[i] with { Width = columns[i].Width + share };
            left -= share;
            flexible--;
        }
        return Cut(columns, dataColumn, width);
    }

    private static bool IsFlexible(PropertySchema property) => property.Brief is not { Width: > 0 } && property.Width == 0;

    // A terminal that is too narrow shows the columns that begin on it; the first one always.
    private static List<TableColumn> Cut(List<TableColumn> columns, int dataColumn, int width)
    {
        var at = dataColumn;
        for (var i = 0; i < columns.Count; i++)
        {
            var room = width - at;
            if (room < columns[i].Width)
            {
                if (i > 0 && room < 4) return columns[..i];
                columns[i] = columns[i] with { Width = Math.Min(columns[i].Width, Math.Max(room, 4)) };
                return columns[..(i + 1)];
            }
            at += columns[i].Width + 1;
        }
        return columns;
    }
}
