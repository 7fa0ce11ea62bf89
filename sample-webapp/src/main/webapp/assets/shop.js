// Either answer closes the consent section.
document.addEventListener('click', function (event) {
  if (event.target.closest('#consent-section button')) document.getElementById('consent-section').style.display = 'none';
});
