// Hands analytics.js the id by which the server knows this browser, ahead of every snippet: so analytics.js writes it into its own
// cookie, and events of both ends carry one id. It holds no data, so it may be cached for ever; the id stands in its element.
// Comment lines and indentation are left out when it is served. Plain ES5: it runs wherever analytics.js runs.
(function (script) {
  'use strict';
  if (!script) return;
  var analytics = window.analytics = window.analytics || [];
  var url = location.origin + script.getAttribute('data-to');
  function call(name, value, more) {
    if (analytics.initialized) analytics[name](value, more);
    else analytics.push(more ? [name, value, more] : [name, value]);
  }
  call('setAnonymousId', script.getAttribute('data-id'));
  // A page that Turbo or htmx merges into this one brings this script again.
  if (document.attuneReset) return;
  document.attuneReset = true;
  call('on', 'reset', function () {
    // A page is often left right after a reset. Every browser goes on sending a beacon then; Firefox before 133 drops a fetch.
    if (navigator.sendBeacon && navigator.sendBeacon(url)) return;
    var request = new XMLHttpRequest();
    request.open('POST', url);
    request.send();
  });
})(document.currentScript);
