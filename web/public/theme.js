// Runs before the first paint, so that nobody is blinded by the other theme for a moment.
(function () {
  try {
    var theme = localStorage.getItem('pgp-theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch (e) {
    // Storage is closed to us; the theme of the system stays.
  }
})();
