using Pgp.Channels;
using Pgp.Channels.Wallets;

namespace Pgp.UnitTests.Channels.Wallets;

/// <summary>The keys are examples that were published; none has ever held anything.</summary>
public sealed class SecretGuardTests
{
    private const string Hex = "4c0883a69102937d6231471b5dbb6204fe512961708279f8a1b2c3d4e5f60718";

    private const string Words =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        + "about";

    public static TheoryData<string> Secrets { get; } =
    [
        Hex,
        $"0x{Hex}",
        $"  {Hex.ToUpperInvariant()}\n",
        Hex + Hex,
        "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
        "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617",
        "QNcdLVw8fHkixm6NNyN6nVwxKek4u7qrioRbQmjxac5TVoTtZuot",
        "6J8csdv3eDrnJcpSEb4shfjMh2JTiG9MKzC1Yfge4Y4GyUsjdM6",
        "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg",
        "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRN"
            + "NU3TGtRBeJgk33yuGBxrMPHi",
        "SBCVMMCBEDB64TVJZFYJOJAERZC4YVVUOE6SYR2Y76CBTENGUSGWRRVO",
        "snoPBrXtMeMyMHUVTgbuqAfg1SUTb",
        "sEdTM1uX8pu2do5XvTnutH6HsouMaM2",
        Words,
        Words.Replace(' ', '\n'),
        Words.Replace(" ", ", ", StringComparison.Ordinal),
        string.Join(' ', Words.Split(' ').Select((word, i) => $"{i + 1}. {word}")),
        $"{Words} {Words}",
        "army van defense carry jealous true garbage claim echo media make crunch",
        "あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　"
            + "あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あおぞら",
        $"[{string.Join(',', Enumerable.Range(100, 64))}]",
    ];

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_refused_in_either_field_and_never_repeated(string secret)
    {
        Assert.True(SecretGuard.LooksLikeSecret(secret));
        foreach (var (address, memo) in new[] { (secret, null), (Published.Ton, secret) })
        {
            var errors = new List<FieldError>();
            var wallet = new WalletCheck(errors).Run("ton@ton", address, memo);

            var error = Assert.Single(errors);
            Assert.Equal("looks_like_secret", error.Code);
            Assert.DoesNotContain(secret.Trim(), $"{error}{wallet}", StringComparison.Ordinal);
        }

        Assert.Empty(AddressGuess.Of(secret).Networks);
    }

    [Theory]
    [MemberData(nameof(Published.All), MemberType = typeof(Published))]
    public void An_address_is_no_secret(string network, string text, string stored)
    {
        Assert.NotEmpty(network);
        Assert.False(SecretGuard.LooksLikeSecret(text));
        Assert.False(SecretGuard.LooksLikeSecret(stored));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("send it to the usual one please")]
    [InlineData("0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e")]
    public void What_is_no_secret_is_none(string? text) =>
        Assert.False(SecretGuard.LooksLikeSecret(text));
}
