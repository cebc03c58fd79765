namespace Pgp.Contracts.Policies;

/// <summary>
/// Something that an operator can stop while everything else runs. What is under way is led to its
/// end; what would begin waits, or is asked to come back.
/// </summary>
/// <param name="Name">For example <c>payouts</c>.</param>
/// <param name="WhenOff">For reasons and logs.</param>
public sealed record KillSwitch(string Name, string WhenOff)
{
    /// <summary>Buyers get invoices.</summary>
    public static KillSwitch NewInvoices { get; } =
        new("new_invoices", "new invoices are switched off");

    /// <summary>Orders are opened at the exchange.</summary>
    public static KillSwitch Swaps { get; } = new("swaps", "swaps are switched off");

    /// <summary>Money leaves the host wallet.</summary>
    public static KillSwitch Payouts { get; } = new("payouts", "payouts are switched off");

    public static IReadOnlyList<KillSwitch> All { get; } = [NewInvoices, Swaps, Payouts];

    public override string ToString() => Name;
}
