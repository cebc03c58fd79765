using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Webhooks;

namespace Pgp.Notifications.Webhooks.Events;

/// <summary>One event, ready to be written down.</summary>
/// <param name="Type">The kind of event.</param>
/// <param name="Object">What it is about; what concerns one object arrives in order.</param>
/// <param name="Payload">The very bytes that are signed, as text.</param>
internal sealed record WebhookNews(WebhookEventType Type, string Object, string Payload)
{
    /// <summary>Puts the facts into the envelope that all events share.</summary>
    public static WebhookNews Of<TData>(
        WebhookEventType type,
        string about,
        DateTimeOffset at,
        TData data,
        JsonTypeInfo<TData> form
    )
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", type.Name);
            json.WriteString("timestamp", Moment(at));
            json.WriteString("api_version", WebhookEventTypes.ApiVersion);
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, data, form);
            json.WriteEndObject();
        }

        return new WebhookNews(type, about, Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    /// <summary>RFC 3339, UTC, milliseconds.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
