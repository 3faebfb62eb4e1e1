// A list whose rows decide by a confirm box that names nobody, as Modal.confirm of Ant Design and layer.confirm do.
window.decided = [];

const cell = (...inside) => {
  const td = document.createElement('td');
  td.append(...inside);
  return td;
};
const button = (text, press, more = {}) => {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: text, ...more });
  made.onclick = press;
  return made;
};

window.draw = (people) =>
  document.getElementById('rows').replaceChildren(
    ...people.map((person) => {
      const row = document.createElement('tr');
      row.id = `row-${person.id}`;
      const link = Object.assign(document.createElement('a'), { href: '#', textContent: '通 过', className: 'approve' });
      link.onclick = () => {
        // It comes a moment later, when somebody has been asked whether the case is open still.
        setTimeout(() => window.confirmFor(person.id), 120);
        return false;
      };
      row.append(cell(person.id), cell(person.name), cell(person.number), cell(link));
      return row;
    }),
  );

window.confirmFor = (id) => {
  const box = document.createElement('div');
  box.className = 'ant-modal-confirm';
  const content = Object.assign(document.createElement('div'), { className: 'ant-modal-content', tabIndex: -1 });
  content.setAttribute('role', 'dialog');
  const words = document.createElement('p');
  words.textContent = '确认办理？';
  const send = async () => {
    box.remove();
    const answer = fetch(`/api/candidates/${id}/hire`, { method: 'POST' });
    window.decided.push(await answer.then(({ status }) => [id, status]).catch(() => [id, 'blocked']));
  };
  content.append(
    words,
    button('取 消', () => box.remove(), { id: 'cancel' }),
    button('确 定', send, { id: 'ok' }),
  );
  box.append(content);
  document.body.append(box);
  content.focus();
};

// The box keeps the focus inside.
document.addEventListener('focusin', (event) => {
  const content = document.querySelector('.ant-modal-content');
  if (content && !content.contains(event.target)) content.focus();
});

fetch('/api/candidates')
  .then((response) => response.json())
  .then((people) => {
    window.people = people;
    window.draw(people.slice(0, 5));
  });
