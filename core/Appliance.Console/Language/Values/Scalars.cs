using System.Globalization;
using Appliance.Engine.Schema.Types;
using Appliance.Sdk.Values;

namespace Appliance.Console.Language.Values;

/// <summary>A whole number.</summary>
internal sealed record Num(long Number) : Value
{
    public override string Kind => "num";

    public override string Text => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An IPv4 address.</summary>
internal sealed record Ip(Ip4 Address) : Value
{
    public override string Kind => "ip";

    public override string Text => Address.ToString();
}

/// <summary>An IPv4 network.</summary>
internal sealed record IpPrefix(Ip4Prefix Prefix) : Value
{
    public override string Kind => "ip-prefix";

    public override string Text => Prefix.ToString();
}

/// <summary>A length of time.</summary>
internal sealed record Time(TimeSpan Span) : Value
{
    public override string Kind => "time";

    public override string Text => Span < TimeSpan.Zero ? "-" + TimeText.Clock(-Span) : TimeText.Clock(Span);
}

/// <summary>The number of an item.</summary>
internal sealed record Id(ItemId Item) : Value
{
    public override string Kind => "id";

    public override string Text => Item.ToString();
}
