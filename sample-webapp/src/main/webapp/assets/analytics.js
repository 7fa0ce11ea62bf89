// Takes the place of Segment's analytics.js, which a real site loads here with its own write key: the same calls,
// nothing stored and nothing sent, so that the shop asks nothing of another host. Calls queued earlier are replayed.
(function () {
  var queued = window.analytics || [];
  var user = {
    id: function () { return null; },
    anonymousId: function () { return null; },
    traits: function () { return {}; }
  };
  var ignored = function () {};
  window.analytics = {
    initialized: true,
    ready: function (callback) { callback(); },
    user: function () { return user; },
    on: ignored,
    identify: ignored,
    page: ignored,
    track: ignored
  };
  for (var i = 0; i < queued.length; i++) {
    window.analytics[queued[i][0]].apply(window.analytics, [].slice.call(queued[i], 1));
  }
})();
