using System.Runtime.CompilerServices;

namespace Pgp.Testing;

/// <summary>
/// Texts that a person has read and approved, kept beside the test that makes them. After a wanted
/// change: run the test with <c>PGP_APPROVE=1</c> and read the difference before it is committed.
/// </summary>
public static class Approved
{
    private const string ApproveVariable = "PGP_APPROVE";

    /// <param name="name">File name, for example <c>InviteRequested.approved.json</c>.</param>
    /// <exception cref="InvalidOperationException">The text is not the approved one.</exception>
    public static void Check(string name, string actual, [CallerFilePath] string test = "")
    {
        // The compiler knows where the test is; its program may have been built anywhere.
        var path = Path.Combine(Path.GetDirectoryName(test)!, name);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(path, actual);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (approved != actual)
        {
            throw new InvalidOperationException(
                $"{name} is not what was approved.\n{Difference(approved, actual)}\n"
                    + $"If this is wanted: {ApproveVariable}=1, run again, read the difference."
            );
        }
    }

    private static string Difference(string approved, string actual)
    {
        var (old, now) = (approved.Split('\n'), actual.Split('\n'));
        var line = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}\n  approved: {At(old, line)}\n  actual:   {At(now, line)}";
    }

    private static string At(string[] lines, int line) =>
        line < lines.Length ? lines[line] : "(end of file)";
}
