// Prints how many MB Bun's HTMLRewriter (lol-html) rewrites per second of process CPU, one line for each page.
// Usage: bun rates.mjs two-rules|eight-rules|links|links-changed FILE...
import { readFileSync } from "node:fs";

const script = "<script>" + "x".repeat(283) + "</script>";
const sixMore = [".hero", "#cta", "[data-variant]", "div.note span", 'body [href$="zzz"]', "ul > li.first"];
const nothing = { element() {} };
const twoRules = () =>
  new HTMLRewriter()
    .on("head", { element(head) { head.append(script, { html: true }); } })
    .on("body", { element(body) { body.setAttribute("style", "background:#fff;color:#111"); } });
const tasks = {
  "two-rules": twoRules,
  "eight-rules": () => sixMore.reduce((rewriter, selector) => rewriter.on(selector, nothing), twoRules()),
  links: () =>
    new HTMLRewriter().on("a[href]", {
      element(link) { link.setAttribute("href", link.getAttribute("href")); },
    }),
  "links-changed": () =>
    new HTMLRewriter().on("a[href]", {
      element(link) { link.setAttribute("href", link.getAttribute("href") + "?x"); },
    }),
};

const [task, ...files] = process.argv.slice(2);
const cpu = () => {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
};
for (const file of files) {
  const page = readFileSync(file);
  // transform() takes an ArrayBuffer; copying it runs at 12 GB/s and does not count.
  const rewrite = () =>
    tasks[task]().transform(page.buffer.slice(page.byteOffset, page.byteOffset + page.length)).byteLength;
  const measure = (seconds) => {
    const start = cpu();
    let times = 0;
    let spent;
    do {
      rewrite();
      times++;
    } while ((spent = cpu() - start) < seconds);
    return (page.length * times) / spent / 1e6;
  };
  measure(0.2);
  console.log(measure(0.3).toFixed(1));
}
