namespace Pgp.Contracts.Policies;

/// <summary>The words by which database and commands know parts of a limit.</summary>
public static class PolicyWords
{
    public static string Of(LimitScope scope) =>
        scope switch
        {
            LimitScope.Invoice => "invoice",
            LimitScope.Payout => "payout",
            _ => throw new InvalidOperationException($"unknown scope: {scope}"),
        };

    public static string Of(LimitSpan span) =>
        span switch
        {
            LimitSpan.Transaction => "transaction",
            LimitSpan.Day => "day",
            LimitSpan.ThirtyDays => "thirty_days",
            _ => throw new InvalidOperationException($"unknown span: {span}"),
        };

    public static string Of(LimitAction action) =>
        action switch
        {
            LimitAction.Block => "block",
            LimitAction.Alert => "alert",
            _ => throw new InvalidOperationException($"unknown action: {action}"),
        };

    /// <summary>The other way round.</summary>
    /// <exception cref="InvalidOperationException">No value has this word.</exception>
    public static TValue Read<TValue>(string word, Func<TValue, string> wordOf)
        where TValue : struct, Enum
    {
        foreach (var value in Enum.GetValues<TValue>())
        {
            if (wordOf(value) == word)
            {
                return value;
            }
        }

        throw new InvalidOperationException($"unknown word: {word}");
    }
}
