using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Split2;

/// <summary>
/// A worker: asks the exchange once and passes the answer back to MICROBATCHPROCESSOR.
/// </summary>
internal sealed class ConversionQuoteRequestedHandler(Database database, Quotes quotes)
    : ITaskHandler<ConversionQuoteRequested>
{
    public async Task<TaskOutcome> HandleAsync(
        ConversionQuoteRequested task,
        Delivery delivery,
        CancellationToken ct
    )
    {
        var id = task.ConversionId;
        return await quotes.AskAsync(task.From, task.To, delivery.Attempt, ct) switch
        {
            Quote.Offered offered => await Answers.PassOnAsync(
                database,
                new ConversionQuoted(id, offered.Net, Refusal: null),
                delivery,
                ct
            ),
            Quote.Refused refused => await Answers.PassOnAsync(
                database,
                new ConversionQuoted(id, Net: null, refused.Reason),
                delivery,
                ct
            ),
            Quote.Later later => new TaskOutcome.Retry(later.After, later.Reason),
            var other => throw new InvalidOperationException($"unknown quote: {other}"),
        };
    }
}
