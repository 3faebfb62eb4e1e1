layui.use(['table', 'form', 'layer', 'jquery'], () => {
  const { table, form, layer, jquery: $ } = layui;

  $.ajaxSetup({
    error: (request) => {
      if (request.status === 401) location.href = '/award/login.html';
      else layer.msg(`请求失败（${request.status}）`);
    },
  });
  $.get('/award/me', ({ data }) => $('#user').text(`宣传部 · ${data.name}`));

  table.render({
    elem: '#nominees',
    url: '/award/list',
    toolbar: '#bar',
    defaultToolbar: [],
    page: true,
    limit: 10,
    height: 'full-190',
    cols: [
      [
        { type: 'checkbox', fixed: 'left' },
        { field: 'number', title: '推荐编号', width: 130, fixed: 'left' },
        { field: 'name', title: '推荐对象', minWidth: 210 },
        { field: 'kind', title: '类别', width: 70 },
        { field: 'idNumber', title: '证件号码', width: 190 },
        { field: 'nominatedBy', title: '推荐单位', minWidth: 150 },
        { field: 'award', title: '奖项', minWidth: 160 },
        { field: 'status', title: '状态', width: 100 },
        { title: '操作', toolbar: '#rowBar', width: 130, fixed: 'right' },
      ],
    ],
  });

  const answered = ({ code, msg }) => {
    layer.msg(msg);
    if (code !== 0) return;
    layer.closeAll('page');
    table.reload('nominees');
  };

  form.on('submit(query)', ({ field }) => {
    table.reload('nominees', { where: field, page: { curr: 1 } });
    return false;
  });

  table.on('toolbar(nominees)', ({ event }) => {
    if (event !== 'passAll') return;
    const ids = table.checkStatus('nominees').data.map(({ id }) => id);
    if (ids.length === 0) layer.msg('请先勾选推荐对象');
    else $.post(`/award/passAll?ids=${ids.join(',')}`, answered);
  });

  // One dialog for everybody: only its values change, and no event tells of it.
  table.on('tool(nominees)', ({ event, data: { id } }) => {
    if (event !== 'show') return;
    $.get(`/award/nominee/${id}`, ({ data }) => {
      form.val('detail', data);
      $('#detail .buttons').toggle(data.status === '待审核');
      layer.open({
        type: 1,
        title: '推荐对象审核',
        area: ['560px', '580px'],
        offset: ['90px', '250px'],
        content: $('#detail'),
        success: () => $('#detail [name=opinion]').focus(),
      });
    });
  });

  for (const verb of ['pass', 'reject'])
    form.on(`submit(${verb})`, ({ field }) => {
      $.post(`/award/nominee/${field.id}/${verb}`, { opinion: field.opinion }, answered);
      return false;
    });

  $('#opinion').on('click', () => {
    layer.open({
      type: 2,
      title: '审核意见',
      area: ['420px', '320px'],
      offset: ['180px', '320px'],
      content: `/award/opinion.html?id=${form.val('detail').id}`,
      end: () => table.reload('nominees'),
    });
  });
});
