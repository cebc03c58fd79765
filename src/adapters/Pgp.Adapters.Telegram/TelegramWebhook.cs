using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Pgp.Adapters.Telegram;

/// <summary>What Telegram posts to us.</summary>
public static class TelegramWebhook
{
    /// <summary>The request header that carries the secret given to <c>setWebhook</c>.</summary>
    public const string SecretHeaderName = "X-Telegram-Bot-Api-Secret-Token";

    private const string Generated =
        "The library's options carry generated metadata wherever reflection is switched off.";

    /// <summary>Compares in constant time; the library does not check it.</summary>
    /// <exception cref="ArgumentException">
    /// No secret is set: every caller would be Telegram.
    /// </exception>
    public static bool IsFromTelegram(string? secretHeader, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(secretHeader ?? ""),
            Encoding.UTF8.GetBytes(secret)
        );
    }

    /// <summary>
    /// Kinds of update the library does not know come back with their id and nothing else.
    /// </summary>
    /// <returns>
    /// <see langword="false"/> for what is no update or one the library cannot read: keep the body
    /// and answer 200, or Telegram repeats it for a day and holds back what follows.
    /// </returns>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Generated)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Generated)]
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out Update? update)
    {
        update = null;
        try
        {
            update = JsonSerializer.Deserialize<Update>(body, JsonBotAPI.Options);
        }
        catch (JsonException)
        {
            return false;
        }

        return update is { Id: > 0 };
    }
}
