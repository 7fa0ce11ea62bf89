// Gives the page the visitor's traits: as window.attune.traits, and on top of those that analytics.js has stored.
// It holds no data, so it may be cached for ever; the data stands in the block before it.
// Comment lines and indentation are left out when it is served. Plain ES5: it runs wherever analytics.js runs.
(function () {
  'use strict';
  // The last one: a page that Turbo or htmx merges into this one brings another.
  var block = [].slice.call(document.querySelectorAll('script#attune-traits')).pop();
  var json = block ? block.textContent : '{}';
  var asked = 0;
  // It brings this script again, too. Its traits count, and nothing is set up twice.
  if (window.attune && window.attune.take) return window.attune.take(json);
  var analytics = window.analytics = window.analytics || [];

  // A new copy for each reader, so that what one does to it changes nothing for the next.
  function read() {
    return JSON.parse(json, function (name, value) {
      if (name !== '__proto__') return value;
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
    asked++;
    json = '{}';
    window.attune.traits = {};
  }

  function take(text, experiments) {
    json = text;
    window.attune.traits = read();
    if (window.analytics.initialized) overlayGlobal();
    var detail = { traits: read(), experiments: experiments || {} };
    document.dispatchEvent(new CustomEvent('attune:traits', { detail: detail }));
    return detail;
  }

  // Asks the server anew. Of several questions under way, the last one counts. The path is absolute, whatever <base> says. The end of
  // a long URL is left out, so that the question goes through.
  function refresh() {
    var turn = ++asked;
    return fetch(location.origin + block.getAttribute('data-attune') + 'visitor?path=' + encodeURIComponent(location.href.slice(location.origin.length, 1999)))
      .then(function (answer) {
        return answer.json().then(function (state) {
          if (!answer.ok) throw new Error('attune.refresh: ' + state.error);
          return turn === asked ? take(JSON.stringify(state.traits), state.experiments) : state;
        });
      });
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
      setTimeout(callback);
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
    overlay: overlay,
    refresh: refresh,
    take: take
  };

  if (analytics.initialized) {
    overlay(analytics);
  } else if (Array.isArray(analytics)) {
    // analytics.js replays queued calls by method name, in the order in which each name first appeared, and the calls
    // of one name in their order: ours has to be the first entry of all.
    analytics.unshift(['ready', overlayGlobal]);
    // Until a snippet puts its own here.
    if (!analytics.invoked) {
      'identify track page screen group alias reset ready on once off'.split(' ').forEach(function (name) {
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
      var source = event.target.tagName === 'SCRIPT' && event.target.src;
      if (source && /\/analytics(\.min)?\.js([?#]|$)/.test(source)) whenParsed(standIn);
    }, true);
  }
})();
