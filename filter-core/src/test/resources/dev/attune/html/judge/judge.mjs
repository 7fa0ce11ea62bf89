// Judges rewritten pages: parse(rewrite(page)) has to be edit(parse(page)).
//   node judge.mjs FOLDER < cases > verdicts
// FOLDER has parse5 in its node_modules. A case is a line [page, kind, name, rewritten] in JSON, a verdict too: ["ok"],
// ["left", reason] where the trees differ by what a stream cannot follow, or ["differs", wanted, got].
import { createInterface } from 'node:readline';
import { parser } from './select2025.mjs';

const { Parser, serialize, defaultTreeAdapter: adapter } = await parser(process.argv[2]);
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));

function parse(html) {
  const parsing = new Parser({ scriptingEnabled: true, onParseError: null });
  parsing.tokenizer.write(html, true);
  return { tree: parsing.document, copies: parsing.copies ?? 0, moved: parsing.moved ?? 0, forms: parsing.forms ?? 0 };
}

function children(node) {
  return node.nodeName === 'template' && node.content ? node.content.childNodes : node.childNodes ?? [];
}

function* elements(node, name) {
  for (const child of [...children(node)]) {
    if (child.nodeName === name) yield child;
    yield* elements(child, name);
  }
}

const comment = () => ({ nodeName: '#comment', data: 'mark', parentNode: null });
const text = () => ({ nodeName: '#text', value: 'mark', parentNode: null });
const VOID = new Set('area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '));

function put(parent, at, node) {
  const list = parent.nodeName === 'template' && parent.content ? parent.content : parent;
  node.parentNode = list;
  list.childNodes.splice(at, 0, node);
}

function beside(element, behind) {
  put(element.parentNode, element.parentNode.childNodes.indexOf(element) + behind, comment());
}

function set(element, name, value) {
  // Copies of a formatting element share the list.
  element.attrs = element.attrs.map((attribute) => ({ ...attribute }));
  const there = element.attrs.find((attribute) => attribute.name === name);
  if (there) there.value = value(there.value);
  else element.attrs.push({ name, value: value(null) });
}

function inner(element, node) {
  if (VOID.has(element.nodeName)) return;
  const list = element.nodeName === 'template' && element.content ? element.content : element;
  list.childNodes = [];
  put(element, 0, node);
}

const EDITS = {
  class: (e) => set(e, 'class', (was) => (was ? `${was} pro` : 'pro')),
  attribute: (e) => set(e, 'data-x', () => '1'),
  html: (e) => inner(e, comment()),
  text: (e) => inner(e, text()),
  remove: (e) => adapter.detachNode(e),
  before: (e) => beside(e, 0),
  after: (e) => beside(e, 1),
  prepend: (e) => put(e, 0, comment()),
  append: (e) => put(e, children(e).length, comment()),
};

function attached(node, root) {
  for (let at = node; at; at = at.parentNode) {
    if (at === root) return true;
    if (at.nodeName === '#document-fragment') return true;
  }
  return false;
}

function edited(tree, kind, name) {
  for (const element of [...elements(tree, name)]) {
    if (attached(element, tree)) EDITS[kind](element);
  }
  return tree;
}

// White space around the end of the body moves with it: compare all but that. Without formatting where copies would differ.
function dump(node, unwrapped) {
  let out = '';
  let chars = '';
  const flush = () => {
    const bare = chars.replace(/[\s\0]+/g, '');
    if (bare) out += `"${bare}"`;
    chars = '';
  };
  const walk = (list) => {
    for (const child of list) {
      if (child.nodeName === '#text') chars += child.value;
      else if (unwrapped && FORMATTING.has(child.nodeName) && child.namespaceURI?.endsWith('xhtml')) walk(child.childNodes);
      else {
        flush();
        if (child.nodeName === '#comment') out += `<!--${child.data}-->`;
        else if (child.nodeName === '#documentType') out += `<!${child.name} ${child.publicId} ${child.systemId}>`;
        else {
          const attrs = child.attrs.map((a) => ` ${a.prefix ?? ''}${a.name}=${JSON.stringify(a.value)}`).sort().join('');
          const space = child.namespaceURI.slice(-4, -3) === '/' ? '' : child.namespaceURI.slice(-3);
          out += `<${space === 'tml' ? '' : space}${child.nodeName}${attrs}>${dump(child, unwrapped)}</>`;
        }
      }
    }
  };
  walk(children(node));
  flush();
  return out;
}

function isSwallowed(page) {
  const frames = children(parse(page).tree).some((html) => children(html).some((child) => child.nodeName === 'frameset'));
  if (frames) return false;
  const ends = '</title></textarea></style></noscript></xmp></iframe></noembed></noframes><svg></svg><x-probe>';
  const complete = page.replace(/<\/?[a-z][^<>]*$/i, '');
  return [...elements(parse(complete + ends).tree, 'x-probe')].length === 0;
}

function marks(tree, unwrapped) {
  const parts = dump(tree, unwrapped).split('<!--mark-->');
  return { count: parts.length - 1, rest: parts.join('').replace(/""/g, '') };
}

function judge([page, kind, name, rewritten]) {
  const before = parse(page);
  const got = parse(rewritten).tree;
  const want = edited(before.tree, kind, name);
  const same = (a, b) => dump(a) === dump(b);
  if (same(want, got)) return ['ok'];
  const again = parse(serialize(want)).tree;
  if (same(again, got)) return ['ok'];
  if (name === 'body' && kind === 'class' && (page.match(/<body/gi) ?? []).length > 1) return ['left', 'several tags of the body'];
  if (name === 'body' && isSwallowed(page)) return ['left', 'swallowed'];
  if (kind === 'class' || kind === 'attribute') return ['differs', dump(want), dump(got)];
  const [wanted, there] = [marks(want, true), marks(got, true)];
  const onlyElsewhere = wanted.count === there.count && wanted.rest === there.rest;
  if (name === 'body' && onlyElsewhere && /<\/(body|html)/i.test(page)) return ['left', 'content behind the end tag'];
  if (name === 'head' && onlyElsewhere && /<\/head/i.test(page)) return ['left', 'content behind the end tag'];
  if (before.forms && onlyElsewhere && /append|after/.test(kind)) return ['left', 'a form that goes on behind its end tag'];
  if (before.copies && (FORMATTING.has(name) || kind === 'remove' || kind === 'html' || kind === 'text')) {
    return ['left', 'copies of formatting elements'];
  }
  if (name !== 'body' && name !== 'head' && dump(want, true) === dump(got, true)) return ['left', 'in a formatting element'];
  if (before.copies && onlyElsewhere) return ['left', 'copies of formatting elements'];
  if (before.moved && name !== 'body' && name !== 'head') return ['left', 'moved before a table'];
  if (name === 'svg' && /<svg[^<>]*\/>/i.test(page)) return ['left', 'closes itself'];
  if (isSwallowed(page)) return ['left', 'swallowed'];
  if (name === 'td' && kind === 'remove' && /<template/i.test(page)) return ['left', 'what decides how a template is read'];
  if (!same(want, again)) return ['left', 'what no markup says'];
  return ['differs', dump(want), dump(got)];
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line) process.stdout.write(JSON.stringify(judge(JSON.parse(line))) + '\n');
}
