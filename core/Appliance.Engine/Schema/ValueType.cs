using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema;

/// <summary>Parser, printer, width and completion of one type of value.</summary>
public abstract class ValueType<T>
{
    /// <summary>Widest printed text in characters; 0 for text that shares what is left of the line.</summary>
    public virtual int Width => 0;

    /// <summary>Whether detailed prints put the value in quotes.</summary>
    public virtual bool IsText => false;

    /// <summary>Word for the type in help, such as <c>integer</c>.</summary>
    public abstract string Word { get; }

    /// <summary>Typed text is turned into what is stored before it is parsed.</summary>
    public virtual bool IsPrepared => false;

    /// <summary>What is parsed in the place of typed text.</summary>
    public virtual string Prepare(string typed) => typed;

    /// <summary>Reads typed or stored text.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    public abstract Problem? Parse(string text, in ValueContext context, out T value);

    /// <summary>Writes the value.</summary>
    public abstract void Append(StringBuilder to, T value, in ValueContext context);

    /// <summary>Words that can be typed here, with their help.</summary>
    public virtual IEnumerable<(string Word, string Help)> Completions(ValueContext context) => [];

    /// <summary>For <c>:typeof</c> and comparisons in <c>where</c>: num, str, bool, time, ip, ip-prefix, id.</summary>
    public virtual string Kind => "str";
}
