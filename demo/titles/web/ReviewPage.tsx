import { App, Button, Form, Input, Select, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { Applicant } from '../applicants';
import { call } from './http';
import { ReviewDrawer } from './ReviewDrawer';
import { go } from './route';
import { type Deciding, useDecide } from './useDecide';

const COLOURS = { 待审核: 'gold', 通过: 'green', 不通过: 'default' } as const;
const ANYTHING = { keyword: '', status: '' };

const columnsFor = (confirm: Deciding['confirm']): TableColumnsType<Applicant> => [
  { title: '序号', width: 56, fixed: 'left', align: 'center', render: (_, __, at) => at + 1 },
  { title: '申报编号', dataIndex: 'applicationNo', width: 124, fixed: 'left' },
  { title: '姓名', dataIndex: 'name', width: 110, fixed: 'left', ellipsis: true },
  { title: '身份证号', dataIndex: 'idNumber', width: 170 },
  { title: '流水号', dataIndex: 'id', width: 80 },
  { title: '工作单位', dataIndex: 'unit', width: 180, ellipsis: true },
  { title: '评审系列', dataIndex: 'series', width: 130 },
  { title: '系列代码', dataIndex: 'seriesCode', width: 96 },
  { title: '申报职称', dataIndex: 'title', width: 110 },
  { title: '学历', dataIndex: 'degree', width: 70 },
  { title: '专业年限', dataIndex: 'years', width: 80, align: 'right' },
  { title: '论文', dataIndex: 'papers', width: 60, align: 'right' },
  { title: '业绩', dataIndex: 'achievements', width: 60, align: 'right' },
  { title: '提交时间', dataIndex: 'submittedAt', width: 160 },
  { title: '审核时间', dataIndex: 'handledAt', width: 160, render: (at: string) => at || '—' },
  {
    title: '审核状态',
    dataIndex: 'status',
    width: 84,
    fixed: 'right',
    render: (status: Applicant['status']) => <Tag color={COLOURS[status]}>{status}</Tag>,
  },
  {
    title: '操作',
    width: 160,
    fixed: 'right',
    render: (_, { id, status }) => (
      <Space size={0}>
        <Button type="link" onClick={() => go(`/reviews/${id}`)}>
          详情
        </Button>
        {status === '待审核' && (
          <>
            <Button type="link" onClick={() => confirm(id, 'pass')}>
              通过
            </Button>
            <Button type="link" danger onClick={() => confirm(id, 'fail')}>
              不通过
            </Button>
          </>
        )}
      </Space>
    ),
  },
];

export function ReviewPage({ opened }: { opened: string | undefined }) {
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [query, setQuery] = useState({ ...ANYTHING, current: 1, pageSize: 10 });
  const [found, setFound] = useState<{ list: Applicant[]; total: number }>({ list: [], total: 0 });
  const [loading, setLoading] = useState(false);
  const [version, setVersion] = useState(0);
  const { send, confirm } = useDecide(() => setVersion((before) => before + 1));

  const load = useCallback(async () => {
    setLoading(true);
    try {
      const params = new URLSearchParams({ ...query, current: `${query.current}`, pageSize: `${query.pageSize}` });
      setFound(await call('GET', `/api/reviews?${params}`));
    } catch (error) {
      message.error((error as Error).message);
    } finally {
      setLoading(false);
    }
  }, [query, message]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a decision the list is asked for again
  useEffect(() => void load(), [load, version]);

  return (
    <>
      <Form
        form={form}
        layout="inline"
        className="panel"
        initialValues={ANYTHING}
        onFinish={(values) => setQuery((before) => ({ ...before, ...values, current: 1 }))}
      >
        <Form.Item name="keyword" label="姓名/编号">
          <Input placeholder="请输入姓名或申报编号" allowClear />
        </Form.Item>
        <Form.Item name="status" label="审核状态">
          <Select
            style={{ width: 110 }}
            options={[{ value: '', label: '全部' }, ...Object.keys(COLOURS).map((value) => ({ value, label: value }))]}
          />
        </Form.Item>
        <Space>
          <Button type="primary" htmlType="submit">
            查询
          </Button>
          <Button
            onClick={() => {
              form.resetFields();
              setQuery((before) => ({ ...before, ...ANYTHING, current: 1 }));
            }}
          >
            重置
          </Button>
        </Space>
      </Form>
      <Table
        className="panel review-table"
        rowKey="id"
        loading={loading}
        columns={columnsFor(confirm)}
        dataSource={found.list}
        scroll={{ x: 1900, y: 'calc(100vh - 286px)' }}
        pagination={{
          current: query.current,
          pageSize: query.pageSize,
          total: found.total,
          showSizeChanger: true,
          showQuickJumper: true,
          showTotal: (total) => `共 ${total} 条`,
          onChange: (current, pageSize) => setQuery((before) => ({ ...before, current, pageSize })),
        }}
      />
      <ReviewDrawer id={opened} version={version} onClose={() => go('/reviews')} send={send} />
    </>
  );
}
