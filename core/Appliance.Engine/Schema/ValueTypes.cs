using System.Reflection;
using Appliance.Engine.Schema.Types;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema;

/// <summary>Chooses the value type of a property from its C# type and its attributes.</summary>
internal static class ValueTypes
{
    private static readonly Type[] s_numbers = [typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong)];

    public static object Of(PropertyInfo property) => Of(property.PropertyType, property);

    private static object Of(Type type, PropertyInfo property)
    {
        var unset = property.GetCustomAttribute<UnsetAttribute>()?.Word;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(typeof(OptionalType<>), inner, Of(inner, property), unset);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Make(typeof(ListType<>), type.GenericTypeArguments[0], Of(type.GenericTypeArguments[0], property), unset);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Ref<>)) return Make(typeof(RefType<>), type.GenericTypeArguments[0], unset);
        if (type.IsEnum) return Make(typeof(EnumType<>), type);
        var between = property.GetCustomAttribute<BetweenAttribute>();
        if (s_numbers.Contains(type))
        {
            return Make(typeof(NumberType<>), type, between?.Least ?? Limit(type, "MinValue"), between?.Most ?? Limit(type, "MaxValue"),
                property.GetCustomAttribute<HexadecimalAttribute>()?.Digits ?? 0, property.GetCustomAttribute<UnitAttribute>()?.Suffix ?? "");
        }
        if (type == typeof(TimeSpan)) return new TimeType(between?.Least ?? 0, between?.Most ?? 315_360_000);
        if (type == typeof(bool)) return new BooleanType();
        if (type == typeof(string)) return new TextType();
        if (type == typeof(DateTime)) return new DateType();
        if (type == typeof(ItemId)) return new ScalarType<ItemId>("item id", 9, false, "id", (string text, out ItemId value) => ItemId.TryParse(text, out value));
        if (type == typeof(MacAddress)) return new ScalarType<MacAddress>("mac address", 17, false, "str", (string text, out MacAddress value) => MacAddress.TryParse(text, out value));
        if (type == typeof(Ip4)) return new ScalarType<Ip4>("ip address", 15, false, "ip", (string text, out Ip4 value) => Ip4.TryParse(text, out value));
        if (type == typeof(Ip4Prefix)) return new ScalarType<Ip4Prefix>("ip prefix", 18, false, "ip-prefix", (string text, out Ip4Prefix value) => Ip4Prefix.TryParse(text, out value));
        if (type == typeof(FilePath)) return new ScalarType<FilePath>("file name", 0, true, "str", FilePath.TryParse);
        if (Is(type, typeof(IPreparedValue<>))) return Make(typeof(PreparedType<>), type);
        if (Is(type, typeof(IMenuValue<>)))
            return typeof(ValueTypes).GetMethod(nameof(Custom), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;
        throw new NotSupportedException($"{property.DeclaringType?.Name}.{property.Name}: no value type for {type.Name}");
    }

    private static bool Is(Type type, Type open) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == open);

    private static ScalarType<T> Custom<T>() where T : IMenuValue<T> => new(T.Noun, T.Width, false, "str", T.TryParse, () => T.Words);

    private static object Make(Type open, Type argument, params object?[] arguments) => Activator.CreateInstance(open.MakeGenericType(argument), arguments)!;

    private static long Limit(Type number, string field)
    {
        var value = number.GetField(field)!.GetValue(null)!;
        return value is ulong ? long.MaxValue : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
    }
}
