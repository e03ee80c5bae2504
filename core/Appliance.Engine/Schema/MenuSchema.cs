using System.Reflection;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;

namespace Appliance.Engine.Schema;

/// <summary>A letter of a list's flags.</summary>
/// <param name="Letter">Such as <c>X</c>.</param>
/// <param name="Word">Such as <c>disabled</c>.</param>
/// <param name="IsSet">Reads it from an observed record.</param>
public sealed record FlagSchema(char Letter, string Word, Func<Entry, bool> IsSet);

/// <summary>Everything the engine, the console and the other ways in know of a record type. Read once when its plugin is loaded.</summary>
public sealed class MenuSchema
{
    private static readonly Func<object, object> s_clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!.CreateDelegate<Func<object, object>>();
    private readonly Dictionary<string, PropertySchema> _byName = [];
    private Entry? _default;
    private static readonly MethodInfo s_reader = typeof(MenuSchema).GetMethod(nameof(FlagReader), BindingFlags.NonPublic | BindingFlags.Static)!;

    public MenuSchema(Type type)
    {
        Type = type;
        Attribute = type.GetCustomAttribute<MenuAttribute>(false) ?? throw new ArgumentException($"{type.Name} has no [Menu]");
        Help = type.GetCustomAttribute<HelpAttribute>(false)?.Text ?? "";
        IsSettings = type.IsAssignableTo(typeof(Settings));
        IsNamed = type.IsAssignableTo(typeof(NamedItem));
        IsFamily = type.IsAbstract;
        IsInterface = type.IsAssignableTo(typeof(Interface));
        IReadOnlyList<PropertySchema> all = [.. PropertiesOf(type).Select(PropertySchema.Of)];
        foreach (var property in all) _byName.TryAdd(property.Name, property);
        Properties = [.. all.Where(property => !property.IsWriteOnly)];
        BriefColumns = [.. Properties.Where(property => property.Brief is not null).OrderBy(property => property.Brief!.Order)];
        FlagGroups = [.. (type.GetCustomAttribute<PrintFlagsAttribute>(false)?.Groups ?? []).Select(group => FlagsOf(type, group))];
        CanDisable = !IsSettings && !Attribute.ReadOnly && Attribute.CanDisable;
        CanRemove = !IsSettings && !Attribute.Fixed && (!Attribute.ReadOnly || Attribute.Removable);
        CanComment = !IsSettings && !Attribute.ReadOnly && Attribute.CanComment;
        Typed = [.. all.Where(property => !property.IsState)];
        Stored = [.. all.Where(property => property.IsStored)];
        Exported = Attribute.ReadOnly || IsFamily || type.IsDefined(typeof(NotExportedAttribute), false) ? []
            : [.. Stored.Where(property => property.IsExported).OrderBy(property => property.Name, StringComparer.Ordinal)];
        FoundBy = Attribute.Fixed ? Stored.FirstOrDefault(property => property.IsFoundBy) ?? Stored.FirstOrDefault(property => IsNamed && property.Name == "name") : null;
        IsPrepared = Typed.Any(property => property.IsPrepared);
        References = [.. Typed.Where(property => property.ReferenceTarget is not null)];
        IsPlainLines = type.IsDefined(typeof(PlainLinesAttribute), false);
        IsDetailed = type.IsDefined(typeof(DetailedPrintAttribute), false);
        var needs = type.GetCustomAttribute<NeedsAttribute>(true);
        ToSee = needs?.ToSee ?? Policy.Read;
        ToChange = Policy.Write | (needs?.Policies ?? Policy.None);
        Noun = new NounText(Attribute.Noun, this);
        Migrations = new Migrations(this);
        IdSpace = SpaceOf(type);
    }

    public Type Type { get; }
    public MenuAttribute Attribute { get; }

    /// <summary>Such as <c>/xen interface</c>.</summary>
    public string Path => Attribute.Path;

    public string Help { get; }

    /// <summary>One record instead of a list.</summary>
    public bool IsSettings { get; }

    public bool IsNamed { get; }

    /// <summary>Shows the items of all menus whose records derive from its own: <c>/interface</c>.</summary>
    public bool IsFamily { get; }

    public bool IsInterface { get; }

    /// <summary>Policies that its rows are shown to.</summary>
    public Policy ToSee { get; }

    /// <summary>Policies that a change needs.</summary>
    public Policy ToChange { get; }

    public bool CanDisable { get; }
    public bool CanComment { get; }
    public bool CanRemove { get; }

    /// <summary>All properties in the order of detailed prints, observed ones included; without those that are shown to nobody.</summary>
    public IReadOnlyList<PropertySchema> Properties { get; }

    /// <summary>The properties that <c>add</c> and <c>set</c> take.</summary>
    public IReadOnlyList<PropertySchema> Typed { get; }

    /// <summary>The properties that are kept: all typed ones but those that are applied and forgotten.</summary>
    public IReadOnlyList<PropertySchema> Stored { get; }

    /// <summary>Some property's typed text is prepared before the commit has its turn.</summary>
    public bool IsPrepared { get; }

    /// <summary>The properties that an export writes, by name; none for a menu that is not exported.</summary>
    public IReadOnlyList<PropertySchema> Exported { get; }

    /// <summary>By which an export finds a fixed item; null where its number must do.</summary>
    public PropertySchema? FoundBy { get; }

    /// <summary>The properties that refer to other items.</summary>
    public IReadOnlyList<PropertySchema> References { get; }

    /// <summary>Columns of the plain print.</summary>
    public IReadOnlyList<PropertySchema> BriefColumns { get; }

    /// <summary>The plain print has no table: one line per row, see <see cref="PlainLinesAttribute"/>.</summary>
    public bool IsPlainLines { get; }

    /// <summary>New rows come at the end, and can be waited for: see <see cref="Sdk.Plugins.IGrowingRows{T}"/>.</summary>
    public bool IsGrowing { get; internal set; }

    /// <summary>The plain print is the detailed one.</summary>
    public bool IsDetailed { get; }

    /// <summary>One character column each; letters of a group exclude each other, the first that is set is shown.</summary>
    public IReadOnlyList<IReadOnlyList<FlagSchema>> FlagGroups { get; }

    /// <summary>What the log and the history call an entry.</summary>
    public NounText Noun { get; }

    /// <summary>Menus of the same space share their numbers and their names: all interfaces.</summary>
    public string IdSpace { get; }

    /// <summary>How what earlier versions of the plugin stored comes into today's form.</summary>
    internal Migrations Migrations { get; }

    /// <summary>A record with the defaults, to compare with. Never shared, never changed.</summary>
    public Entry Default => _default ??= New();

    /// <summary>A record with the defaults; generated defaults are made anew.</summary>
    public Entry New() => (Entry)Activator.CreateInstance(Type)!;

    /// <summary>A copy that may be changed until it is shared.</summary>
    public Entry Clone(Entry record) => (Entry)s_clone(record);

    /// <summary>A property by its exact wire name.</summary>
    public PropertySchema? Property(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Where the numbers and names of a record type live.</summary>
    public static string SpaceOf(Type record) => PathOf(record.IsAssignableTo(typeof(Interface)) ? typeof(Interface) : record);

    /// <summary>The menu of a record type.</summary>
    public static string PathOf(Type record) => record.GetCustomAttribute<MenuAttribute>(false)!.Path;

    internal static IEnumerable<PropertyInfo> PropertiesOf(Type type)
    {
        var depth = new Dictionary<Type, int>();
        for (var (at, level) = (type, 0); at is not null; at = at.BaseType, level++) depth[at] = -level;
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is not null && property.Name != "EqualityContract"
                && !property.IsDefined(typeof(NotAPropertyAttribute), true) && property.GetIndexParameters().Length == 0)
            .OrderBy(property => depth[property.GetMethod!.GetBaseDefinition().DeclaringType!]).ThenBy(property => property.MetadataToken);
    }

    private static IReadOnlyList<FlagSchema> FlagsOf(Type type, string group) => [.. group.Split(',').Select(flag =>
    {
        var words = flag.Trim();
        var word = words[2..];
        var property = type.GetProperty(Naming.Pascal(word.Replace(' ', '-'))) ?? throw new ArgumentException($"{type.Name}: flag {word} has no property");
        return new FlagSchema(words[0], word, (Func<Entry, bool>)s_reader.MakeGenericMethod(property.DeclaringType!).Invoke(null, [property])!);
    })];

    private static Func<Entry, bool> FlagReader<T>(PropertyInfo property) where T : Entry
    {
        var get = property.GetMethod!.CreateDelegate<Func<T, bool>>();
        return entry => get((T)entry);
    }
}
