using System.Globalization;
using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>A date with time of day: <c>jun/06/2008 14:47:23</c>.</summary>
internal sealed class DateType : ValueType<DateTime>
{
    public override string Word => "date and time";

    public override int Width => 20;

    public override Problem? Parse(string text, in ValueContext context, out DateTime value) =>
        DateTime.TryParseExact(text, "MMM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out value) ? null : Problems.Invalid(context.Property);

    public override void Append(StringBuilder to, DateTime value, in ValueContext context) => to.Append(TimeText.Date(value));
}
