using System.Text.Json.Nodes;
using Pgp.Host.Chaos.Traffic;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>Looks into the buyers' chats for invite links, and tries them.</summary>
internal sealed class Doorman(SandboxClient people)
{
    private readonly Dictionary<long, int> links = [];
    private readonly HashSet<long> entered = [];

    /// <summary>How many different links each buyer was sent; without those who got none.</summary>
    public IReadOnlyDictionary<long, int> Links => links;

    /// <summary>Who got in.</summary>
    public IReadOnlySet<long> Entered => entered;

    public async Task VisitAsync(IEnumerable<Bought> buyers, CancellationToken ct)
    {
        foreach (var person in buyers.Select(bought => bought.Purchase.Person))
        {
            var sent = (await people.MessagesAsync(person, ct))
                .Select(InviteOf)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .ToList();
            if (sent.Count == 0)
            {
                continue;
            }

            links.Add(person, sent.Count);
            if (await people.JoinAsync(person, sent[^1], ct) == "joined")
            {
                entered.Add(person);
            }
        }
    }

    private static string? InviteOf(JsonNode? message) =>
        SandboxClient.LinkOf(message!) is { } link
        && link.AbsolutePath.StartsWith("/+", StringComparison.Ordinal)
            ? link.ToString()
            : null;
}
