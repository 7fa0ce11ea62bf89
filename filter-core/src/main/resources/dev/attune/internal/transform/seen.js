// Tells the server that a page is seen which the browser had asked for ahead: when the page is first in sight. It holds no data,
// so it may be cached for ever; the token stands in its element, so that a page merged into another one tells of itself.
// Comment lines and indentation are left out when it is served.
(function (document, script) {
  'use strict';
  if (!script || !navigator.sendBeacon) return;
  var url = location.origin + script.getAttribute('data-to');
  var token = script.getAttribute('data-token');
  var events = ['prerenderingchange', 'visibilitychange'];
  function tell() {
    if (document.prerendering || document.visibilityState !== 'visible') return;
    events.forEach(function (name) {
      document.removeEventListener(name, tell);
    });
    navigator.sendBeacon(url, token);
  }
  events.forEach(function (name) {
    document.addEventListener(name, tell);
  });
  tell();
})(document, document.currentScript);
