using System.Globalization;

namespace Guichet.Server.Shell;

/// <summary>Words are found in the language of the current flow; a mail or a calendar speaks its reader's.</summary>
internal static class Speaking
{
    public static T In<T>(string language, Func<T> words)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
