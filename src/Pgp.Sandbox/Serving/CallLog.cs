using System.Text.Json.Nodes;
using Pgp.Sandbox.Control;

namespace Pgp.Sandbox.Serving;

/// <summary>
/// What reached the partners and what they sent, for tests to look at; the newest 5000.
/// </summary>
internal sealed class CallLog(TimeProvider clock)
{
    private const int EntriesMax = 5000;
    private const int BodyCharsMax = 20_000;

    private readonly Lock gate = new();
    private readonly Queue<JsonObject> entries = new();
    private long numbers;

    public JsonObject Received(string partner, string operation, PartnerCall call, FaultKind? fault)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in call.Headers)
        {
            headers[name.ToLowerInvariant()] = value.ToString();
        }

        return Add(
            new JsonObject
            {
                ["direction"] = "in",
                ["partner"] = partner,
                ["operation"] = operation,
                ["method"] = call.Method,
                ["path"] = call.Path,
                ["query"] = string.Join('&', call.Query.Select(q => $"{q.Key}={q.Value}")),
                ["headers"] = headers,
                ["body"] = Shortened(call.BodyText),
                ["fault"] = fault is { } kind ? FaultKinds.Name(kind) : null,
            }
        );
    }

    public void Answered(JsonObject entry, Answer answer)
    {
        lock (gate)
        {
            entry["status"] = answer.Status;
            entry["answer"] = Shortened(answer.BodyText);
        }
    }

    public void Sent(string partner, string operation, Uri target, string body, int? status)
    {
        Add(
            new JsonObject
            {
                ["direction"] = "out",
                ["partner"] = partner,
                ["operation"] = operation,
                ["path"] = target.ToString(),
                ["body"] = Shortened(body),
                ["status"] = status,
            }
        );
    }

    /// <summary>Entries with a number above <paramref name="after"/>, oldest first.</summary>
    public JsonArray Dump(string? partner, string? operation, long after)
    {
        lock (gate)
        {
            var chosen = entries.Where(entry =>
                (partner is null || entry.Text("partner") == partner)
                && (operation is null || FaultOrder.Matches(operation, entry.Text("operation")!))
                && entry.Integer("number") > after
            );
            return new JsonArray(chosen.Select(entry => entry.DeepClone()).ToArray());
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    private JsonObject Add(JsonObject entry)
    {
        lock (gate)
        {
            entry["number"] = ++numbers;
            entry["at"] = clock.GetUtcNow().ToString("O");
            entries.Enqueue(entry);
            if (entries.Count > EntriesMax)
            {
                entries.Dequeue();
            }

            return entry;
        }
    }

    private static string Shortened(string text) =>
        text.Length <= BodyCharsMax ? text : text[..BodyCharsMax];
}
