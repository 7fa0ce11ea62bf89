// Makes a copy of parse5 that parses select as the HTML standard has it since 2025 and as Chromium does:
//  - select bounds the scopes of elements, as table cells do; there is no insertion mode "in select" any more;
//  - a select tag inside of a select ends the outer one, and is ignored; an input ends a select;
//  - option, optgroup and hr end what has an implied end tag inside of a select; option keeps an open optgroup;
//  - the end tag of select is one like that of div.
// The copy also counts what a stream cannot follow: copies of formatting elements, what is moved before a table, and forms
// that go on behind their end tag.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const STACK = [
  ['    $.APPLET,\n    $.CAPTION,', '    $.APPLET,\n    $.SELECT,\n    $.CAPTION,'],
];

const PARSER = [
  ['    $.FRAMESET,\n    $.SELECT,\n    $.TEMPLATE,', '    $.FRAMESET,\n    $.TEMPLATE,'],
  [/function selectStartTagInBody\(p, token\) \{[^]*?\n\}/, `function selectStartTagInBody(p, token) {
    if (p.openElements.hasInScope($.SELECT)) {
        p.openElements.popUntilTagNamePopped($.SELECT);
        return;
    }
    p._reconstructActiveFormattingElements();
    p._insertElement(token, NS.HTML);
    p.framesetOk = false;
}`],
  [/function optgroupStartTagInBody\(p, token\) \{\n {4}if \(/, `function optgroupStartTagInBody(p, token) {
    if (p.openElements.hasInScope($.SELECT)) {
        if (token.tagID === $.OPTION) p.openElements.generateImpliedEndTagsWithExclusion($.OPTGROUP);
        else p.openElements.generateImpliedEndTags();
    }
    else if (`],
  [/function hrStartTagInBody\(p, token\) \{\n {4}if \(p\.openElements\.hasInButtonScope\(\$\.P\)\) \{\n {8}p\._closePElement\(\);\n {4}\}/,
    '$&\n    if (p.openElements.hasInScope($.SELECT)) p.openElements.generateImpliedEndTags();'],
  [/function inputStartTagInBody\(p, token\) \{/,
    '$&\n    if (p.openElements.hasInScope($.SELECT)) p.openElements.popUntilTagNamePopped($.SELECT);'],
  [/(function endTagInBody\(p, token\) \{[^]*?)case \$\.SECTION:/, '$1case $.SELECT:\n        case $.SECTION:'],
  [/(function formEndTagInBody\(p\) \{[^]*?const \{ formElement \} = p;\n)/,
    '$1    if (formElement && p.openElements.current !== formElement) p.forms = (p.forms ?? 0) + 1;\n'],
  ['const furthestBlock = ', 'p.copies = (p.copies ?? 0) + 1;\n        const furthestBlock = '],
  ['this._insertElement(entry.token, ', 'this.copies = (this.copies ?? 0) + 1;\n            this._insertElement(entry.token, '],
  ['_findFosterParentingLocation() {', '_findFosterParentingLocation() {\n        this.moved = (this.moved ?? 0) + 1;'],
];

function patch(file, changes) {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} has no ${from}`);
    text = changed;
  }
  writeFileSync(file, text);
}

export async function parser(folder) {
  const copy = join(folder, 'node_modules', 'parse5-select-2025');
  cpSync(join(folder, 'node_modules', 'parse5'), copy, { recursive: true });
  patch(join(copy, 'dist', 'parser', 'open-element-stack.js'), STACK);
  patch(join(copy, 'dist', 'parser', 'index.js'), PARSER);
  return import(pathToFileURL(join(copy, 'dist', 'index.js')).href);
}
