using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Appliance.Engine.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema;

/// <summary>One property of a record, or one argument of a command.</summary>
public abstract class PropertySchema
{
    // Weak: the record's type goes when its plugin is unloaded.
    private static readonly ConditionalWeakTable<Type, IReadOnlyList<PropertySchema>> s_all = [];

    // Longer ones are not kept.
    private const int Reused = 1024;

    [ThreadStatic]
    private static StringBuilder? s_text;

    private protected PropertySchema(PropertyInfo property)
    {
        Name = property.GetCustomAttribute<NameAttribute>()?.Name ?? Naming.Kebab(property.Name);
        Help = property.GetCustomAttribute<HelpAttribute>()?.Text ?? "";
        IsState = property.IsDefined(typeof(StateAttribute)) || property.SetMethod is null;
        IsStored = !IsState && !property.IsDefined(typeof(NotStoredAttribute));
        IsRequired = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        IsGenerated = property.IsDefined(typeof(GeneratedAttribute));
        IsWriteOnly = property.IsDefined(typeof(WriteOnlyAttribute));
        IsSensitive = IsWriteOnly || property.IsDefined(typeof(SensitiveAttribute));
        IsExported = IsStored && !IsWriteOnly && !property.IsDefined(typeof(NotExportedAttribute));
        IsFoundBy = property.IsDefined(typeof(FoundByAttribute));
        MayName = property.GetCustomAttribute<MayNameAttribute>()?.Type;
        IsUnnamed = property.IsDefined(typeof(UnnamedAttribute));
        IsScript = property.IsDefined(typeof(ScriptAttribute));
        IsItems = property.IsDefined(typeof(ItemsAttribute));
        FormerNames = [.. property.GetCustomAttributes<FormerNameAttribute>().Select(former => former.Name)];
        IsQuiet = property.IsDefined(typeof(QuietAttribute));
        UnsetWord = property.GetCustomAttribute<UnsetAttribute>()?.Word;
        Brief = property.GetCustomAttribute<BriefAttribute>();
        IsReference = property.PropertyType.IsAssignableTo(typeof(IRef));
        var one = IsReference ? property.PropertyType : property.PropertyType.GenericTypeArguments.FirstOrDefault();
        ReferenceTarget = one?.IsAssignableTo(typeof(IRef)) == true ? one.GenericTypeArguments[0] : null;
    }

    public string Name { get; }
    public string Help { get; }

    /// <summary>Observed: cannot be typed, is not stored.</summary>
    public bool IsState { get; }

    /// <summary>Kept in the configuration. False for what is observed, and for what is typed and applied but not kept: the time of day.</summary>
    public bool IsStored { get; }

    /// <summary><c>add</c>, or the command, fails without it.</summary>
    public bool IsRequired { get; }

    /// <summary>The default differs from item to item.</summary>
    public bool IsGenerated { get; }

    /// <summary>Shown only to who has the policy; its text is masked where <see cref="IReferences.ShowsSensitive"/> is false.</summary>
    public bool IsSensitive { get; }

    /// <summary>Typed and stored, and shown to nobody.</summary>
    public bool IsWriteOnly { get; }

    /// <summary>Typed text goes through <see cref="Prepare"/> before <see cref="Set"/>.</summary>
    public abstract bool IsPrepared { get; }

    /// <summary>Makes of typed text what <see cref="Set"/> takes; may take long.</summary>
    public abstract string Prepare(string typed);

    /// <summary>Part of an export; false also for everything that is not stored.</summary>
    public bool IsExported { get; }

    /// <summary>What a fixed item is recognised by.</summary>
    public bool IsFoundBy { get; }

    /// <summary>Record of items whose names may stand in the value although it is no reference.</summary>
    public Type? MayName { get; }

    /// <summary>May be given by position.</summary>
    public bool IsUnnamed { get; }

    /// <summary>Text in the console's language.</summary>
    public bool IsScript { get; }

    /// <summary>Names items of the command's own menu.</summary>
    public bool IsItems { get; }

    /// <summary>Wire names that it had in earlier versions.</summary>
    public IReadOnlyList<string> FormerNames { get; }

    public string? UnsetWord { get; }

    /// <summary>See <see cref="QuietAttribute"/>.</summary>
    public bool IsQuiet { get; }

    /// <summary>Not null for a column of the plain print.</summary>
    public BriefAttribute? Brief { get; }

    /// <summary>Refers to one item.</summary>
    public bool IsReference { get; }

    /// <summary>The record type referred to, by a reference or by a list of them; null for other values.</summary>
    public Type? ReferenceTarget { get; }

    /// <summary>Detailed prints put it in quotes.</summary>
    public abstract bool IsText { get; }

    /// <summary>Column width of the type; 0 for flexible text.</summary>
    public abstract int Width { get; }

    /// <summary>Word for the type in help.</summary>
    public abstract string TypeWord { get; }

    /// <summary>Script type of the value: num, str, bool, time, ip, ip-prefix, id.</summary>
    public abstract string Kind { get; }

    /// <summary>Null and without a word for it: left out of detailed prints.</summary>
    public abstract bool IsAbsent(object record);

    /// <summary>Left out of prints of whole records: absent, or quiet and nothing but its default.</summary>
    public bool IsLeftOut(object record) => IsAbsent(record) || IsQuiet && IsDefault(record);

    private protected abstract bool IsDefault(object record);

    /// <summary>Writes the value's text.</summary>
    public abstract void Append(StringBuilder to, object record, IReferences config, ValueStyle style);

    /// <summary>Parses and sets on a record that is not shared yet.</summary>
    public abstract Problem? Set(object record, string text, IReferences config, ValueStyle style = ValueStyle.Console);

    public abstract bool SameValue(object left, object right);

    /// <summary>Copies the value from one record to another that is not shared yet.</summary>
    public abstract void Copy(object from, object to);

    /// <summary>Numbers, or names, of the items that the value refers to.</summary>
    public abstract IEnumerable<(ItemId Id, string? Name)> References(object record);

    public abstract IEnumerable<(string Word, string Help)> Completions(IReferences config);

    /// <summary>The value's text.</summary>
    public string Text(object record, IReferences config, ValueStyle style)
    {
        // One for each thread; whoever asks in the middle gets another.
        var text = s_text ?? new StringBuilder();
        s_text = null;
        Append(text, record, config, style);
        var result = text.ToString();
        if (text.Capacity <= Reused) s_text = text.Clear();
        return result;
    }

    /// <summary>The properties of a record that need not be a menu's, in print order.</summary>
    public static IReadOnlyList<PropertySchema> AllOf(Type record) => s_all.GetValue(record, static record => [.. MenuSchema.PropertiesOf(record).Select(Of)]);

    internal static PropertySchema Of(PropertyInfo property) =>
        (PropertySchema)Activator.CreateInstance(typeof(PropertySchema<,>).MakeGenericType(property.ReflectedType!, property.PropertyType), property)!;
}

/// <summary>The property with its types: no boxing on the way to the terminal.</summary>
internal sealed class PropertySchema<TRecord, TValue> : PropertySchema where TRecord : class
{
    private readonly Func<TRecord, TValue> _get;
    private readonly Action<TRecord, TValue>? _set;
    private readonly ValueType<TValue> _type;
    private TRecord? _fresh;

    public PropertySchema(PropertyInfo property) : base(property)
    {
        _get = property.GetMethod!.CreateDelegate<Func<TRecord, TValue>>();
        _set = property.SetMethod?.CreateDelegate<Action<TRecord, TValue>>();
        _type = (ValueType<TValue>)ValueTypes.Of(property);
    }

    public override bool IsText => _type.IsText;
    public override bool IsPrepared => _type.IsPrepared;
    public override string Prepare(string typed) => _type.Prepare(typed);
    public override int Width => _type.Width;
    public override string TypeWord => _type.Word;
    public override string Kind => _type.Kind;

    public override bool IsAbsent(object record) => UnsetWord is null && _get((TRecord)record) is null;

    private protected override bool IsDefault(object record) => SameValue(record, _fresh ??= Activator.CreateInstance<TRecord>());

    public override void Append(StringBuilder to, object record, IReferences config, ValueStyle style)
    {
        // The one place where values are hidden: every print, get, find, export and way in gets its texts from here.
        if (style != ValueStyle.Stored && (IsWriteOnly || IsSensitive && !config.ShowsSensitive)) to.Append(HiddenSecrets.Mask);
        else if (_get((TRecord)record) is { } value) _type.Append(to, value, new ValueContext(Name, config, style));
        else if (style != ValueStyle.Stored) to.Append(UnsetWord);
    }

    public override Problem? Set(object record, string text, IReferences config, ValueStyle style)
    {
        var problem = _type.Parse(text, new ValueContext(Name, config, style), out var value);
        if (problem is null) _set!((TRecord)record, value);
        return problem;
    }

    public override bool SameValue(object left, object right)
    {
        var (a, b) = (_get((TRecord)left), _get((TRecord)right));
        return a is System.Collections.IEnumerable and not string && b is System.Collections.IEnumerable other
            ? ((System.Collections.IEnumerable)a).Cast<object>().SequenceEqual(other.Cast<object>())
            : EqualityComparer<TValue>.Default.Equals(a, b);
    }

    public override void Copy(object from, object to) => _set!((TRecord)to, _get((TRecord)from));

    public override IEnumerable<(ItemId Id, string? Name)> References(object record)
    {
        object? value = _get((TRecord)record);
        if (value is IRef { IsNone: false } one) yield return (one.Id, one.Name);
        if (ReferenceTarget is null || value is not System.Collections.IEnumerable many) yield break;
        foreach (var each in many)
            if (each is IRef { IsNone: false } reference) yield return (reference.Id, reference.Name);
    }

    public override IEnumerable<(string Word, string Help)> Completions(IReferences config) => IsWriteOnly ? [] : _type.Completions(new ValueContext(Name, config, ValueStyle.Console));
}
