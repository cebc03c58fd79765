namespace Pgp.Sandbox;

/// <summary>
/// Where the chain is, who the merchant is, and which invented credentials are valid.
/// </summary>
public sealed record SandboxOptions
{
    /// <summary>JSON-RPC address of a local anvil with unlocked development accounts.</summary>
    public required Uri ChainRpc { get; init; }

    /// <summary>The wallet that receives what payers pay; EIP-55 or lower-case hex.</summary>
    public required string HostWalletAddress { get; init; }

    public required string BotToken { get; init; }

    /// <summary>Without the at sign.</summary>
    public required string BotUsername { get; init; }

    public required string NowPaymentsApiKey { get; init; }

    public required string NowPaymentsIpnSecret { get; init; }

    public required string ChangeNowApiKey { get; init; }

    /// <summary>Port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Snapshot of everything the partners know; null keeps it in memory only.</summary>
    public string? StateFile { get; init; }

    /// <summary>Time between two states of a payment.</summary>
    public TimeSpan PaymentStep { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Time between two states of an exchange.</summary>
    public TimeSpan SwapStep { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Start of every random choice of faults, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;
}
