using System.Globalization;
using Pgp.Contracts.Ids;

namespace Pgp.Server.Donating;

/// <summary>
/// A press around donations, in the words of the posts that are out there (spec 30, 1.7).
/// </summary>
internal abstract record KeypadKey
{
    private const string Prefix = "donate_";
    private const string StartPrefix = "donate_start_";
    private const string DigitPrefix = "donate_digit_";

    private KeypadKey() { }

    /// <summary><c>donate_start_&lt;open channel&gt;</c>: wants a keypad.</summary>
    public sealed record Start(OpenChannelId Channel) : KeypadKey
    {
        public override string ToString() => $"{StartPrefix}{Channel.Value}";
    }

    /// <summary><c>donate_digit_&lt;0..9 or point&gt;</c></summary>
    public sealed record Digit(char Key) : KeypadKey
    {
        public override string ToString() => $"{DigitPrefix}{Key}";
    }

    /// <summary>One of the words below.</summary>
    public sealed record Command(string Word) : KeypadKey
    {
        public override string ToString() => $"{Prefix}{Word}";
    }

    public static Command Backspace { get; } = new("backspace");

    public static Command Clear { get; } = new("clear");

    public static Command Confirm { get; } = new("confirm");

    public static Command Cancel { get; } = new("cancel");

    /// <summary>The display.</summary>
    public static Command Nothing { get; } = new("noop");

    private static readonly Command[] Commands = [Backspace, Clear, Confirm, Cancel, Nothing];

    /// <returns><see langword="null"/> for data that is none of these.</returns>
    public static KeypadKey? Of(string? data)
    {
        if (data is null || !data.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        if (data.StartsWith(StartPrefix, StringComparison.Ordinal))
        {
            return
                long.TryParse(
                    data.AsSpan(StartPrefix.Length),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var id
                )
                && id < 0
                ? new Start(new OpenChannelId(id))
                : null;
        }

        if (data.StartsWith(DigitPrefix, StringComparison.Ordinal))
        {
            return data.Length == DigitPrefix.Length + 1 && data[^1] is (>= '0' and <= '9') or '.'
                ? new Digit(data[^1])
                : null;
        }

        return Commands.FirstOrDefault(command => command.ToString() == data);
    }
}
