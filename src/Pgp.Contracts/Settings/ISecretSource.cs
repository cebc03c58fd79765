namespace Pgp.Contracts.Settings;

/// <summary>A place that keeps secrets: environment, file or a cloud's secret store.</summary>
public interface ISecretSource
{
    /// <param name="reference">The secret's name in this source's own form.</param>
    /// <returns>
    /// The value without surrounding white space, or <see langword="null"/> if the source holds no
    /// such secret. A source that cannot tell throws: starting with half the secrets is worse than
    /// not starting.
    /// </returns>
    ValueTask<string?> ReadAsync(string reference, CancellationToken ct);
}
