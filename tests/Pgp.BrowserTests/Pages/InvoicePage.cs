using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Pages;

/// <summary>The provider's hosted page, on which a buyer pays.</summary>
internal sealed class InvoicePage(Tab tab) : IAsyncDisposable
{
    /// <summary>A part of its address.</summary>
    public const string Address = "/nowpayments/payment/";

    public Tab Tab => tab;

    public ValueTask DisposeAsync() => tab.DisposeAsync();

    /// <summary>Pays what is asked, in the coin that is chosen.</summary>
    public async Task PayAsync()
    {
        await tab.ClickAsync("button", "Pay exactly");
        await tab.SeeTextAsync("Paid");
    }
}
