// Either answer closes the consent section, for a year.
document.addEventListener('click', function (event) {
  var answer = event.target.closest('#consent-section button');
  if (!answer) return;
  document.cookie = 'shop_consent=' + answer.value + '; Path=/; SameSite=Lax; Max-Age=31536000';
  document.getElementById('consent-section').style.display = 'none';
});
