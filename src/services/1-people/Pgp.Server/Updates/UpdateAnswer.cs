namespace Pgp.Server.Updates;

/// <summary>What Telegram hears about an update.</summary>
internal abstract record UpdateAnswer
{
    private UpdateAnswer() { }

    /// <summary>Nothing more to do, whatever came of it.</summary>
    public static UpdateAnswer Taken { get; } = new Done();

    public sealed record Done : UpdateAnswer;

    /// <summary>An order waits for its last step; deliver the update again.</summary>
    public sealed record Again(TimeSpan After) : UpdateAnswer;
}
