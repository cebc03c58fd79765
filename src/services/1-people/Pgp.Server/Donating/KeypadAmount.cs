using Pgp.Contracts.Money;

namespace Pgp.Server.Donating;

/// <summary>What a key does to the amount on a keypad.</summary>
internal abstract record KeyEffect
{
    private KeyEffect() { }

    public sealed record Shows(KeypadAmount Amount) : KeyEffect;

    /// <param name="Text">The note that says why nothing happened.</param>
    public sealed record Refused(string Text) : KeyEffect;
}

/// <summary>
/// The amount as it is typed: up to four digits, then up to two decimals (spec 30, 1.7).
/// </summary>
/// <param name="Text">Digits and at most one point; "0" where nothing is typed.</param>
internal readonly record struct KeypadAmount(string Text)
{
    private const char Point = '.';
    private const int WholeDigitsMax = 4;
    private const int DecimalsMax = 2;

    public static KeypadAmount Empty { get; } = new("0");

    public Amount<Usd> Value => Amount<Usd>.Parse(Text.TrimEnd(Point));

    /// <summary>A digit or the point.</summary>
    public KeyEffect Type(char key)
    {
        var point = Text.IndexOf(Point, StringComparison.Ordinal);
        if (Text == Empty.Text && key != Point)
        {
            return new KeyEffect.Shows(new KeypadAmount(key.ToString()));
        }

        if (key == Point)
        {
            return point < 0 ? Append(key) : new KeyEffect.Refused("bot.keypad.one_point");
        }

        return point switch
        {
            < 0 when Text.Length >= WholeDigitsMax => new KeyEffect.Refused("bot.keypad.maximum"),
            >= 0 when Text.Length - point - 1 >= DecimalsMax => new KeyEffect.Refused(
                "bot.keypad.two_decimals"
            ),
            _ => Append(key),
        };
    }

    public KeypadAmount Backspace() => Text.Length == 1 ? Empty : new KeypadAmount(Text[..^1]);

    private KeyEffect.Shows Append(char key) => new(new KeypadAmount(Text + key));
}
