using System.Globalization;
using Pgp.Server.Members;

namespace Pgp.UnitTests.Server;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("21:00-07:00", "2026-11-25T20:59:59Z", "2026-11-25T20:59:59Z")]
    [InlineData("21:00-07:00", "2026-11-25T21:00:00Z", "2026-11-26T07:00:00Z")]
    [InlineData("21:00-07:00", "2026-11-26T03:00:00Z", "2026-11-26T07:00:00Z")]
    [InlineData("21:00-07:00", "2026-11-26T07:00:00Z", "2026-11-26T07:00:00Z")]
    [InlineData("01:00-05:30", "2026-12-31T05:29:00Z", "2026-12-31T05:30:00Z")]
    [InlineData("12:00-12:00", "2026-11-25T12:00:00Z", "2026-11-25T12:00:00Z")]
    public void What_can_wait_waits_until_they_are_over(string hours, string now, string loud) =>
        Assert.Equal(At(loud), QuietHours.TryParse(hours)!.NextLoud(At(now)));

    [Theory]
    [InlineData("")]
    [InlineData("21:00")]
    [InlineData("21-7")]
    [InlineData("25:00-07:00")]
    public void Other_words_are_no_hours(string text) => Assert.Null(QuietHours.TryParse(text));

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
