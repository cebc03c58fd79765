using Pgp.Contracts.Webhooks;
using Pgp.Notifications.Webhooks.Sending;

namespace Pgp.UnitTests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Body = """{"test": 2432232314}""";
    private const string Published = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void The_published_vector_of_standard_webhooks_is_signed_as_published() =>
        Assert.Equal(
            Published,
            WebhookSignature.Of(Id, Timestamp, Body, [WebhookSecret.Parse(Secret)])
        );

    [Fact]
    public void Two_keys_make_two_signatures_with_a_blank_between() =>
        Assert.Equal(
            $"{WebhookSignature.Of(Id, Timestamp, Body, [ [1] ])} {Published}",
            WebhookSignature.Of(
                Id,
                Timestamp,
                Body,
                [
                    [1],
                    WebhookSecret.Parse(Secret),
                ]
            )
        );

    [Theory]
    [InlineData("msg_other", Timestamp, Body)]
    [InlineData(Id, Timestamp + 1, Body)]
    [InlineData(Id, Timestamp, Body + " ")]
    public void Whatever_is_changed_changes_the_signature(string id, long timestamp, string body) =>
        Assert.NotEqual(
            Published,
            WebhookSignature.Of(id, timestamp, body, [WebhookSecret.Parse(Secret)])
        );

    [Fact]
    public void A_secret_is_read_as_it_was_written() =>
        Assert.Equal(Secret, WebhookSecret.ToText(WebhookSecret.Parse(Secret)));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64")]
    public void Anything_else_is_no_secret(string text) =>
        Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));
}
