namespace Appliance.Imaging;

/// <summary>An image is not what it should be; the message is a sentence for a person.</summary>
public sealed class InvalidImageException(string sentence) : Exception(sentence);
