using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Appliance.Engine.Tree;

/// <summary>
/// Values in the order of a number that each of them has. Immutable; a change copies the few nodes above the value. A radix tree: each
/// node branches by four bits of the number, and levels on which all numbers agree are left out.
/// </summary>
/// <param name="keyOf">The number of a value; maps that come from one another share it.</param>
internal sealed class RadixMap<T>(Func<T, ulong> keyOf) : IReadOnlyCollection<T> where T : class
{
    private const int Bits = 4;
    private const ulong Mask = (1 << Bits) - 1;

    // A branch, a value, or null.
    private object? _root;

    // What comes after all that is below the root, apart from it: most is added at the end, and copies this one branch only.
    private Branch? _tail;

    /// <summary>A place where numbers part.</summary>
    /// <param name="Prefix">What the numbers below have in common; zero from <paramref name="Shift"/> downwards.</param>
    /// <param name="Shift">The lowest of the bits that are looked at here.</param>
    /// <param name="Taken">Which of the sixteen have a slot.</param>
    /// <param name="Slots">Branches and values, in order, without gaps.</param>
    private sealed record Branch(ulong Prefix, int Shift, int Taken, object[] Slots)
    {
        public bool Holds(ulong key) => (key ^ Prefix) >> Shift <= Mask;

        public int Bit(ulong key) => 1 << (int)((key >> Shift) & Mask);

        public int IndexOf(int bit) => BitOperations.PopCount((uint)(Taken & (bit - 1)));
    }

    public int Count { get; private init; }

    public T? this[ulong key]
    {
        get
        {
            var node = _tail is { } tail && tail.Holds(key) ? tail : _root;
            while (node is Branch branch)
            {
                if (!branch.Holds(key)) return null;
                var bit = branch.Bit(key);
                if ((branch.Taken & bit) == 0) return null;
                node = branch.Slots[branch.IndexOf(bit)];
            }
            return node is T value && keyOf(value) == key ? value : null;
        }
    }

    public bool TryGet(ulong key, [NotNullWhen(true)] out T? value) => (value = this[key]) is not null;

    /// <summary>Adds a value, or puts it in the place of the one with its number.</summary>
    public RadixMap<T> Put(T value)
    {
        var (key, root, tail, added) = (keyOf(value), _root, _tail, true);
        if (tail is not null && tail.Holds(key)) tail = (Branch)Put(tail, key, value, ref added);
        else if (Last is { } last && key > last.Prefix && !last.Holds(key)) (root, tail) = (Whole, new Branch(Prefix(key, last.Shift), last.Shift, last.Bit(key), [value]));
        else root = root is null ? value : Put(root, key, value, ref added);
        return new RadixMap<T>(keyOf) { _root = root, _tail = tail, Count = added ? Count + 1 : Count };
    }

    public RadixMap<T> Remove(ulong key)
    {
        if (this[key] is null) return this;
        return new RadixMap<T>(keyOf) { _root = Whole is Branch root ? Remove(root, key) : null, Count = Count - 1 };
    }

    /// <summary>Adds many at once; of those that have the same number the last one is there.</summary>
    public RadixMap<T> PutAll(IEnumerable<T> values)
    {
        T[] all = [.. this, .. values];
        var keys = Array.ConvertAll(all, value => keyOf(value));
        if (!IsAscending(keys)) (keys, all) = Sorted(keys, all);
        return all.Length == 0 ? this : new RadixMap<T>(keyOf) { _root = Build(keys, all, 0, all.Length), Count = all.Length };
    }

    public IEnumerator<T> GetEnumerator()
    {
        if (_root is T only) yield return only;
        var path = new Stack<(Branch Branch, int Next)>();
        if (_tail is not null) path.Push((_tail, 0));
        if (_root is Branch root) path.Push((root, 0));
        while (path.TryPop(out var at))
        {
            var (branch, next) = at;
            while (next < branch.Slots.Length)
            {
                var slot = branch.Slots[next++];
                if (slot is T value)
                {
                    yield return value;
                    continue;
                }
                path.Push((branch, next));
                (branch, next) = ((Branch)slot, 0);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All below one root.</summary>
    private object? Whole
    {
        get
        {
            if (_tail is null) return _root;
            // One that is alone needs no branch.
            var (last, added) = (_tail.Slots is [var only] ? only : _tail, true);
            return _root is null ? last : Put(_root, last is Branch branch ? branch.Prefix : keyOf((T)last), last, ref added);
        }
    }

    /// <summary>The branch with the greatest numbers.</summary>
    private Branch? Last
    {
        get
        {
            var last = _tail ?? _root as Branch;
            while (last?.Slots[^1] is Branch below) last = below;
            return last;
        }
    }

    /// <summary>Puts a value, or a branch that has no number in common with what is there.</summary>
    private object Put(object node, ulong key, object value, ref bool added)
    {
        if (node is not Branch branch)
        {
            var other = keyOf((T)node);
            added = other != key;
            return added ? Part(node, other, value, key) : value;
        }
        if (!branch.Holds(key)) return Part(branch, branch.Prefix, value, key);
        var bit = branch.Bit(key);
        var index = branch.IndexOf(bit);
        if ((branch.Taken & bit) == 0) return branch with { Taken = branch.Taken | bit, Slots = [.. branch.Slots.AsSpan(0, index), value, .. branch.Slots.AsSpan(index)] };
        return With(branch, index, Put(branch.Slots[index], key, value, ref added));
    }

    /// <summary>A branch for two that part here.</summary>
    private static Branch Part(object first, ulong firstKey, object second, ulong secondKey)
    {
        var shift = Parting(firstKey, secondKey);
        var taken = (1 << (int)((firstKey >> shift) & Mask)) | (1 << (int)((secondKey >> shift) & Mask));
        return new Branch(Prefix(firstKey, shift), shift, taken, firstKey < secondKey ? [first, second] : [second, first]);
    }

    private static object Remove(Branch branch, ulong key)
    {
        var bit = branch.Bit(key);
        var index = branch.IndexOf(bit);
        if (branch.Slots[index] is Branch below) return With(branch, index, Remove(below, key));
        // One that is left needs no branch.
        if (branch.Slots.Length == 2) return branch.Slots[1 - index];
        return branch with { Taken = branch.Taken & ~bit, Slots = [.. branch.Slots.AsSpan(0, index), .. branch.Slots.AsSpan(index + 1)] };
    }

    private static Branch With(Branch branch, int index, object slot)
    {
        object[] slots = [.. branch.Slots];
        slots[index] = slot;
        return branch with { Slots = slots };
    }

    private static object Build(ulong[] keys, T[] values, int from, int to)
    {
        if (to - from == 1) return values[from];
        var shift = Parting(keys[from], keys[to - 1]);
        var (taken, slots) = (0, new List<object>(1 << Bits));
        while (from < to)
        {
            var digit = keys[from] >> shift;
            var end = from + 1;
            while (end < to && keys[end] >> shift == digit) end++;
            taken |= 1 << (int)(digit & Mask);
            slots.Add(Build(keys, values, from, end));
            from = end;
        }
        return new Branch(Prefix(keys[to - 1], shift), shift, taken, [.. slots]);
    }

    /// <summary>The digit, counted in bits, in which two numbers differ first.</summary>
    private static int Parting(ulong one, ulong other) => BitOperations.Log2(one ^ other) / Bits * Bits;

    private static ulong Prefix(ulong key, int shift) => key >> shift >> Bits << Bits << shift;

    private static bool IsAscending(ulong[] keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i] <= keys[i - 1]) return false;
        }
        return true;
    }

    private static (ulong[] Keys, T[] Values) Sorted(ulong[] keys, T[] values)
    {
        var last = new Dictionary<ulong, T>(keys.Length);
        for (var i = 0; i < keys.Length; i++) last[keys[i]] = values[i];
        (keys, values) = ([.. last.Keys], [.. last.Values]);
        Array.Sort(keys, values);
        return (keys, values);
    }
}
