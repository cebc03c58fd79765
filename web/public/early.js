// Runs before the first paint: nobody is blinded by the other theme for a moment, and nobody sees
// English words jump away when the page is about to speak another language, or the way to the
// login where there is one to the dashboard.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('pgp-theme');
    if (theme === 'light' || theme === 'dark') {
      root.dataset.theme = theme;
    }

    // A hint without a secret, left by the pages behind the login.
    if (localStorage.getItem('pgp-signed-in') === '1') {
      root.dataset.known = '';
    }
  } catch (e) {
    // Storage is closed to us; the theme of the system stays, and nobody is known.
  }

  var known = (navigator.languages || []).map(function (tag) {
    return tag.slice(0, 2).toLowerCase();
  });
  var first = known.filter(function (tag) {
    return /^(en|ru|es|pt)$/.test(tag);
  })[0];
  if (first && first !== 'en') {
    root.dataset.wait = first;
  }
})();
