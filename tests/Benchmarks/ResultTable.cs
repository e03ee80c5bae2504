using System.Globalization;

namespace Appliance.Benchmarks;

/// <summary>A table whose last column is the ratio of the first number to that of the row that is the yardstick.</summary>
/// <param name="yardstick">Name of the row to compare with.</param>
/// <param name="columns">Heads of the columns with numbers.</param>
public sealed class ResultTable(string yardstick, params string[] columns)
{
    private readonly List<(string Name, double[] Numbers)> _rows = [];

    public void Add(string name, params double[] numbers) => _rows.Add((name, numbers));

    public void Print(TextWriter output)
    {
        var unit = _rows.Find(row => row.Name == yardstick).Numbers[0];
        var width = _rows.Max(row => row.Name.Length);
        output.WriteLine(new string(' ', width) + string.Concat(columns.Select(column => column.PadLeft(14))) + $"  {columns[0]} / {yardstick}");
        foreach (var (name, numbers) in _rows)
        {
            var shown = string.Concat(numbers.Select(number => number.ToString("N2", CultureInfo.InvariantCulture).PadLeft(14)));
            output.WriteLine(name.PadRight(width) + shown + (numbers[0] / unit).ToString("N2", CultureInfo.InvariantCulture).PadLeft(8));
        }
    }
}
