using PuppeteerSharp;

namespace Pgp.BrowserTests.Support;

/// <summary>What axe finds against WCAG 2.2, levels A and AA.</summary>
internal static class Barriers
{
    private static readonly Lazy<string> Axe = new(() =>
        File.ReadAllText(
            Path.Combine(
                Local.LocalFolders.Find().Checkout,
                "tools/browser/node_modules/axe-core/axe.min.js"
            )
        )
    );

    private const string Run = """
        async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
          const { violations } = await axe.run(document, {
            runOnly: { type: "tag", values: tags },
            rules: { "target-size": { enabled: true } },
          });
          return violations
            .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`))
            .join("\n");
        }
        """;

    /// <summary>One line per barrier; empty if there is none.</summary>
    public static async Task<string> FindAsync(IPage page)
    {
        await page.EvaluateExpressionAsync(Axe.Value);
        return await page.EvaluateFunctionAsync<string>(Run);
    }
}
