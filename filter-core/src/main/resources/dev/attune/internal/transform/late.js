// On a page that a shared cache keeps: asks the server for what only this visitor may see, and puts it in. The answer sets the cookie
// by which the cache finds the visitor's next pages. It holds no data, so it may be cached for ever.
// Comment lines and indentation are left out when it is served. Plain ES5.
(function (window, document, script) {
  'use strict';
  if (!script || !window.fetch) return;
  var base = location.origin + script.getAttribute('data-to');
  var shown = script.getAttribute('data-shown').split(':');

  function whenParsed(run) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run);
    else run();
  }

  // Elements whose text is no text for people keep it.
  function put(change) {
    [].forEach.call(document.querySelectorAll(change.select), function (element) {
      if (!/^(script|style|template|iframe|noscript|noembed|noframes|xmp|plaintext)$/i.test(element.tagName)) {
        element.textContent = change.text;
      }
    });
  }

  function paint(color) {
    var root = document.documentElement.style;
    root.setProperty('--attune-page-color', color.page);
    root.setProperty('--attune-page-text', color.text);
    [root, document.body.style].forEach(function (style) {
      style.setProperty('background', color.page, 'important');
      style.setProperty('color', color.text, 'important');
    });
  }

  // A view counts for the variation that the page shows, if it is still the visitor's.
  function tell(token) {
    var events = ['prerenderingchange', 'visibilitychange'];
    function send() {
      if (document.prerendering || document.visibilityState !== 'visible') return;
      events.forEach(function (name) {
        document.removeEventListener(name, send);
      });
      navigator.sendBeacon(base + 'seen', token);
    }
    events.forEach(function (name) {
      document.addEventListener(name, send);
    });
    send();
  }

  // The end of a long URL is left out, so that the question goes through.
  fetch(base + 'visitor?path=' + encodeURIComponent(location.href.slice(location.origin.length, 1999)))
    .then(function (answer) {
      if (!answer.ok) throw new Error('late values: ' + answer.status);
      return answer.json();
    })
    .then(function (state) {
      var late = state.late || {};
      if (window.attune && window.attune.take) window.attune.take(JSON.stringify(state.traits), state.experiments);
      if (late.seen && navigator.sendBeacon && state.experiments[shown[0]] === +shown[1]) tell(late.seen);
      whenParsed(function () {
        (late.texts || []).forEach(put);
        if (late.color) paint(late.color);
      });
    });
})(window, document, document.currentScript);
