using Appliance.Engine.Tree;
using CsCheck;

namespace Appliance.Engine.Tests.Tree;

/// <summary>Beside a sorted dictionary that takes the same changes.</summary>
public sealed class RadixMapTests
{
    private static readonly RadixMap<Card> s_empty = new(static card => card.Number);

    // Close together, far apart, and at both ends.
    private static readonly Gen<ulong> s_number = Gen.OneOf(
        Gen.ULong[0, 40], Gen.ULong[0, 300].Select(number => number << 20), Gen.ULong, Gen.ULong[ulong.MaxValue - 20, ulong.MaxValue]);

    // One after the other, as a script adds, now and then with one of the others between.
    private static readonly Gen<ulong[]> s_ascending = Gen.Select(Gen.ULong[0, 300], Gen.Int[0, 2].Select(choice => choice switch { 0 => 1UL, 1 => 3UL, _ => 1UL << 20 }), s_number.Array[0, 5], Gen.Int[1, 40]).Select((start, step, others, each) =>
        Enumerable.Range(0, 120).Select(i => i / each < others.Length && i % each == 0 ? others[i / each] : start + ((ulong)i * step)).ToArray());

    private sealed record Card(ulong Number, int Version);

    [Fact]
    public void Any_changes_leave_what_a_sorted_dictionary_has() =>
        Gen.OneOf(Gen.Select(s_number, Gen.Bool).Array[0, 200], s_ascending.SelectMany(numbers => Gen.Int[0, 9].Array[numbers.Length].Select(luck => numbers.Zip(luck, (number, chance) => (number, chance == 0)).ToArray()))).Sample(changes =>
        {
            var (map, peer) = (s_empty, new SortedDictionary<ulong, Card>());
            for (var i = 0; i < changes.Length; i++)
            {
                var (number, remove) = changes[i];
                var before = map;
                var content = before.ToList();
                if (remove)
                {
                    map = map.Remove(number);
                    peer.Remove(number);
                }
                else
                {
                    map = map.Put(new Card(number, i));
                    peer[number] = new Card(number, i);
                }
                before.ShouldBe(content);
            }
            map.ShouldBe(peer.Values);
            map.Count.ShouldBe(peer.Count);
            foreach (var (number, _) in changes) map[number].ShouldBe(peer.GetValueOrDefault(number));
        });

    [Fact]
    public void Many_at_once_are_as_one_after_the_other() =>
        Gen.Select(Gen.OneOf(s_number.Array[0, 60], s_ascending), Gen.OneOf(s_number.Array[0, 200], s_ascending)).Sample((first, then) =>
        {
            var some = first.Aggregate(s_empty, (map, number) => map.Put(new Card(number, 0)));
            var cards = then.Select((number, i) => new Card(number, i + 1)).ToList();
            var all = some.PutAll(cards);
            var singly = cards.Aggregate(some, (map, card) => map.Put(card));
            all.ShouldBe(singly);
            all.Count.ShouldBe(singly.Count);
            foreach (var card in singly) all[card.Number].ShouldBe(card);
            all.Remove(ulong.MaxValue).Put(new Card(7, -1))[7].ShouldBe(new Card(7, -1));
        });

    [Fact]
    public void Names_are_found_also_those_that_share_a_hash()
    {
        // .NET mixes a secret into its hashes: two that meet are searched for.
        var seen = new Dictionary<int, string>();
        var (one, other) = ("", "");
        for (var i = 0; one.Length == 0; i++)
        {
            var name = $"vif{i}";
            if (seen.TryGetValue(name.GetHashCode(), out var earlier)) (one, other) = (earlier, name);
            seen[name.GetHashCode()] = name;
        }
        var both = NameIndex.Empty.Add("ether1", new(1)).Add(one, new(2)).Add(other, new(3));
        var atOnce = NameIndex.Empty.AddAll([new("ether1", new(1)), new(one, new(2)), new(other, new(3)), new(one, new(4))]);
        foreach (var names in new[] { both, atOnce })
        {
            names.Count.ShouldBe(3);
            (names["ether1"].Value, names[one].Value, names[other].Value, names["none"].IsNone).ShouldBe((1u, 2u, 3u, true));
            var left = names.Remove(one).Remove(one);
            (left.Count, left.Contains(one), left[other].Value).ShouldBe((2, false, 3u));
            left.Remove(other).Remove("ether1").Count.ShouldBe(0);
        }
    }
}
