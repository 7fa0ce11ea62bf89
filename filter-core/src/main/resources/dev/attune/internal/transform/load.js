// Loads analytics.js from the own domain, and sends its events there, on pages that do not load it themselves. All addresses come from
// the location, so no header of a request can lead elsewhere. It holds no data, so it may be cached for ever.
// Comment lines and indentation are left out when it is served. Plain ES5: it runs wherever analytics.js runs.
(function (script) {
  'use strict';
  var analytics = window.analytics = window.analytics || [];
  if (!script || analytics.initialized || analytics.invoked) return;
  function data(name) {
    return script.getAttribute('data-' + name);
  }
  // Until analytics.js replaces the queue, calls wait in it.
  analytics.invoked = true;
  ('track trackClick trackForm trackLink trackSubmit page pageview screen identify alias group reset user ready on off once register'
    + ' debug setAnonymousId addSourceMiddleware addIntegrationMiddleware addDestinationMiddleware').split(' ').forEach(function (name) {
    analytics[name] = function () {
      var now = window.analytics;
      if (now.initialized) return now[name].apply(now, arguments);
      analytics.push([name].concat([].slice.call(arguments)));
      return analytics;
    };
  });
  function url(name) {
    return data(name).charAt(0) === '/' ? location.origin + data(name) : data(name);
  }
  analytics._writeKey = data('key');
  analytics._cdn = url('cdn');
  analytics._loadOptions = data('events')
    ? { integrations: { 'Segment.io': { apiHost: location.host + data('events'), protocol: location.protocol.slice(0, -1) } } }
    : {};
  if (data('page')) analytics.page();
  var library = document.createElement('script');
  library.async = true;
  library.src = url('src');
  // A policy may ask for a nonce, and hides the attribute from scripts.
  if (script.nonce) library.nonce = script.nonce;
  document.head.appendChild(library);
})(document.currentScript);
