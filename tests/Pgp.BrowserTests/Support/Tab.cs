using System.Net;
using PuppeteerSharp;

namespace Pgp.BrowserTests.Support;

/// <summary>One page of the browser: finds things as people and screen readers do, by name.</summary>
internal sealed class Tab(IPage page, Screen screen) : IAsyncDisposable
{
    private const int LimitMs = 20_000;

    private static readonly string Pictures = Path.Combine(
        Local.LocalFolders.Find().Checkout,
        "artifacts/screens"
    );

    private readonly List<string> faults = [];
    private readonly List<string> expected = [];

    public IPage Page => page;

    public Screen Screen => screen;

    public static async Task<Tab> OpenAsync(IBrowserContext context, Screen screen, Uri address)
    {
        var page = await context.NewPageAsync();
        var tab = await AdoptAsync(page, screen);
        await page.GoToAsync(address.AbsoluteUri, WaitUntilNavigation.DOMContentLoaded);
        return tab;
    }

    /// <summary>A page that the page under test has opened.</summary>
    public static async Task<Tab> AdoptAsync(IPage page, Screen screen)
    {
        var tab = new Tab(page, screen);
        page.PageError += (_, error) => tab.faults.Add(error.Message ?? "an error");
        page.Console += (_, line) =>
        {
            if (line.Message.Type == ConsoleType.Error)
            {
                tab.faults.Add(line.Message.Text);
            }
        };
        page.DefaultTimeout = LimitMs;
        await page.SetViewportAsync(screen.ViewPort());
        await tab.SetSchemeAsync("light");
        return tab;
    }

    public ValueTask DisposeAsync() => page.DisposeAsync();

    public Task ClickAsync(string role, string name) => Locate(role, name).ClickAsync();

    /// <summary>Clicks the last of several, as soon as there is one.</summary>
    public async Task ClickLastAsync(string selector)
    {
        await page.Locator(selector).WaitAsync();
        await page.LocatorFunction($"() => [...document.querySelectorAll('{selector}')].at(-1)")
            .ClickAsync();
    }

    /// <summary>
    /// Waits until something with this role and name can be seen; if it never can, a picture shows
    /// what was there instead.
    /// </summary>
    public Task SeeAsync(string role, string name) => SeeAsync(Locate(role, name));

    public Task SeeTextAsync(string text) => SeeAsync(page.Locator($"::-p-text({text})"));

    public Task FillAsync(string role, string name, string text) =>
        Locate(role, name).FillAsync(text);

    public Task<bool> HoldsAsync(string expression) =>
        page.EvaluateExpressionAsync<bool>(expression);

    public Task WaitUntilAsync(string expression) => page.WaitForExpressionAsync(expression);

    /// <summary>
    /// An answer that the browser notes as an error, and that the page is to deal with.
    /// </summary>
    public void Expect(HttpStatusCode refusal) => expected.Add($"a status of {(int)refusal}");

    /// <summary>
    /// An end state: a picture in light and dark, and in both no barrier, nothing beyond the edge
    /// and no error of a script.
    /// </summary>
    public async Task LookAsync(string name)
    {
        foreach (var scheme in (string[])["dark", "light"])
        {
            await SetSchemeAsync(scheme);
            await PictureAsync($"{name}-{screen}-{scheme}".ToLowerInvariant());
            Assert.Equal("", await Barriers.FindAsync(page));
        }

        Assert.Equal(0, await page.EvaluateExpressionAsync<int>(Overflow));
        Assert.DoesNotContain(faults, fault => !IsExpected(fault));
    }

    // Pixels by which the page is wider than the screen. It may be narrower: the place of a scroll
    // bar is kept free where there is none.
    private const string Overflow =
        "Math.max(0, document.scrollingElement.scrollWidth"
        + " - document.scrollingElement.clientWidth)";

    private bool IsExpected(string fault) =>
        expected.Exists(part => fault.Contains(part, StringComparison.Ordinal));

    private async Task SeeAsync(PuppeteerSharp.Locators.Locator wanted)
    {
        try
        {
            await wanted.WaitAsync();
        }
        catch (TimeoutException)
        {
            await PictureAsync("there-instead");
            throw;
        }
    }

    private PuppeteerSharp.Locators.Locator Locate(string role, string name) =>
        page.Locator($"::-p-aria([name=\"{name}\"][role=\"{role}\"])");

    private Task SetSchemeAsync(string scheme) =>
        page.EmulateMediaFeaturesAsync([
            new MediaFeatureValue
            {
                MediaFeature = MediaFeature.PrefersColorScheme,
                Value = scheme,
            },
            new MediaFeatureValue
            {
                MediaFeature = MediaFeature.PrefersReducedMotion,
                Value = "reduce",
            },
        ]);

    private async Task PictureAsync(string name)
    {
        Directory.CreateDirectory(Pictures);
        var bytes = await page.ScreenshotDataAsync(new ScreenshotOptions { FullPage = true });
        await File.WriteAllBytesAsync(Path.Combine(Pictures, $"{name}.png"), bytes);
        TestContext.Current.AddAttachment($"{name}.png", bytes, "image/png");
    }
}
