using Pgp.Contracts.Tasks;

namespace Pgp.UnitTests.Contracts.Tasks;

public sealed class AnnouncementPressTests
{
    private const string Id = "ann_0190a1b2c3d47e5f8a9b0c1d2e3f4a5b";

    [Theory]
    [InlineData(AnnouncementWish.Send, 1_440)]
    [InlineData(AnnouncementWish.Cancel, 0)]
    [InlineData(AnnouncementWish.Show, 0)]
    public void A_press_is_read_as_it_was_written_and_fits_the_button(
        AnnouncementWish wish,
        int minutes
    )
    {
        var press = new AnnouncementPress(AnnouncementId.Parse(Id), wish, minutes);
        Assert.Equal(press, AnnouncementPress.Of($"{press}"));
        Assert.InRange($"{press}".Length, 1, 64);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData($"w:b:Send:0:{Id}x")]
    [InlineData($"w:b:Send:1441:{Id}")]
    [InlineData($"w:b:Send:-1:{Id}")]
    [InlineData($"w:b:0:0:{Id}")]
    [InlineData($"w:c:Send:0:{Id}")]
    [InlineData($"w:b:Send:0:{Id}:0")]
    public void Anything_else_is_no_press(string? data) => Assert.Null(AnnouncementPress.Of(data));
}
