// Gives the page the visitor's traits: as window.attune.traits, and on top of those that analytics.js has stored.
// It holds no data, so it may be cached for ever; the data stands in the block before it.
// Comment lines and indentation are left out when it is served. Plain ES5: it runs wherever analytics.js runs.
(function (window, document) {
  'use strict';
  var block = document.getElementById('attune-traits');
  var json = block ? block.textContent : '{}';
  var analytics = window.analytics = window.analytics || [];

  // A new copy for each reader, so that what one does to it changes nothing for the next.
  function read() {
    return JSON.parse(json, function (name, value) {
      return name === '__proto__' ? undefined : value;
    });
  }

  function merge(stored) {
    var result = {};
    [Object(stored), read()].forEach(function (traits) {
      Object.keys(traits).forEach(function (name) {
        if (name !== '__proto__') result[name] = traits[name];
      });
    });
    return result;
  }

  // After a reset the visitor is somebody else, of whom the server has said nothing yet.
  function forget() {
    json = '{}';
    window.attune.traits = {};
  }

  // Only reading is overlaid: what the page sets goes to the original, and ours is never stored or sent.
  function overlay(instance) {
    var original = instance.user;
    if (typeof original !== 'function' || original.attune) return;
    instance.user = function () {
      var user = original.apply(instance, arguments);
      var seen = Object.create(user);
      seen.traits = function (traits) {
        return traits === undefined ? merge(user.traits()) : user.traits(traits);
      };
      return seen;
    };
    instance.user.attune = true;
    instance.on('reset', forget);
  }

  function overlayGlobal() {
    overlay(window.analytics);
  }

  function whenParsed(run) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run);
    else run();
  }

  // What the page gets from analytics.user() and analytics.ready() if analytics.js never comes. The queue stays a queue,
  // for a snippet that a tag manager may bring later.
  function standIn() {
    if (window.analytics !== analytics) return;
function nothing() {
      return null;
    }
    analytics.user = function () {
      return { id: nothing, anonymousId: nothing, traits: read };
    };
    analytics.ready = function (callback) {
      setTimeout(callback, 0);
      return analytics;
    };
    analytics.reset = forget;
    analytics.slice().forEach(function (call) {
      if (call[0] !== 'ready' || call[1] === overlayGlobal) return;
      analytics.splice(analytics.indexOf(call), 1);
      analytics.ready(call[1]);
    });
  }

  window.attune = {
    traits: read(),
    ready: function (callback) {
      whenParsed(function () {
        callback(window.attune.traits);
      });
    },
    overlay: overlay
  };

  if (analytics.initialized) {
    overlay(analytics);
  } else if (Array.isArray(analytics)) {
    // analytics.js replays queued calls by method name, in the order in which each name first appeared, and the calls
    // of one name in their order: ours has to be the first entry of all.
    analytics.unshift(['ready', overlayGlobal]);
    // Until a snippet puts its own here.
    if (!analytics.invoked) {
      ['identify', 'track', 'page', 'screen', 'group', 'alias', 'reset', 'ready', 'on', 'once', 'off'].forEach(function (name) {
        analytics[name] = function () {
          analytics.push([name].concat([].slice.call(arguments)));
          return analytics;
        };
      });
    }
    whenParsed(function () {
      if (!analytics.invoked) standIn();
    });
    window.addEventListener('error', function (event) {
      var source = event.target && event.target.tagName === 'SCRIPT' && event.target.src;
      if (source && /\/analytics(\.min)?\.js([?#]|$)/.test(source)) whenParsed(standIn);
    }, true);
  }
})(window, document);
