(function () {
  var byId = document.getElementById.bind(document);
  var shop = new URL(byId('address').href).origin;
  var frame = document.querySelector('iframe');
  var start = performance.now();

  // How long the shop's page took, pictures and all.
  frame.addEventListener('load', function () {
    byId('took').textContent = 'page and pictures came in ' + Math.round(performance.now() - start) + ' ms';
  }, { once: true });

  // The shop says where its visitor goes, so that all buttons here are about that page.
  addEventListener('message', function (event) {
    if (event.origin !== shop || event.source !== frame.contentWindow) return;
    var path = String(event.data);
    byId('address').href = byId('address').textContent = shop + path;
    byId('explain').href = '/explain?path=' + encodeURIComponent(path);
    var preview = new URL(byId('preview').href);
    preview.pathname = path;
    byId('preview').href = preview;
    document.querySelectorAll('input[name=path]').forEach(function (input) { input.value = path; });
  });

  // Events come while the page stands.
  setInterval(function () {
    fetch('/events').then(function (answer) { return answer.text(); }).then(function (list) {
      if (byId('events').innerHTML !== list) byId('events').innerHTML = list;
    });
  }, 1000);

  byId('copy').hidden = !navigator.clipboard;
  byId('copy').addEventListener('click', function () {
    navigator.clipboard.writeText(byId('preview').href).then(function () { byId('copied').textContent = 'Copied'; });
  });
})();
