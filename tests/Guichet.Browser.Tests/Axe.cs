using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>axe-core on a page as it stands. It is handed to the page itself: the way of its package for Playwright
/// opens a second page for each look, at six times the cost.</summary>
internal static class Axe
{
    private const string Look =
        """
        async (rules) => {
            const options = rules.length ? { runOnly: { type: "rule", values: rules } } : {};
            const found = await axe.run({ ...options, resultTypes: ["violations"] });
            return found.violations.flatMap(
                (violation) => violation.nodes.map((node) => `${violation.id} at ${node.html}`));
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What stands in somebody's way; by all rules, or by those named.</summary>
    public static async Task<string[]> FindObstaclesAsync(this IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe !== 'undefined'"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Look, rules);
    }
}
