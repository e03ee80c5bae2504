namespace Appliance.Imaging;

/// <summary>
/// A part of an image that may be made to harm. Nothing outside of it is read, and not more in all than an honest image gives reason to: what
/// turns in circles ends.
/// </summary>
public sealed class ImageRegion
{
    public const int SectorSize = 512;

    private readonly Stream _image;
    private readonly long _offset;
    private readonly Effort _effort;

    private ImageRegion(Stream image, long offset, long length, Effort effort) => (_image, _offset, Length, _effort) = (image, offset, length, effort);

    public long Length { get; }

    /// <summary>A whole image.</summary>
    /// <param name="image">Seekable; stays open.</param>
    /// <param name="length">Octets of it; a device does not tell them as a file does.</param>
    /// <param name="mostRead">Octets that are read in all before it is given up.</param>
    /// <param name="ct">Ends reading.</param>
    public static ImageRegion Of(Stream image, long length, long mostRead = 1L << 30, CancellationToken ct = default) => new(image, 0, length, new Effort(mostRead, ct));

    /// <exception cref="InvalidImageException">It reaches beyond this one.</exception>
    public ImageRegion Part(long offset, long length, string name) => offset >= 0 && length >= 0 && offset <= Length - length
        ? new ImageRegion(_image, _offset + offset, length, _effort)
        : throw new InvalidImageException($"{name} reaches beyond the end of the disk");

    /// <exception cref="InvalidImageException">Some of it is not there.</exception>
    public void Read(long offset, Span<byte> octets)
    {
        if (offset < 0 || offset > Length - octets.Length) throw new InvalidImageException("its tables point to what is not on the disk");
        _effort.Spend(octets.Length);
        _image.Position = _offset + offset;
        if (_image.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false) < octets.Length) throw new InvalidImageException("it became shorter while it was read");
    }

    private sealed class Effort(long left, CancellationToken ct)
    {
        // A read of few octets costs a read of the disk all the same.
        private const int Least = 512;
        private long _left = left;

        public void Spend(int octets)
        {
            ct.ThrowIfCancellationRequested();
            _left -= Math.Max(Least, octets);
            if (_left < 0) throw new InvalidImageException("its tables lead nowhere");
        }
    }
}
