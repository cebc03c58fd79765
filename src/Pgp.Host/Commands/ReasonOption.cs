using System.CommandLine;

namespace Pgp.Host.Commands;

/// <summary>Why somebody wants it: kept with the change.</summary>
internal static class ReasonOption
{
    private const int LengthMax = 500;

    public static Option<string> Create()
    {
        var reason = new Option<string>("--reason")
        {
            Description = "Why; kept with the change.",
            Required = true,
        };
        reason.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value.Trim() : "";
            if (text.Length is 0 or > LengthMax)
            {
                result.AddError($"--reason needs 1 to {LengthMax} characters");
            }
        });
        return reason;
    }
}
