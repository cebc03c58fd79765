using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Host.Operations;
using Pgp.Oversight;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp book-refill &lt;hash&gt;</c>: books what you put into the host wallet as your capital.
/// </summary>
internal static class BookRefillCommand
{
    public static Command Create()
    {
        var hash = new Argument<string>("hash")
        {
            Description = "The transaction that brought it; amounts are read from the chain.",
        };
        var command = new Command(
            "book-refill",
            "Books a deposit of your own into the host wallet, once, as the platform's capital."
        )
        {
            hash,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(hash), ct));
        return command;
    }

    private static async Task<int> RunAsync(string hash, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var (booked, text) = await OversightService.BookRefillAsync(
            open.Database,
            open.Settings,
            NullLoggerFactory.Instance,
            hash,
            ct
        );
        return Operator.Say(booked, text, $"nothing was booked: {text}");
    }
}
