using Pgp.Notifications.Webhooks.Sending;

namespace Pgp.UnitTests.Webhooks;

public sealed class AttemptTimesTests
{
    [Fact]
    public void There_are_14_attempts() => Assert.Equal(14, AttemptTimes.Max);

    [Fact]
    public void The_last_one_is_later_than_4_days_and_never_later_than_5()
    {
        var shortest = AttemptTimes.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait);
        Assert.True(shortest > TimeSpan.FromDays(4), $"{shortest}");
        Assert.True(shortest * 1.1 <= TimeSpan.FromDays(5), $"{shortest}");
    }

    [Fact]
    public void Each_wait_has_up_to_a_tenth_of_jitter()
    {
        for (var attempt = 1; attempt < AttemptTimes.Max; attempt++)
        {
            var wait = AttemptTimes.Waits[attempt - 1];
            for (var i = 0; i < 200; i++)
            {
                var after = AttemptTimes.After(attempt, asked: null);
                Assert.InRange(after!.Value, wait, wait * 1.1);
            }
        }
    }

    [Fact]
    public void Jitter_differs()
    {
        var waits = Enumerable.Range(0, 200).Select(_ => AttemptTimes.After(13, asked: null));
        Assert.True(waits.Distinct().Count() > 5);
    }

    [Fact]
    public void After_the_last_attempt_there_is_none() =>
        Assert.Null(AttemptTimes.After(14, TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData(60, 60)]
    [InlineData(3_600, 3_600)]
    [InlineData(86_400, 3_600)]
    public void More_time_is_given_up_to_an_hour(int asked, int given) =>
        Assert.Equal(
            TimeSpan.FromSeconds(given),
            AttemptTimes.After(1, TimeSpan.FromSeconds(asked))
        );

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1)]
    public void Less_time_than_planned_is_not_taken(int asked) =>
        Assert.InRange(
            AttemptTimes.After(1, TimeSpan.FromSeconds(asked))!.Value,
            AttemptTimes.Waits[0],
            AttemptTimes.Waits[0] * 1.1
        );
}
