// The demo's own script in the place of Segment's analytics.js, which is not ours to hand out: a real site loads Segment's by the
// same path. It makes the calls that the shop needs as analytics.js makes them: page, track, the anonymous id and its cookie, and the
// calls that were queued before it came. It keeps no traits.
(function () {
  'use strict';
  var YEAR = 31536000;
  var queue = window.analytics;
  var api = (queue._loadOptions.integrations || {})['Segment.io'];
  var listeners = {};

  function cookie(name) {
    var found = document.cookie.match('(?:^|; )' + name + '=([^;]*)');
    return found ? decodeURIComponent(found[1]) : null;
  }

  function keep(name, value) {
    document.cookie = name + '=' + encodeURIComponent(value) + '; Path=/; SameSite=Lax; Max-Age=' + (value ? YEAR : 0);
  }

  var user = {
    id: function () { return cookie('ajs_user_id'); },
    anonymousId: function () {
      if (!cookie('ajs_anonymous_id')) keep('ajs_anonymous_id', crypto.randomUUID());
      return cookie('ajs_anonymous_id');
    },
    traits: function () { return {}; }
  };

  function send(call, event) {
    if (!api) return;
    event.messageId = 'demo-' + crypto.randomUUID();
    event.anonymousId = user.anonymousId();
    if (user.id()) event.userId = user.id();
    event.writeKey = queue._writeKey;
    event.timestamp = new Date().toISOString();
    event.context = { library: { name: 'demo of Attune' }, page: { path: location.pathname, title: document.title } };
    fetch(api.protocol + '://' + api.apiHost + '/' + call, {
      method: 'POST', keepalive: true, headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(event)
    });
  }

  var analytics = {
    initialized: true,
    user: function () { return user; },
    ready: function (callback) { setTimeout(callback); },
    on: function (name, listener) { (listeners[name] = listeners[name] || []).push(listener); },
    setAnonymousId: function (id) { keep('ajs_anonymous_id', id); },
    page: function () { send('p', { type: 'page', properties: { path: location.pathname, title: document.title } }); },
    track: function (name, properties) { send('t', { type: 'track', event: name, properties: properties || {} }); },
    reset: function () {
      keep('ajs_user_id', '');
      keep('ajs_anonymous_id', '');
      (listeners.reset || []).forEach(function (listener) { listener(); });
    }
  };

  // The id goes first, as in analytics.js: it is in the cookie before an event is sent.
  function isId(call) {
    return call[0] === 'setAnonymousId';
  }

  fetch(queue._cdn + '/v1/projects/' + queue._writeKey + '/settings').then(function () {
    window.analytics = analytics;
    queue.filter(isId).concat(queue.filter(function (call) { return !isId(call); })).forEach(function (call) {
      if (analytics[call[0]]) analytics[call[0]].apply(analytics, call.slice(1));
    });
  });
})();
