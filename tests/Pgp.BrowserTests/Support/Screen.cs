using PuppeteerSharp;

namespace Pgp.BrowserTests.Support;

/// <summary>What somebody looks at the page with.</summary>
public enum Screen
{
    /// <summary>1280 by 800.</summary>
    Desktop,

    /// <summary>360 by 740, with touch.</summary>
    Phone,
}

internal static class Screens
{
    public static ViewPortOptions ViewPort(this Screen screen) =>
        screen == Screen.Phone
            ? new ViewPortOptions
            {
                Width = 360,
                Height = 740,
                IsMobile = true,
                HasTouch = true,
                DeviceScaleFactor = 2,
            }
            : new ViewPortOptions { Width = 1280, Height = 800 };
}
