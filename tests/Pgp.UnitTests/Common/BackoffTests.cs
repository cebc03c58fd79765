using CsCheck;
using Pgp.Common.Dispatch;
using Pgp.Contracts.Tasks;

namespace Pgp.UnitTests.Common;

public sealed class BackoffTests
{
    private static readonly QueueDefinition Queue = Queues.Orchestrator with
    {
        BackoffMin = TimeSpan.FromSeconds(1),
        BackoffMax = TimeSpan.FromSeconds(60),
        AttemptsMax = 5,
        AgeMax = TimeSpan.FromHours(24),
    };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(31, 60)]
    [InlineData(int.MaxValue, 60)]
    [InlineData(0, 1)]
    public void The_wait_doubles_up_to_the_maximum_plus_a_fifth(int attempt, int seconds)
    {
        var least = TimeSpan.FromSeconds(seconds);
        for (var i = 0; i < 100; i++)
        {
            Assert.InRange(Backoff.After(Queue, attempt, asked: null), least, least * 1.2);
        }
    }

    [Fact]
    public void The_wait_is_never_the_same_for_all() =>
        Assert.NotEqual(
            1,
            Enumerable.Range(0, 100).Select(_ => Backoff.After(Queue, 7, null)).Distinct().Count()
        );

    [Theory]
    [InlineData(1, 30, 30)]
    [InlineData(7, 30, 60)]
    [InlineData(7, 300, 300)]
    public void Who_asks_for_a_longer_wait_gets_it(int attempt, int asked, int seconds)
    {
        var least = TimeSpan.FromSeconds(seconds);
        var wait = Backoff.After(Queue, attempt, TimeSpan.FromSeconds(asked));
        Assert.InRange(wait, least, least * 1.2);
    }

    [Fact]
    public void Whatever_an_operator_sets_the_wait_stays_between_the_limits() =>
        Gen.Select(Gen.Int[1, 86_400_000], Gen.Int[1, 86_400_000], Gen.Int[0, 3_000])
            .Sample(
                (min, max, attempt) =>
                {
                    var queue = Queue with
                    {
                        BackoffMin = TimeSpan.FromMilliseconds(Math.Min(min, max)),
                        BackoffMax = TimeSpan.FromMilliseconds(Math.Max(min, max)),
                    };
                    var wait = Backoff.After(queue, attempt, asked: null);
                    Assert.InRange(wait, queue.BackoffMin, queue.BackoffMax * 1.2);
                }
            );

    [Theory]
    [InlineData(4, 23, false)]
    [InlineData(5, 0, true)]
    [InlineData(6, 0, true)]
    [InlineData(1, 24, true)]
    public void A_task_is_given_up_after_so_many_attempts_or_so_long(
        int attempts,
        int hours,
        bool exhausted
    ) => Assert.Equal(exhausted, Backoff.IsExhausted(Queue, attempts, TimeSpan.FromHours(hours)));
}
