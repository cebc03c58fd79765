using System.Globalization;
using Npgsql;

namespace Pgp.Host.Stack;

/// <summary>A first channel and first buyers, so that a new stack has something to try.</summary>
internal static class SampleShop
{
    // Alice first: the page begins as her.
    private static readonly (long Id, string Name, string Language)[] Buyers =
    [
        (1001, "Alice", "en"),
        (1002, "Boris", "ru"),
        (1003, "Carmen", "es"),
        (1004, "Paulo", "pt"),
    ];

    private const string OwnerAddress = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    public static async Task EnsureAsync(LocalStack stack, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(stack.Database);
        await using var count = source.CreateCommand("select count(*) from channels");
        var known = Convert.ToInt64(
            await count.ExecuteScalarAsync(ct),
            CultureInfo.InvariantCulture
        );
        if (known > 0)
        {
            return;
        }

        using var sandbox = new SandboxClient(stack);
        await InvitePeopleAsync(sandbox, ct);
        var channel = await SampleChannel.CreateAsync(
            sandbox,
            1,
            "Chess Masters",
            "usdt@eth",
            OwnerAddress,
            ct
        );
        await sandbox.PostOfferAsync(channel, ct);
    }

    /// <summary>Those as whom one looks around.</summary>
    public static async Task InvitePeopleAsync(SandboxClient sandbox, CancellationToken ct)
    {
        foreach (var (id, name, language) in Buyers)
        {
            var body = $$"""{"id":{{id}},"name":"{{name}}","language_code":"{{language}}"}""";
            await sandbox.SetAsync("telegram/people", body, ct);
        }
    }
}
