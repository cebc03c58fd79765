using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pgp.Notifications.Webhooks.Sending;

/// <summary>
/// Signs as Standard Webhooks says: HMAC-SHA256 over id, moment and body. One signature for each
/// key that counts, so that receivers can change theirs without missing anything.
/// </summary>
internal static class WebhookSignature
{
    /// <param name="id">The event's; the same for each attempt.</param>
    /// <param name="timestamp">Seconds since 1970, of this attempt.</param>
    /// <param name="body">The bytes as they are sent.</param>
    /// <param name="keys">The newest first.</param>
    public static string Of(string id, long timestamp, string body, IEnumerable<byte[]> keys)
    {
        var signed = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}")
        );
        return string.Join(
            ' ',
            keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)))
        );
    }
}
