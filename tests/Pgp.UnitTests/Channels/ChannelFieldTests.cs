using Pgp.Channels;

namespace Pgp.UnitTests.Channels;

public sealed class ChannelFieldTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData(" 07 ", "7")]
    [InlineData("90", "90")]
    [InlineData("91", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("٣", null)]
    [InlineData("", null)]
    public void Days_of_trial_are_a_whole_number(string text, string? expected) =>
        Assert.Equal(expected, ChannelField.TrialDays.Read(text));

    [Theory]
    [InlineData(1, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(4096, false)]
    public void A_description_has_its_limits(int length, bool isTaken) =>
        Assert.Equal(
            isTaken,
            ChannelField.ClosedDescription.Read(new string('x', length)) is not null
        );

    [Fact]
    public void A_description_may_have_lines_but_no_other_controls()
    {
        Assert.Equal("a\nb <i>&", ChannelField.OpenDescription.Read(" a\nb <i>& "));
        Assert.Null(ChannelField.OpenDescription.Read("a\0b"));
        Assert.Null(ChannelField.OpenDescription.Read(" \n "));
    }
}
