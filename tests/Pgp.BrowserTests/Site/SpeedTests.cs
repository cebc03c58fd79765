using Pgp.BrowserTests.Pages;
using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>What a slow phone makes of the pages that people see first.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class SpeedTests(BrowserStack stack)
{
    /// <summary>Times as slow as this machine.</summary>
    private const decimal Slowness = 4;

    private const double PaintMsMax = 1000;
    private const double ShiftMax = 0.05;

    // A machine that is busy with other things makes a load slow, never fast.
    private const int Loads = 5;

    private const string Watch = """
        () => {
          window.seen = { paint: 0, shift: 0 };
          const watch = (type, take) =>
            new PerformanceObserver((list) => list.getEntries().forEach(take))
              .observe({ type, buffered: true });
          watch("largest-contentful-paint", (one) => { window.seen.paint = one.startTime; });
          watch("layout-shift", (one) => { window.seen.shift += one.value; });
        }
        """;

    // Two frames later everything that was drawn has been measured.
    private const string Settle = """
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
          .then(() => true)
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task The_first_pages_are_there_within_a_second_and_stand_still(Screen screen)
    {
        var owner = await SiteOwner.ReadyAsync(stack, Ct);
        await owner.SellAsync(await owner.OpenShopAsync("Racing", Ct), Ct);
        await using var site = await SitePage.OpenAsync(stack, screen);
        await site.GoAsync("/login");
        await site.LogInAsync(owner);
        await site.Tab.Page.EvaluateFunctionOnNewDocumentAsync(Watch);
        await site.Tab.Page.EmulateCPUThrottlingAsync(Slowness);
        foreach (var page in (string[])["/", "/dashboard"])
        {
            var seen = await MeasureAsync(site, page);
            var paint = seen.Min(one => one.Paint);
            TestContext.Current.SendDiagnosticMessage(
                $"{page}: {string.Join(", ", seen.Select(one => one.ToString()))}"
            );
            Assert.InRange(paint, 1, PaintMsMax);
            Assert.InRange(seen.Max(one => one.Shift), 0, ShiftMax);
        }
    }

    private static async Task<IReadOnlyList<Seen>> MeasureAsync(SitePage site, string page)
    {
        var seen = new List<Seen>();
        for (var i = 0; i < Loads; i++)
        {
            await site.GoAsync(page);
            // Told a moment after it was drawn.
            await site.Tab.WaitUntilAsync("window.seen.paint > 0");
            await site.Tab.HoldsAsync(Settle);
            seen.Add(await site.Tab.Page.EvaluateExpressionAsync<Seen>("window.seen"));
        }

        return seen;
    }

    /// <param name="Paint">When the largest part was drawn, in milliseconds.</param>
    /// <param name="Shift">How much moved after it was drawn.</param>
    private sealed record Seen(double Paint, double Shift);
}
