using Pgp.Common.Database;
using Pgp.Common.Secrets;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;
using Pgp.WebApi.Accounts;
using Pgp.WebApi.Sessions;

namespace Pgp.IntegrationTests.WebApi;

public sealed class SecondFactorTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private static readonly byte[] Shared = [.. Enumerable.Range(0, 20).Select(i => (byte)i)];

    private Database WebApi => Db.As(ServiceName.WebApi);

    [Fact]
    public async Task The_secret_lies_sealed_and_for_its_account_alone()
    {
        var factor = FactorOf('a');
        var (mine, other) = (await EnabledAsync(factor), await EnabledAsync(factor));
        var kept = await SealedAsync(mine);
        Assert.Equal(-1, kept.AsSpan().IndexOf(Shared));
        await Db.RunAsync(
            "update accounts set totp_secret = $2 where account_id = $1",
            other.Value,
            kept
        );
        Assert.Equal(SecondFactor.Proof.Authenticator, await CheckAsync(factor, mine));
        Assert.Equal(SecondFactor.Proof.Wrong, await CheckAsync(factor, other));
    }

    [Fact]
    public async Task A_code_that_is_used_while_the_key_changes_is_sealed_by_the_new_one()
    {
        var account = await EnabledAsync(FactorOf('a'));
        Assert.Equal(
            SecondFactor.Proof.Authenticator,
            await CheckAsync(FactorOf('b', previous: 'a'), account)
        );
        await ForgetStepAsync(account);
        Assert.Equal(SecondFactor.Proof.Authenticator, await CheckAsync(FactorOf('b'), account));
    }

    [Fact]
    public async Task Without_its_key_a_secret_proves_nothing()
    {
        var account = await EnabledAsync(FactorOf('a'));
        Assert.Equal(SecondFactor.Proof.Wrong, await CheckAsync(FactorOf('b'), account));
    }

    private static SecondFactor FactorOf(char key, char? previous = null) =>
        new(
            new SecretBox(
                new KeyRing(KeyOf(key), previous is { } before ? KeyOf(before) : null),
                SecondFactor.Purpose
            )
        );

    private static SigningKey KeyOf(char letter) =>
        SigningKey.Of(new Secret(new string(letter, 64)));

    private static string CodeNow() =>
        new OtpNet.Totp(Shared).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);

    private async Task<AccountId> EnabledAsync(SecondFactor factor)
    {
        var id = AccountId.New(TimeProvider.System);
        await Seed.AccountAsync(Db, id.Value, $"u{id.Value:n}");
        await using var unit = await WebApi.BeginAsync(Ct);
        Assert.True(await factor.OfferAsync(unit, id, Shared, Ct));
        Assert.True(await factor.EnableAsync(unit, id, CodeNow(), Ct));
        await unit.CommitAsync(Ct);
        await ForgetStepAsync(id);
        return id;
    }

    // A code works once, and the test has no half a minute for the next one.
    private Task<int> ForgetStepAsync(AccountId id) =>
        Db.RunAsync("update accounts set totp_step = null where account_id = $1", id.Value);

    private Task<byte[]> SealedAsync(AccountId id) =>
        Db.AskAsync<byte[]>("select totp_secret from accounts where account_id = $1", id.Value);

    private async Task<SecondFactor.Proof> CheckAsync(SecondFactor factor, AccountId id)
    {
        await using var unit = await WebApi.BeginAsync(Ct);
        var account = await AccountQueries.LockAsync(unit, id, Ct);
        var proof = await factor.CheckAsync(unit, account, CodeNow(), Ct);
        await unit.CommitAsync(Ct);
        return proof;
    }
}
