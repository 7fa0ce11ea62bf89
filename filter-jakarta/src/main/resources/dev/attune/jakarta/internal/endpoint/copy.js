(function () {
  var link = document.getElementById('link');
  var copy = document.getElementById('copy');
  // Behind a proxy, the browser knows scheme and host better than the server.
  link.href = location.origin + link.pathname + link.search;
  link.textContent = link.href;
  copy.hidden = !navigator.clipboard;
  copy.addEventListener('click', function () {
    navigator.clipboard.writeText(link.href).then(function () {
      document.getElementById('copied').textContent = 'Copied';
    });
  });
  copy.focus();
})();
