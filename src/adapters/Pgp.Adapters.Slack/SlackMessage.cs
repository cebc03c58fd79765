namespace Pgp.Adapters.Slack;

/// <summary>
/// A message of four blocks: title, text, a line, small print. Plain text throughout; what Slack
/// would read as a command is taken out when it is sent.
/// </summary>
/// <param name="Title">Also what a notification shows.</param>
/// <param name="Text">May hold line breaks.</param>
/// <param name="SmallPrint">Below the line.</param>
public sealed record SlackMessage(string Title, string Text, string SmallPrint);
