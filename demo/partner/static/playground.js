// Each place holds the element as any page would; what it says is listed beneath.
const post = async (address, body) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};

const choice = document.getElementById('choice');
const chosen = () => Object.fromEntries(new FormData(choice));

for (const place of document.querySelectorAll('article')) {
  const events = place.querySelector('.events');
  const redeem = place.querySelector('[data-act=redeem]');
  const say = (words) => {
    const line = document.createElement('li');
    line.textContent = words;
    events.append(line);
  };
  let element;
  const renew = async () => {
    events.replaceChildren();
    redeem.disabled = true;
    const { session, code } = await post('/playground/session', { test: place.dataset.state });
    if (!session) return say(code);
    element = document.createElement('credit-check');
    for (const [name, value] of Object.entries({ session, ...chosen() })) element.setAttribute(name, value);
    for (const type of ['cc:ready', 'cc:complete', 'cc:closed', 'cc:error'])
      element.addEventListener(type, ({ detail }) => {
        say(type === 'cc:error' ? `${type} ${detail.code} ${detail.requestId}` : type);
        redeem.disabled = !element.receipt;
      });
    place.querySelector('.place').replaceChildren(element);
  };
  place.querySelector('[data-act=renew]').addEventListener('click', renew);
  redeem.addEventListener('click', async () => {
    const answer = await post('/playground/redeem', {
      session: element.getAttribute('session'),
      receipt: element.receipt,
    });
    say(JSON.stringify(answer.valid ? answer.claims : answer));
  });
  choice.addEventListener('change', () => {
    for (const [name, value] of Object.entries(chosen())) element?.setAttribute(name, value);
  });
  await renew();
}
