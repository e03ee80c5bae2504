using Appliance.Console.Language;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Tests.Sessions;
using CsCheck;

namespace Appliance.Console.Tests.Language;

public sealed class AnyTextTests
{
    private static readonly string[] s_pieces =
    [
        "/", ":", "..", ".", "{", "}", "[", "]", "(", ")", "\"", "\\", "$", ";", "\n", " ", "  ", "=", "!", "~", "-", "->", "+", "*", ",", "<", ">", "&&", "#", "\r",
        "xen", "interface", "print", "add", "set", "find", "where", "get", "name", "memory", "put", "if", "do", "else", "foreach", "in", "local", "global", "x",
        "0", "1,2", "*1A", "10.1", "1.1.1.1/24", "1d", "yes", "ros1", "ö", "\0", "and", "or", "detail", "numbers", "\\n", "\\24", "comment", "from", "to",
    ];

    private static readonly Gen<string> s_text = Gen.Int[0, s_pieces.Length - 1].Select(at => s_pieces[at]).Array[0, 30].Select(string.Concat);

    [Fact]
    public void Any_text_is_read_or_refused_with_a_place() => s_text.Sample(text =>
    {
        try
        {
            Parser.Parse(text, Tree, Tree.Children["xen"], VariableNames.Known(name => name == "x"));
        }
        catch (SyntaxException problem)
        {
            return problem.Message.Contains("(line ") && problem.Message.EndsWith(')');
        }
        return true;
    }, iter: 20_000);

    [Fact]
    public void The_cursor_has_a_context_in_any_text() => s_text.Sample(text =>
    {
        _ = Continuation.Of(text);
        var context = CursorContext.At(text, text.Length, Tree, Tree);
        return context.Start + context.Prefix.Length == text.Length && text.EndsWith(context.Prefix);
    }, iter: 20_000);

    private static Engine.Schema.MenuNode Tree { get; } = SampleTree.Make();
}
