using Pgp.Common.Database;
using Pgp.Common.Dispatch;
using Pgp.Common.Settings;
using Pgp.Contracts.Money;
using Pgp.Contracts.Tasks;

namespace Pgp.UnitTests.Common;

public sealed class SettingsReaderTests
{
    private const string Canary = "canary-4711";

    [Fact]
    public void A_start_fails_once_with_the_whole_list()
    {
        var reader = Of(("URL", Canary), ("SHARE", Canary), ("PART", Canary), ("COUNT", Canary));
        reader.Required("MISSING");
        reader.Required("MISSING");
        reader.Secret("SECRET");
        reader.Url("URL");
        reader.Percent("SHARE");
        reader.Fraction("PART", new BasisPoints(1));
        reader.Number("COUNT", standard: 1, min: 0, max: 9);
        reader.Report("A and B exclude each other");

        var problem = Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
        Assert.Equal(
            [
                "MISSING is missing",
                "SECRET is missing",
                "URL is not an absolute http(s) address",
                "SHARE is not a percentage from 0 to 100 with at most two decimals",
                "PART is not a fraction from 0 to 1 with at most four decimals",
                "COUNT is not a whole number from 0 to 9",
                "A and B exclude each other",
            ],
            problem.Findings
        );
        Assert.All(
            problem.Findings,
            finding => Assert.Contains(finding, problem.Message, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void No_message_shows_a_value()
    {
        var reader = Of(("TEXT", $"{Canary}\u0007"), ("URL", $"ftp://{Canary}"), ("COUNT", Canary));
        reader.Required("TEXT");
        reader.Url("URL");
        reader.Milliseconds("COUNT", TimeSpan.Zero);
        var problem = Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
        Assert.Equal(3, problem.Findings.Count);
        Assert.DoesNotContain(Canary, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_shows_itself_only_when_asked()
    {
        var secret = Of(("KEY", Canary)).Secret("KEY");
        Assert.Equal(Canary, secret.Reveal());
        Assert.Equal("***", $"{secret}");
    }

    [Fact]
    public void Values_are_trimmed_and_blank_ones_are_absent()
    {
        var reader = Of(("KEY", " \tvalue\r\n"), ("BLANK", " \n"));
        Assert.Equal("value", reader.Required("KEY"));
        Assert.Null(reader.Optional("BLANK"));
        reader.ThrowIfIncomplete();
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("a\0b")]
    [InlineData("a\u0085b")]
    public void Control_characters_inside_are_refused(string value)
    {
        var reader = Of(("KEY", value));
        reader.Optional("KEY");
        var problem = Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
        Assert.Equal(["KEY contains control characters"], problem.Findings);
    }

    [Fact]
    public void Absent_values_have_their_standard()
    {
        var reader = Of();
        Assert.Null(reader.Optional("X"));
        Assert.Equal(7, reader.Number("X", standard: 7, min: 0, max: 9));
        Assert.Equal(TimeSpan.FromSeconds(3), reader.Milliseconds("X", TimeSpan.FromSeconds(3)));
        Assert.Equal(new BasisPoints(5), reader.Fraction("X", new BasisPoints(5)));
        Assert.Equal("https://a.example/", reader.UrlOr("X", "https://a.example/").ToString());
        reader.ThrowIfIncomplete();
    }

    [Fact]
    public void Values_are_read_into_types()
    {
        var reader = Of(
            ("URL", "https://a.example/x"),
            ("SHARE", "2.75"),
            ("PART", "0.75"),
            ("COUNT", "9"),
            ("WAIT", "250")
        );
        Assert.Equal(new Uri("https://a.example/x"), reader.Url("URL"));
        Assert.Equal(new BasisPoints(275), reader.Percent("SHARE"));
        Assert.Equal(new BasisPoints(7_500), reader.Fraction("PART", default));
        Assert.Equal(9, reader.Number("COUNT", standard: 1, min: 0, max: 9));
        Assert.Equal(TimeSpan.FromMilliseconds(250), reader.Milliseconds("WAIT", TimeSpan.Zero));
        reader.ThrowIfIncomplete();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("9999999999")]
    public void A_number_keeps_its_limits(string value)
    {
        var reader = Of(("COUNT", value));
        Assert.Equal(1, reader.Number("COUNT", standard: 1, min: 0, max: 9));
        Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
    }

    [Fact]
    public void Operators_can_size_the_pools()
    {
        var profile = DatabaseProfile.Standard.With(
            Of(
                ("DB_POOL_SIZE", "7"),
                ("DB_MAX_OVERFLOW", "1"),
                ("DB_POOL_TIMEOUT", "2"),
                ("DB_POOL_RECYCLE", "60")
            )
        );
        Assert.Equal(
            DatabaseProfile.Standard with
            {
                Size = 7,
                Overflow = 1,
                Wait = TimeSpan.FromSeconds(2),
                Recycle = TimeSpan.FromSeconds(60),
            },
            profile
        );
    }

    [Fact]
    public void Operators_can_set_the_dispatchers_times()
    {
        var options = DispatcherOptions.Read(
            Of(
                ("TASK_LEASE_MS", "30000"),
                ("TASK_POLL_MS", "500"),
                ("TASK_BACKOFF_MIN_MS", "100"),
                ("TASK_BACKOFF_MAX_MS", "900")
            )
        );
        Assert.Equal(TimeSpan.FromSeconds(30), options.Lease);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.PollMax);
        Assert.Equal(Queues.All.Select(queue => queue.Name), options.Queues.Select(q => q.Name));
        Assert.All(
            options.Queues,
            queue =>
            {
                Assert.Equal(TimeSpan.FromMilliseconds(100), queue.BackoffMin);
                Assert.Equal(TimeSpan.FromMilliseconds(900), queue.BackoffMax);
            }
        );
    }

    private static SettingsReader Of(params (string Name, string Value)[] values) =>
        new(values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
}
