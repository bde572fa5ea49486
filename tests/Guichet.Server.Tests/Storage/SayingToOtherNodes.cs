using System.Text;
using Guichet.Server.Storage;

namespace Guichet.Server.Tests.Storage;

/// <summary>What is said from node to node goes in messages that PostgreSQL takes.</summary>
public sealed class SayingToOtherNodes
{
    [Fact]
    public void Puts_as_many_lines_into_a_message_as_it_holds_and_loses_none()
    {
        var talk = new NodeTalk();
        string[] said = [.. Enumerable.Range(0, 100).Select(number => $"{number} {new string('é', 100)}")];
        foreach (var line in said)
        {
            talk.Say(line);
        }

        var messages = new List<string>();
        for (var message = talk.Take(); message.Length > 0; message = talk.Take())
        {
            messages.Add(message);
        }

        Assert.Equal(said, messages.SelectMany(message => message.Split('\n')));
        Assert.Equal(3, messages.Count);
        Assert.All(messages, message => Assert.True(Encoding.UTF8.GetByteCount(message) <= 7_000));
    }

    [Fact]
    public void Leaves_out_a_line_that_no_message_holds_and_goes_on_behind_it()
    {
        var talk = new NodeTalk();
        talk.Say("first");
        talk.Say(new string('é', 3_500));
        talk.Say("last");

        Assert.Equal("first\nlast", talk.Take());
        Assert.Equal("", talk.Take());
    }
}
