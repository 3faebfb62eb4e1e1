$(() => {
  const form = $('form[name=slForm]');
  if (form.length === 0) return;
  const steps = $('.step');

  // The step is in the hash, so that the browser's back key turns back.
  function show() {
    const at = steps.filter(location.hash || '#step1');
    steps.hide();
    at.show();
    $('.steps li').removeClass('on').eq(steps.index(at)).addClass('on');
    $('#previous').prop('disabled', steps.index(at) === 0);
    $('#next').prop('disabled', steps.index(at) === steps.length - 1);
  }
  function turn(by) {
    location.hash = `step${steps.index(steps.filter(':visible')) + 1 + by}`;
  }
  $(window).on('hashchange', show);
  $('#previous').on('click', () => turn(-1));
  $('#next').on('click', () => turn(1));
  show();

  const base = form.attr('action').replace(/save\.do$/, '');
  // One button for everything: the result that is chosen says where the form goes.
  $('#sljg').on('change', function () {
    form.attr('action', `${base}${this.value || 'save'}.do`);
  });
  $('#save').on('click', () => {
    form.attr('action', `${base}save.do`);
    form[0].submit();
  });
  form.on('submit', () => {
    const result = $('#sljg').val();
    const missing = $('.step select[name^=cl]').filter((_, select) => select.value === '0');
    const deferred = $('.step select[name^=cl]').filter((_, select) => select.value === '2');
    let problem = '';
    if (!result) problem = '请选择受理结果';
    else if (result === 'accept' && missing.length > 0) problem = '材料未收齐，不能受理';
    else if (deferred.length > 0 && !/^\d{4}-\d{2}-\d{2}$/.test($('[name=bjqx]').val())) problem = '请填写容缺补交期限';
    if (problem) alert(problem);
    return problem === '';
  });
});
