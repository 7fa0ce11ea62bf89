/**
 * A streaming HTML rewriter on bytes. It stands on its own and knows nothing of profiles or servlets.
 *
 * <p>The way of a page, and the classes on it:
 *
 * <dl>
 *   <dt>Bytes
 *   <dd>{@link dev.attune.html.HtmlRewriter} holds the rules of all pages, {@link dev.attune.html.HtmlSink} takes the bytes of
 *       one page. {@code TokenBuffer} keeps an incomplete token, {@code LastBytes} judges the rest at the end.
 *       {@code PageCharset}, {@code MetaCharset}, {@code ByteOrderMark}: the charset.
 *   <dt>Tokens
 *   <dd>{@code Tokenizer} finds tags, text and comments, with {@code TokenEnd}, {@code CommentEnd}, {@code RawTextEnd},
 *       {@code ScriptEnd}; {@code AttributeSpans} notes where attributes lie; {@code TagName} makes a name a number. {@code Page}
 *       takes the tokens, and holds all that follows together.
 *   <dt>Tree
 *   <dd>{@code Tree} follows what a browser would build, as far as it decides what a tag means: {@code StartInBody},
 *       {@code EndInBody}, {@code Tables}, {@code Foreign} are the standard's insertion modes, {@code OpenElements} its stack,
 *       {@code LeftOpen} its list of formatting elements, {@code Tag} what it says of each name.
 *   <dt>Matching
 *   <dd>{@link dev.attune.html.Selector}s, read by {@code SelectorParser}, become a {@code Program} of {@code Compound}s;
 *       {@code Matcher} runs it over the tags of one page.
 *   <dt>Editing
 *   <dd>{@code ElementCalls} and {@code ContentCalls} call the handlers with a {@code MatchedElement}, {@code TextChunk},
 *       {@code Comment} and the like. {@code Editor} puts the page together again: {@code OpenEdits} are what waits for the end
 *       of an element, {@code MissingTags} what the page leaves out and an insertion needs.
 *   <dt>Output
 *   <dd>{@code Output} gathers what goes out, untouched ranges as they came.
 * </dl>
 */
@NullMarked
package dev.attune.html;

import org.jspecify.annotations.NullMarked;
