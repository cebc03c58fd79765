using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;

namespace Pgp.WebApi.Accounts;

/// <summary>
/// Argon2id (RFC 9106) with the parameters of the OWASP cheat sheet: 19 MiB, two passes. Stored in
/// the PHC string format, so that they can be raised later without losing anybody.
/// </summary>
internal sealed class PasswordHash : IDisposable
{
    private const int MemoryKib = 19_456;
    private const int Passes = 2;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int MemoryKibMax = 1_048_576;
    private const int PassesMax = 20;

    // A hash costs tens of milliseconds and 19 MiB: who signs in in crowds waits in line.
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount));

    // Checked when there is no such account, so that the answer takes as long.
    private readonly string nobody = Format(
        RandomNumberGenerator.GetBytes(SaltBytes),
        new byte[HashBytes]
    );

    public Task<string> MakeAsync(string password, CancellationToken ct) =>
        InLineAsync(
            () =>
            {
                var salt = RandomNumberGenerator.GetBytes(SaltBytes);
                return Format(salt, Hash(password, salt, MemoryKib, Passes, HashBytes));
            },
            ct
        );

    /// <param name="stored">Null: there is no such account; takes the same time.</param>
    public Task<bool> MatchesAsync(string? stored, string password, CancellationToken ct) =>
        InLineAsync(() => Matches(stored ?? nobody, password) && stored is not null, ct);

    public void Dispose() => places.Dispose();

    private async Task<T> InLineAsync<T>(Func<T> compute, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            return await Task.Run(compute, ct);
        }
        finally
        {
            places.Release();
        }
    }

    private static bool Matches(string stored, string password)
    {
        var parts = stored.Split('$');
        if (
            parts is not ["", "argon2id", "v=19", var costs, var salt, var hash]
            || !TryReadCosts(costs, out var memory, out var passes)
        )
        {
            throw new FormatException("a stored password hash is not in the form of this program");
        }

        var expected = Unpad(hash);
        return CryptographicOperations.FixedTimeEquals(
            Hash(password, Unpad(salt), memory, passes, expected.Length),
            expected
        );
    }

    private static bool TryReadCosts(string text, out int memory, out int passes)
    {
        memory = 0;
        passes = 0;
        return text.Split(',') is [var m, var t, "p=1"]
            && m.StartsWith("m=", StringComparison.Ordinal)
            && t.StartsWith("t=", StringComparison.Ordinal)
            && int.TryParse(m[2..], NumberStyles.None, CultureInfo.InvariantCulture, out memory)
            && int.TryParse(t[2..], NumberStyles.None, CultureInfo.InvariantCulture, out passes)
            && memory is > 0 and <= MemoryKibMax
            && passes is > 0 and <= PassesMax;
    }

    private static byte[] Hash(string password, byte[] salt, int memory, int passes, int length)
    {
        var generator = new Argon2BytesGenerator();
        generator.Init(
            new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
                .WithVersion(Argon2Parameters.Version13)
                .WithMemoryAsKB(memory)
                .WithIterations(passes)
                .WithParallelism(1)
                .WithSalt(salt)
                .Build()
        );
        var hash = new byte[length];
        generator.GenerateBytes(Encoding.UTF8.GetBytes(password), hash);
        return hash;
    }

    private static string Format(byte[] salt, byte[] hash) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"$argon2id$v=19$m={MemoryKib},t={Passes},p=1${Pad(salt)}${Pad(hash)}"
        );

    // The format has base64 without padding.
    private static string Pad(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Unpad(string text) =>
        Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
