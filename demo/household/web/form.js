/* The fields of one application, in an iframe of the shell's dialog. */

/** Sent as forms were before there was anything else: into a hidden iframe, whose answer calls `finished`. */
function send(verb) {
  $('#form').attr('action', `/hj/lh/${verb}.do?id=${$('input[name=id]').val()}`);
  $('#form')[0].submit();
}

function finished(saved, words) {
  top.caseFinished(saved === 1, words);
}

$(() => $('textarea[name=yj]').focus());
Object.assign(window, { send, finished });
