using System.CommandLine;

namespace Pgp.Host.Commands;

/// <summary>Who gives a command, for the record.</summary>
internal static class Operator
{
    private const int NotFound = 1;

    public static Option<string?> Option() =>
        new("--by") { Description = "Who you are; without it, the name you are logged in by." };

    public static string Of(ParseResult parsed, Option<string?> by) =>
        parsed.GetValue(by) is { Length: > 0 } given ? given : Environment.UserName;

    /// <returns>The exit code.</returns>
    public static int Say(bool done, string success, string failure)
    {
        if (done)
        {
            Console.WriteLine(success);
            return 0;
        }

        Console.Error.WriteLine(failure);
        return NotFound;
    }
}
