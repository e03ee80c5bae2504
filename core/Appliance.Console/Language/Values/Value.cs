namespace Appliance.Console.Language.Values;

/// <summary>A value of the console's language. Values never change.</summary>
internal abstract record Value
{
    /// <summary>What <c>:typeof</c> says.</summary>
    public abstract string Kind { get; }

    /// <summary>What <c>:put</c> prints, and what a menu's property reads.</summary>
    public abstract string Text { get; }

    /// <summary>What it takes of a memory budget.</summary>
    public virtual long Size => 8;

    public sealed override string ToString() => Text;
}

/// <summary>Nothing.</summary>
internal sealed record Nil : Value
{
    public static readonly Nil Value = new();

    public override string Kind => "nil";

    public override string Text => "";
}

/// <summary>Any text.</summary>
internal sealed record Str(string Content) : Value
{
    public static readonly Str Empty = new("");

    public override string Kind => "str";

    public override long Size => Content.Length;

    public override string Text => Content;
}

/// <summary>A truth value.</summary>
internal sealed record Bool(bool Truth) : Value
{
    public static readonly Bool True = new(true);
    public static readonly Bool False = new(false);

    public static Bool Of(bool truth) => truth ? True : False;

    public override string Kind => "bool";

    public override string Text => Truth ? "true" : "false";
}
