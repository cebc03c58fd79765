using Pgp.Texts;

namespace Pgp.WebApi.Mails;

/// <summary>A text of the resources with what stands in its places.</summary>
/// <param name="Values">Named values; foreign ones were made one line by the caller.</param>
internal sealed record MailLine(
    string Key,
    params IReadOnlyList<(string Name, object Value)> Values
)
{
    public string Plain(Speech say) => say.Plain(Key, Values);

    /// <summary>Escaped, with its line breaks.</summary>
    public string Html(Speech say) =>
        say.Html(Key, Values).ToString().Replace("\n", "<br>\n", StringComparison.Ordinal);
}

/// <summary>A label and where it leads.</summary>
internal sealed record MailLink(MailLine Label, Uri Target);

/// <summary>
/// A mail before it is written in a language: its title, what it says, and at most one thing to do
/// about it.
/// </summary>
/// <param name="Title">Also the subject.</param>
internal sealed record MailPage(MailLine Title, IReadOnlyList<MailLine> Before)
{
    /// <summary>The one button.</summary>
    public MailLink? Button { get; init; }

    /// <summary>Another way, less loud.</summary>
    public MailLink? Otherwise { get; init; }

    /// <summary>What is said below the button.</summary>
    public IReadOnlyList<MailLine> After { get; init; } = [];
}
