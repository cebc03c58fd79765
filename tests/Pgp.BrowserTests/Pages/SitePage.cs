using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pgp.BrowserTests.Site;
using Pgp.BrowserTests.Support;
using PuppeteerSharp;

namespace Pgp.BrowserTests.Pages;

/// <summary>The owners' site, in a browser that knows nothing of others.</summary>
internal sealed class SitePage : IAsyncDisposable
{
    /// <summary>Drawn, and nothing on it is awaited any more.</summary>
    private const string IsReady = """
        document.querySelector("h1") !== null
          && document.querySelector(".skeleton, .chart-place, [aria-busy='true']") === null
        """;

    private static readonly Lazy<string> Policy = new(() =>
        (string)
            JsonNode.Parse(File.ReadAllBytes(PathOf("headers.json")))!["Content-Security-Policy"]!
    );

    private readonly Uri site;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<IRequest> requests = new();
    private readonly ConcurrentQueue<string> dialogs = new();

    private SitePage(Uri site, IBrowserContext context, Tab tab)
    {
        this.site = site;
        this.context = context;
        Tab = tab;
        tab.Page.Request += (_, sent) => requests.Enqueue(sent.Request);
        tab.Page.Dialog += (_, opened) => dialogs.Enqueue(opened.Dialog.Message);
    }

    public Tab Tab { get; }

    /// <summary>What scripts, or what was taken for one, have asked the person.</summary>
    public IReadOnlyCollection<string> Dialogs => dialogs;

    /// <summary>Addresses elsewhere that the page has asked.</summary>
    public IEnumerable<string> ForeignRequests =>
        Addresses.Where(address =>
            !address.StartsWith(site.AbsoluteUri, StringComparison.Ordinal)
            && !address.StartsWith("data:", StringComparison.Ordinal)
            && !address.StartsWith("blob:", StringComparison.Ordinal)
        );

    public IEnumerable<string> Addresses => requests.Select(request => request.Url);

    /// <summary>What has left the browser, apart from addresses.</summary>
    public IEnumerable<string> Bodies => requests.Select(request => $"{request.PostData}");

    /// <summary>A file of the site's sources.</summary>
    public static string PathOf(string file) =>
        Path.Combine(Local.LocalFolders.Find().Checkout, "web", file);

    /// <param name="site">Who delivers it; else the host does.</param>
    public static async Task<SitePage> OpenAsync(
        BrowserStack stack,
        Screen screen,
        Uri? site = null
    )
    {
        var apart = await stack.Browser.CreateBrowserContextAsync();
        var tab = await Tab.AdoptAsync(await apart.NewPageAsync(), screen);
        return new SitePage(site ?? stack.Stack.App, apart, tab);
    }

    public async ValueTask DisposeAsync()
    {
        await Tab.DisposeAsync();
        await context.CloseAsync();
    }

    /// <summary>Opens an address of the site; every one has to carry its policy.</summary>
    public async Task GoAsync(string path)
    {
        var response = await Tab.Page.GoToAsync(
            new Uri(site, path).AbsoluteUri,
            WaitUntilNavigation.DOMContentLoaded
        );
        var headers = new Dictionary<string, string>(
            response.Headers,
            StringComparer.OrdinalIgnoreCase
        );
        Assert.Equal(Policy.Value, headers["Content-Security-Policy"]);
        await WaitUntilReadyAsync();
    }

    public Task WaitUntilReadyAsync() => Tab.WaitUntilAsync(IsReady);

    /// <summary>Waits until another page of the site is there.</summary>
    public async Task ArriveAsync(string heading)
    {
        await Tab.SeeAsync("heading", heading);
        await WaitUntilReadyAsync();
    }

    public async Task LogInAsync(SiteOwner owner)
    {
        await Tab.FillAsync("textbox", "User name or e-\u2060mail address", owner.Username);
        await Tab.FillAsync("textbox", "Password", SiteOwner.Password);
        await Tab.ClickAsync("button", "Log in");
        await ArriveAsync("Dashboard");
    }

    /// <summary>Writes into the field of this name.</summary>
    public Task FillAsync(string field, string text) =>
        Tab.Page.Locator(Field(field)).FillAsync(text);

    /// <summary>Chooses from a list, as soon as it has this value.</summary>
    public async Task ChooseAsync(string field, string value)
    {
        await Tab.Page.WaitForSelectorAsync($"{Field(field)} option[value='{value}']");
        await Tab.Page.SelectAsync(Field(field), value);
    }

    public Task<string[]> ChoicesAsync(string field) =>
        Tab.Page.EvaluateFunctionAsync<string[]>(
            "(field) => [...document.querySelector(field).options].map((one) => one.label)",
            Field(field)
        );

    public Task<string> ValueAsync(string field) =>
        Tab.Page.EvaluateFunctionAsync<string>(
            "(field) => document.querySelector(field).value",
            Field(field)
        );

    /// <summary>Waits until this is said to be wrong with a field, where the field is.</summary>
    public async Task SeeErrorAsync(string field, string message)
    {
        await Tab.Page.WaitForSelectorAsync($"{Field(field)}[aria-invalid='true']");
        await Tab.Page.WaitForSelectorAsync($".field:has({Field(field)}) .error");
        var said = await Tab.Page.EvaluateFunctionAsync<string>(
            "(error) => document.querySelector(error).textContent",
            $".field:has({Field(field)}) .error"
        );
        Assert.Equal(message, said);
    }

    /// <summary>The texts of all elements that fit.</summary>
    public Task<string[]> TextsAsync(string selector) =>
        Tab.Page.EvaluateFunctionAsync<string[]>(
            "(all) => [...document.querySelectorAll(all)].map((one) => one.textContent.trim())",
            selector
        );

    /// <summary>Everything in the page, seen or not.</summary>
    public Task<string> SourceAsync() => Tab.Page.GetContentAsync();

    /// <summary>Clicks and keeps the file that comes of it.</summary>
    /// <returns>What is in it.</returns>
    public async Task<string> DownloadAsync(string button, string file, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("pgp-download-").FullName;
        try
        {
            await Tab.Page.Client.SendAsync(
                "Page.setDownloadBehavior",
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["behavior"] = "allow",
                    ["downloadPath"] = folder,
                }
            );
            await Tab.ClickAsync("button", button);
            var path = Path.Combine(folder, file);
            await Testing.Eventually.GetAsync(
                () => Task.FromResult(File.Exists(path)),
                isThere => isThere,
                ct
            );
            return await File.ReadAllTextAsync(path, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Field(string name) => $"[name='{name}']";
}
