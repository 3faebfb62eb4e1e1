// A host that knows nothing of any check: one dialog, reused for everybody, values set without an event.
const $ = (id) => document.getElementById(id);
let current = null;
window.decided = [];
window.globalsAtStart = Object.getOwnPropertyNames(window).length;

const show = (person) => {
  current = person;
  $('name').value = person.name;
  $('number').value = person.number;
  $('key').textContent = person.id;
  $('label').textContent = person.label;
  $('mask').classList.add('open');
};
window.show = show;

fetch('/api/candidates')
  .then((response) => response.json())
  .then((people) => {
    window.people = people;
    $('rows').replaceChildren(
      ...people.map((person) => {
        const row = document.createElement('tr');
        const cells = [person.label, person.name, person.number.slice(0, 4) + '**********' + person.number.slice(-4)];
        row.append(...cells.map((text) => Object.assign(document.createElement('td'), { textContent: text })));
        const cell = document.createElement('td');
        const open = Object.assign(document.createElement('button'), { textContent: '查看', type: 'button' });
        open.onclick = () => show(person);
        cell.append(open);
        row.append(cell);
        return row;
      }),
    );
  });

const decide = async (what) => {
  const { id } = current;
  try {
    const response = await fetch(`/api/candidates/${id}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ remark: $('remark').value }),
    });
    window.decided.push([what, id, response.status]);
    if (response.ok) $('mask').classList.remove('open');
  } catch {
    window.decided.push([what, id, 'blocked']);
  }
};
$('hire').onclick = () => decide('hire');
$('reject').onclick = () => decide('reject');
$('close').onclick = () => $('mask').classList.remove('open');

// A focus trap as component libraries have it: what leaves the dialog is pulled back.
document.addEventListener('focusout', (event) => {
  const dialog = document.querySelector('.el-dialog');
  if (!$('mask').classList.contains('open') || !dialog.contains(event.target)) return;
  setTimeout(() => {
    if (!dialog.contains(document.activeElement)) dialog.focus();
  }, 0);
});
