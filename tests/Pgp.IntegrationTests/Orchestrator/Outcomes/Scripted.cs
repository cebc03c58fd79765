using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Prices;
using Pgp.Contracts.Money;

namespace Pgp.IntegrationTests.Orchestrator.Outcomes;

/// <summary>NOWPayments as far as a look at one payment goes.</summary>
internal sealed class ScriptedProvider : HttpMessageHandler
{
    /// <summary>What it answers, by payment id.</summary>
    public Dictionary<string, string> Books { get; } = new(StringComparer.Ordinal);

    public bool IsDown { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var id = request.RequestUri!.Segments[^1];
        return Task.FromResult(
            IsDown ? new HttpResponseMessage(HttpStatusCode.BadGateway)
            : Books.TryGetValue(id, out var books) ? Answer(HttpStatusCode.OK, books)
            : Answer(
                HttpStatusCode.NotFound,
                """{"status":false,"statusCode":404,"code":"NOT_FOUND","message":"not found"}"""
            )
        );
    }

    private static HttpResponseMessage Answer(HttpStatusCode code, string json) =>
        new(code) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}

/// <summary>A price feed that says what it is told to.</summary>
internal sealed class ScriptedFeed(string name) : IPriceSource
{
    /// <summary>Dollars per coin, whatever the coin; null: the feed is down.</summary>
    public string? Price { get; set; }

    public string Name => name;

    public Task<PriceAnswer> UsdPerCoinAsync(Coin coin, CancellationToken ct) =>
        Task.FromResult<PriceAnswer>(
            UsdPrice.TryParse(Price, out var price)
                ? new PriceAnswer.Quoted(price, At: null)
                : new PriceAnswer.Unavailable("down")
        );
}

/// <summary>Keeps what an operator should not overlook.</summary>
internal sealed class RecordingLog<T> : ILogger<T>
{
    private readonly List<string> loud = [];

    /// <summary>Number and level of every event above information.</summary>
    public IReadOnlyList<string> Loud => loud;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel > LogLevel.Information)
        {
            loud.Add(string.Create(CultureInfo.InvariantCulture, $"{eventId.Id} {logLevel}"));
        }
    }
}
