using System.Globalization;
using Pgp.Channels;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Reading;

/// <summary>Reads what an address asks for, and remembers what of it makes no sense.</summary>
internal sealed class Asked
{
    private const int TextMax = 200;

    private readonly List<FieldError> errors = [];

    /// <summary>Null when all could be read.</summary>
    public Problem? Problem => errors.Count == 0 ? null : Http.Problem.Invalid(errors);

    /// <summary>A channel that is not the caller's is no error: it has nothing for him.</summary>
    public ChannelId? Channel(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (ChannelId.TryParse(text, out var channel))
        {
            return channel;
        }

        errors.Add(new FieldError("channel_id", "not_an_id", "An id as the list of channels has."));
        return null;
    }

    public string? OneOf(string field, string? text, IReadOnlyList<string> words)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!words.Contains(text, StringComparer.Ordinal))
        {
            errors.Add(new FieldError(field, "unknown", $"One of {string.Join(", ", words)}."));
        }

        return text;
    }

    /// <summary>What somebody looks for; null where he looks for nothing.</summary>
    public string? Text(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Length > TextMax)
        {
            errors.Add(new FieldError(field, "too_long", $"At most {TextMax} characters."));
        }

        return text;
    }

    /// <summary>From a moment, or the start of a day, until a moment or the end of a day.</summary>
    public Period Period(string? from, string? to)
    {
        var always = Reading.Period.Always;
        var period = new Period(
            Moment("from", from, always.From, dayEnds: false),
            Moment("to", to, always.Until, dayEnds: true)
        );
        if (period.From >= period.Until)
        {
            errors.Add(new FieldError("to", "before_from", "It has to come after 'from'."));
        }

        return period;
    }

    public DateOnly? Day(string field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (TryDay(text, out var day))
        {
            return day;
        }

        errors.Add(new FieldError(field, "not_a_day", "A day, written 2026-11-30."));
        return null;
    }

    public void Refuse(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));

    private DateTimeOffset Moment(string field, string? text, DateTimeOffset standard, bool dayEnds)
    {
        if (string.IsNullOrEmpty(text))
        {
            return standard;
        }

        if (TryDay(text, out var day))
        {
            return new DateTimeOffset(dayEnds ? day.AddDays(1) : day, default, TimeSpan.Zero);
        }

        if (
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var moment
            ) && text.Contains('T', StringComparison.Ordinal)
        )
        {
            return moment;
        }

        errors.Add(
            new FieldError(field, "not_a_moment", "A day, or a moment as RFC 3339 writes it.")
        );
        return standard;
    }

    // A day later must exist, too.
    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out day
        ) && day.Year is >= 1970 and < 9999;
}
