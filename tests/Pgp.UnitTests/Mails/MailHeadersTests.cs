using Pgp.Adapters.Mail;

namespace Pgp.UnitTests.Mails;

public sealed class MailHeadersTests
{
    [Theory]
    [InlineData("jane@example.com")]
    [InlineData("Jane.Doe+tag@mail.example.co")]
    [InlineData("o'neil_1@xn--bcher-kva.example")]
    [InlineData("a@localhost")]
    public void A_bare_address_is_one(string text) => Assert.True(MailHeaders.IsAddress(text));

    [Theory]
    [InlineData("")]
    [InlineData("jane")]
    [InlineData("@example.com")]
    [InlineData("jane@")]
    [InlineData("jane@a@example.com")]
    [InlineData(".jane@example.com")]
    [InlineData("ja..ne@example.com")]
    [InlineData("jane@example..com")]
    [InlineData("jane@example.com.")]
    [InlineData("jane@example.com\n")]
    [InlineData("jane@example.com\r\nBcc: eve@example.com")]
    [InlineData("jane@example.com,eve@example.com")]
    [InlineData("Jane <jane@example.com>")]
    [InlineData("jane doe@example.com")]
    [InlineData("\"jane doe\"@example.com")]
    [InlineData("jane@[127.0.0.1]")]
    [InlineData("jäne@example.com")]
    [InlineData("jane@bücher.example")]
    public void Anything_else_is_not(string text) => Assert.False(MailHeaders.IsAddress(text));

    [Fact]
    public void An_address_has_the_lengths_of_the_standard()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('h', 61), 3));
        Assert.Equal(185, host.Length);
        Assert.True(MailHeaders.IsAddress(new string('a', 64) + "@" + host));
        Assert.False(MailHeaders.IsAddress(new string('a', 65) + "@" + host));
        Assert.True(MailHeaders.IsAddress("jane.doe.1234567@" + host + "." + new string('h', 51)));
        Assert.False(
            MailHeaders.IsAddress("jane.doe.12345678@" + host + "." + new string('h', 51))
        );
    }

    [Theory]
    [InlineData("Тема: новый кошелёк", null)]
    [InlineData("", "subject_invalid")]
    [InlineData("a\nb", "subject_invalid")]
    [InlineData("a\u0085b", "subject_invalid")]
    [InlineData("a\u2028b", "subject_invalid")]
    public void A_subject_is_one_line(string subject, string? fault) =>
        Assert.Equal(fault, MailHeaders.FaultOf(new Mail("jane@example.com", subject, "t", "h")));

    [Fact]
    public void A_subject_has_an_end()
    {
        var mail = new Mail("jane@example.com", new string('s', 200), "t", "h");
        Assert.Null(MailHeaders.FaultOf(mail));
        Assert.Equal(
            "subject_invalid",
            MailHeaders.FaultOf(mail with { Subject = mail.Subject + "s" })
        );
    }
}
