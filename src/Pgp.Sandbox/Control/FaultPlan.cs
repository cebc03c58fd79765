using System.Text.Json.Nodes;

namespace Pgp.Sandbox.Control;

/// <summary>The fault orders that wait to be carried out, oldest first.</summary>
internal sealed class FaultPlan(int seed)
{
    private readonly Lock gate = new();
    private readonly List<FaultOrder> orders = [];
    private readonly SeededChoice choice = new((ulong)seed);

    public void Add(FaultOrder order)
    {
        lock (gate)
        {
            orders.Add(order);
        }
    }

    public void Clear(string? partner)
    {
        lock (gate)
        {
            orders.RemoveAll(order => partner is null || order.Partner == partner);
        }
    }

    public JsonArray ToJson()
    {
        lock (gate)
        {
            return new JsonArray(orders.Select(order => (JsonNode)order.ToJson()).ToArray());
        }
    }

    /// <summary>
    /// Takes one turn of the first order that fits, or null when nothing is to go wrong.
    /// </summary>
    public FaultOrder? Take(string partner, string operation, params ReadOnlySpan<FaultKind> kinds)
    {
        lock (gate)
        {
            for (var i = 0; i < orders.Count; i++)
            {
                var order = orders[i];
                if (
                    order.Partner != partner
                    || !kinds.Contains(order.Kind)
                    || !FaultOrder.Matches(order.Operation, operation)
                    || !choice.Hits(order.Percent)
                )
                {
                    continue;
                }

                if (order.Times > 1)
                {
                    orders[i] = order with { Times = order.Times - 1 };
                }
                else
                {
                    orders.RemoveAt(i);
                }

                return order;
            }

            return null;
        }
    }
}

/// <summary>SplitMix64: the same seed makes the same choices in every run.</summary>
internal sealed class SeededChoice(ulong seed)
{
    private ulong state = seed;

    public bool Hits(int percent) => percent >= 100 || Next() % 100 < (ulong)Math.Max(percent, 0);

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
