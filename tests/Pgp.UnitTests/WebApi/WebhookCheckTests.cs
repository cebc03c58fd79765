using Pgp.Channels;
using Pgp.WebApi.Webhooks;

namespace Pgp.UnitTests.WebApi;

public sealed class WebhookCheckTests
{
    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("https://hooks.example.com:8443/a/b?c=d")]
    [InlineData("https://93.184.215.14/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    public void An_address_of_the_internet_is_taken(string url) => Assert.Empty(ErrorsOf(url));

    [Theory]
    [InlineData(null, "length")]
    [InlineData("", "length")]
    [InlineData("example.com/hooks", "not_an_address")]
    [InlineData("file:///etc/passwd", "not_an_address")]
    [InlineData("ftp://example.com/", "not_an_address")]
    [InlineData("https://", "not_an_address")]
    [InlineData("http://example.com/", "not_https")]
    [InlineData("https://name:word@example.com/", "has_credentials")]
    [InlineData("https://example.com/#here", "has_fragment")]
    [InlineData("https://localhost/", "private_address")]
    [InlineData("https://machine/", "private_address")]
    [InlineData("https://machine./", "private_address")]
    [InlineData("https://127.0.0.1/", "private_address")]
    [InlineData("https://2130706433/", "private_address")]
    [InlineData("https://0x7f.0.0.1/", "private_address")]
    [InlineData("https://169.254.169.254/latest", "private_address")]
    [InlineData("https://[::1]/", "private_address")]
    [InlineData("https://[::ffff:10.0.0.1]/", "private_address")]
    [InlineData("https://[fd00::1]/", "private_address")]
    public void Any_other_is_refused_with_the_reason(string? url, string code) =>
        Assert.Equal([code], ErrorsOf(url));

    [Fact]
    public void More_than_500_characters_are_too_many()
    {
        Assert.Empty(ErrorsOf("https://example.com/" + new string('a', 480)));
        Assert.Equal(["length"], ErrorsOf("https://example.com/" + new string('a', 481)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/hook")]
    [InlineData("http://localhost/hook")]
    public void In_a_sandbox_private_addresses_are_taken(string url) =>
        Assert.Empty(ErrorsOf(url, isPrivateAllowed: true));

    private static IEnumerable<string> ErrorsOf(string? url, bool isPrivateAllowed = false)
    {
        var errors = new List<FieldError>();
        new WebhookCheck(isPrivateAllowed, errors).Url(url);
        return errors.Select(error => error.Code);
    }
}
