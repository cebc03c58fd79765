using System.Globalization;

namespace Pgp.Host.Commands;

/// <summary>One line per finished step, on standard error.</summary>
internal static class Progress
{
    public static void Print(string step, TimeSpan took) =>
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {step, -28} {took.TotalSeconds, 6:0.0} s"
            )
        );
}
