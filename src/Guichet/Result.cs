using System.Diagnostics.CodeAnalysis;

namespace Guichet;

/// <summary>A value, or the refusal to give one. There is no third case and no other result type.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value; reading it where there is a refusal is a bug and throws.</summary>
    public T Value => Refusal is null
        ? value!
        : throw new InvalidOperationException($"There is no value: {Refusal.Code} {Refusal.Message}");

    /// <summary>True with the value, false with the refusal.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Refusal? refusal)
    {
        (result, refusal) = (value, Refusal);
        return refusal is null;
    }

    /// <summary>A value is its own success.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the way to make a result.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal is its own failure.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the way to make a result.")]
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
