// Comfort only: the page says everything without it.
'use strict';

// Copies the command beside a button. Where the clipboard is closed to the page, the command is selected instead.
async function copy(button) {
  const code = button.parentNode.querySelector('code');
  const said = document.getElementById('said');
  try {
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = 'The command is copied.';
    button.firstChild.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(code);
    const done = document.execCommand('copy');
    said.textContent = done ? 'The command is copied.' : 'The command is selected.';
    button.firstChild.textContent = done ? 'Copied' : 'Selected';
  }
  setTimeout(() => { button.firstChild.textContent = 'Copy'; }, 2000);
}

// Opens what a link points into.
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === 'DETAILS') at.open = true;
  }
  if (target) target.scrollIntoView();
}

for (const button of document.querySelectorAll('button.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}
addEventListener('hashchange', openTarget);
openTarget();
