namespace Pgp.Adapters.Ethereum.Signing;

/// <summary>
/// The holder of the host wallet's key. It adds a signature and nothing else; what may be signed
/// was decided before.
/// </summary>
public interface ISigner
{
    /// <summary>The account whose key this is.</summary>
    EthAddress Address { get; }

    /// <summary>Signs. Nothing leaves the host, so a failure can simply be tried again.</summary>
    /// <exception cref="SigningException">The key could not be used.</exception>
    ValueTask<SignedTransaction> SignAsync(Eip1559Transaction transaction, CancellationToken ct);
}

/// <summary>Why there is no signature.</summary>
public enum SigningFailure
{
    /// <summary>
    /// No answer from the holder of the key, or too many questions; ask again later.
    /// </summary>
    Unreachable,

    /// <summary>The holder refuses: permissions, or a disabled key.</summary>
    Rejected,

    /// <summary>The answer was damaged, of another key, or no signature of this account.</summary>
    Corrupt,
}

/// <summary>The key could not be used. Nothing was signed that could be sent.</summary>
public sealed class SigningException(SigningFailure failure, string message) : Exception(message)
{
    public SigningFailure Failure { get; } = failure;
}
