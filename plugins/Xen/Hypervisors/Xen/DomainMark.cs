using System.Security.Cryptography;
using System.Text;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Numbers by which this router knows its own domains, also those of which it did not live to make a note.</summary>
internal sealed class DomainMark(string runFolder)
{
    private const int Length = 8;
    private readonly byte[] _mark = SHA256.HashData(Encoding.UTF8.GetBytes(runFolder))[..Length];

    public Guid NewUuid() => new([.. _mark, .. RandomNumberGenerator.GetBytes(Length)], bigEndian: true);

    public bool IsOn(Guid uuid) => uuid.ToByteArray(bigEndian: true).AsSpan(0, Length).SequenceEqual(_mark);
}
