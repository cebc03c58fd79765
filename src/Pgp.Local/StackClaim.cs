namespace Pgp.Local;

/// <summary>
/// The right to run the one local stack of a checkout. The operating system gives it back when
/// the holder ends, however it ends, so a crash leaves nothing to clean up.
/// </summary>
public sealed class StackClaim : IDisposable
{
    private readonly FileStream claim;
    private readonly string text;

    private StackClaim(FileStream claim, string text)
    {
        this.claim = claim;
        this.text = text;
    }

    /// <summary>
    /// Takes the right, or throws a <see cref="LocalProblemException"/> that repeats what the
    /// running stack said about itself (<see cref="Describe"/>).
    /// </summary>
    public static StackClaim Take(LocalFolders folders)
    {
        try
        {
            folders.Create();
            var file = Open(folders);
            File.Delete(folders.ClaimText);
            return new(file, folders.ClaimText);
        }
        catch (UnauthorizedAccessException)
        {
            throw new LocalProblemException(LocalProblem.OfAnotherUser(folders.Home));
        }
    }

    /// <summary>
    /// Leaves the addresses of the stack for whoever tries to start a second one.
    /// </summary>
    public void Describe(string addresses) => File.WriteAllText(text, addresses);

    /// <summary>Gives the right back.</summary>
    public void Dispose()
    {
        File.Delete(text);
        claim.Dispose();
    }

    private static FileStream Open(LocalFolders folders)
    {
        try
        {
            return new(
                folders.ClaimFile,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException)
        {
            throw new LocalProblemException(
                new(
                    "The stack of this checkout already runs",
                    Read(folders.ClaimText),
                    "use it, or stop it with Ctrl-C in its terminal and start again"
                )
            );
        }
    }

    private static string Read(string path)
    {
        try
        {
            return "its addresses are\n" + File.ReadAllText(path).TrimEnd();
        }
        catch (IOException)
        {
            return "it is starting and has not told its addresses yet";
        }
    }
}
