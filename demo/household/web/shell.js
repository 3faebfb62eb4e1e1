/* The shell: tabs as iframes side by side, of which one is shown, and dialogs over all of them. */
let opened = 0;
let dialog = 0;

/** Each tab has an iframe of its own, whose name counts up; a tab that is there already is only shown. */
function openTab(title, url) {
  let tab = $('#tabs a').filter((_, one) => $(one).text() === title);
  if (tab.length === 0) {
    opened += 1;
    const name = `tab${opened}`;
    tab = $('<a href="javascript:;"></a>').text(title).data('frame', name).appendTo('#tabs');
    tab.on('click', () => showTab(tab));
    $('<iframe></iframe>').attr({ name, title, src: url }).appendTo('#frames');
  }
  showTab(tab);
}

function showTab(tab) {
  $('#tabs a').removeClass('on');
  tab.addClass('on');
  $('#frames iframe').hide();
  $(`#frames iframe[name=${tab.data('frame')}]`).show();
}

const shownTab = () => $('#frames iframe:visible')[0].contentWindow;

/** The fields are the iframe's, the buttons are this document's. */
function openCase(id) {
  dialog = layer.open({
    type: 2,
    title: '落户申请受理',
    area: ['720px', '420px'],
    offset: ['90px', '120px'],
    content: `/hj/lh/edit.do?id=${id}`,
    btn: ['受 理', '不予受理', '关 闭'],
    yes: (_index, layero) => send(layero, 'accept'),
    btn2: (_index, layero) => send(layero, 'refuse'),
    success: (layero) => layero.find('.layui-layer-btn a').attr('href', 'javascript:;'),
  });
}

function send(layero, verb) {
  layero.find('iframe')[0].contentWindow.send(verb);
  // The dialog stays until the server has answered.
  return false;
}

function caseFinished(saved, words) {
  layer.msg(words);
  if (!saved) return;
  layer.close(dialog);
  shownTab().location.reload();
}

$(() => openTab('首页', '/hj/home.do'));
Object.assign(window, { openTab, openCase, caseFinished });
