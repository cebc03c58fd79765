using Microsoft.Extensions.Time.Testing;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;
using Pgp.Contracts.Services;

namespace Pgp.UnitTests.Common;

public sealed class TaskTokensTests
{
    private const string Purpose = "enqueue_pgp_split2_estimate_request";
    private static readonly KeyRing Payments = Ring('a');
    private static readonly KeyRing HostPay = Ring('b');
    private static readonly TimeSpan LifeAndSkew = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider clock = new();

    private TaskTokens Tokens => new(Payments, HostPay, clock);

    [Fact]
    public async Task A_token_says_who_sends_what_to_whom()
    {
        var claims = To(ServiceName.Split2);
        var check = await Tokens.ValidateAsync(
            Tokens.Generate(claims),
            ServiceName.Split2,
            Purpose
        );
        Assert.Equal(claims, Assert.IsType<TokenCheck.Valid>(check).Claims);
    }

    [Fact]
    public async Task A_token_for_another_service_is_refused()
    {
        var token = Tokens.Generate(To(ServiceName.Split2));
        await MustBeRefusedAsync(Tokens, token, ServiceName.Split3);
    }

    [Fact]
    public async Task A_token_for_another_purpose_is_refused()
    {
        var token = Tokens.Generate(To(ServiceName.Split2));
        var check = await Tokens.ValidateAsync(token, ServiceName.Split2, "enqueue_other");
        Assert.Equal("made for another purpose", Assert.IsType<TokenCheck.Invalid>(check).Reason);
    }

    [Fact]
    public async Task A_token_is_good_until_its_end_and_the_skew_are_over()
    {
        var token = Tokens.Generate(To(ServiceName.Split2));
        clock.Advance(LifeAndSkew);
        await MustBeTakenAsync(Tokens, token);
        clock.Advance(TimeSpan.FromSeconds(1));
        await MustBeRefusedAsync(Tokens, token, ServiceName.Split2);
    }

    [Fact]
    public async Task A_token_of_a_clock_that_runs_ahead_is_good_within_the_skew()
    {
        var ahead = new FakeTimeProvider(clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        await MustBeTakenAsync(Tokens, TokenOf(ahead));
        ahead.Advance(TimeSpan.FromSeconds(1));
        await MustBeRefusedAsync(Tokens, TokenOf(ahead), ServiceName.Split2);
    }

    [Fact]
    public async Task The_key_before_is_accepted_while_a_rotation_is_under_way()
    {
        var token = Tokens.Generate(To(ServiceName.Split2));
        var rotated = new KeyRing(Key('c'), Payments.Current);
        await MustBeTakenAsync(new TaskTokens(rotated, HostPay, clock), token);
    }

    [Fact]
    public async Task The_key_before_no_longer_signs()
    {
        var rotated = new TaskTokens(new KeyRing(Key('c'), Payments.Current), HostPay, clock);
        var token = rotated.Generate(To(ServiceName.Split2));
        await MustBeRefusedAsync(Tokens, token, ServiceName.Split2);
    }

    [Fact]
    public async Task A_key_that_nobody_knows_is_refused()
    {
        var strange = new TaskTokens(Ring('d'), Ring('e'), clock);
        var token = strange.Generate(To(ServiceName.Split2));
        await MustBeRefusedAsync(Tokens, token, ServiceName.Split2);
    }

    [Theory]
    [InlineData("hostpay1")]
    [InlineData("hostpay2")]
    [InlineData("hostpay3")]
    public async Task The_payment_sides_key_cannot_order_a_transfer(string target)
    {
        // A thief who has only the payment side's key signs everything with it.
        ServiceName[] hostPays = [ServiceName.HostPay1, ServiceName.HostPay2, ServiceName.HostPay3];
        var hostPay = hostPays.Single(name => name.Value == target);
        var thief = new TaskTokens(Payments, Payments, clock);
        await MustBeRefusedAsync(Tokens, thief.Generate(To(hostPay)), hostPay);

        var genuine = await Tokens.ValidateAsync(Tokens.Generate(To(hostPay)), hostPay, Purpose);
        Assert.IsType<TokenCheck.Valid>(genuine);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("not a token")]
    // {"alg":"none"} and {}
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public Task What_is_no_token_is_refused(string token) =>
        MustBeRefusedAsync(Tokens, token, ServiceName.Split2);

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var parts = Tokens.Generate(To(ServiceName.Split2)).Split('.');
        var other = Tokens.Generate(To(ServiceName.Split2) with { Source = "pgp_webapi" });
        var forged = string.Join('.', parts[0], other.Split('.')[1], parts[2]);
        await MustBeRefusedAsync(Tokens, forged, ServiceName.Split2);
    }

    private static string TokenOf(TimeProvider other) =>
        new TaskTokens(Payments, HostPay, other).Generate(To(ServiceName.Split2));

    private static async Task MustBeTakenAsync(TaskTokens tokens, string token) =>
        Assert.IsType<TokenCheck.Valid>(
            await tokens.ValidateAsync(token, ServiceName.Split2, Purpose)
        );

    private static async Task MustBeRefusedAsync(
        TaskTokens tokens,
        string token,
        ServiceName target
    ) => Assert.IsType<TokenCheck.Invalid>(await tokens.ValidateAsync(token, target, Purpose));

    private static TaskClaims To(ServiceName target) =>
        new(
            "pgp_split1",
            target.SeedId,
            MessageId.Parse("msg_0199c5b8f0007abc8def0123456789ad"),
            Purpose,
            "ord_0199c5b8f0007abc8def0123456789ae"
        );

    private static KeyRing Ring(char letter) => new(Key(letter), null);

    private static SigningKey Key(char letter) => SigningKey.Of(new Secret(new string(letter, 64)));
}
