using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Shell;

/// <summary>A component that is drawn once, when everything that it loads is there. The framework's own way would draw
/// it a first time while it still waits for the database, with fields that are not set; nobody would see that
/// drawing, for pages are sent when they are finished.</summary>
public abstract class SettledComponent : ComponentBase
{
    private bool isInitialized;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!isInitialized)
        {
            isInitialized = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
