namespace Pgp.Local;

/// <summary>Something this machine lacks or refuses, told to a person in three sentences.</summary>
/// <param name="What">What is wrong, e.g. "PostgreSQL is not installed in tools/embedded".</param>
/// <param name="Why">Why it matters or how it came about.</param>
/// <param name="Remedy">The command or the act that cures it.</param>
public sealed record LocalProblem(string What, string Why, string Remedy)
{
    /// <summary>A file that the current user may not touch.</summary>
    internal static LocalProblem OfAnotherUser(string path) =>
        new(
            $"{path} belongs to another user",
            "this stack was started as somebody else before (root, perhaps)",
            "start as that user, or remove the .pgp folder to begin anew"
        );

    /// <summary>Three lines for a terminal.</summary>
    public override string ToString() => $"{What}\n  why:  {Why}\n  cure: {Remedy}";
}

/// <summary>
/// The local stack cannot start. A command catches this once and prints
/// <see cref="Problem"/> without a stack trace.
/// </summary>
public sealed class LocalProblemException : Exception
{
    /// <summary>Wraps one problem.</summary>
    public LocalProblemException(LocalProblem problem)
        : base(problem.ToString()) => Problem = problem;

    /// <summary>What is wrong, why, and the cure.</summary>
    public LocalProblem Problem { get; }
}
