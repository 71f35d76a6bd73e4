// Tells the platform that opened this window or frame that the registration is over (LTI Dynamic Registration 1.0, 3.6).
// At once where there is nothing left to note down, else when the person says so.
(() => {
  const place = document.querySelector('[data-close-registration]')
  const button = place && place.querySelector('button')
  const platform = window.opener || (window.parent !== window ? window.parent : null)
  if (!button || !platform) return
  // Who listens is not known by name here, and the message says nothing of anybody.
  const close = () => platform.postMessage({ subject: 'org.imsglobal.lti.close' }, '*')
  button.hidden = false
  button.addEventListener('click', close)
  if (place.dataset.closeRegistration === 'now') close()
})()
