namespace Pgp.NpIpn.Intake;

/// <summary>A genuine message on its way into the database.</summary>
/// <param name="EventId">Our id of the message.</param>
/// <param name="ProviderPaymentId">
/// The provider's payment; null when the message names none.
/// </param>
/// <param name="OrderId">Our order, if the message names one that could be ours.</param>
/// <param name="Body">The exact bytes that were signed.</param>
/// <param name="BodyHash">SHA-256 of the body; a repeated message has the same.</param>
/// <param name="SignatureForm">Which of the provider's canonical forms fitted.</param>
/// <param name="TraceParent">The trace of the request.</param>
internal sealed record IpnMessage(
    Guid EventId,
    string? ProviderPaymentId,
    OrderId? OrderId,
    byte[] Body,
    byte[] BodyHash,
    string SignatureForm,
    string? TraceParent
);
