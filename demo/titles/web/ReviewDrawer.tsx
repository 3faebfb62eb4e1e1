import { Button, Descriptions, Drawer, Form, Input, Space } from 'antd';
import { useEffect, useState } from 'react';
import type { Applicant } from '../applicants';
import { call } from './http';
import type { Deciding, Verb } from './useDecide';

export interface ReviewDrawerProps {
  /** The applicant of the address; nobody: closed. */
  readonly id: string | undefined;
  /** Goes up with each decision, so that what is shown is asked for again. */
  readonly version: number;
  readonly onClose: () => void;
  readonly send: Deciding['send'];
}

export function ReviewDrawer({ id, version, onClose, send }: ReviewDrawerProps) {
  const [one, setOne] = useState<Applicant>();
  const [opinion, setOpinion] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again where its version is another
  useEffect(() => {
    if (id !== undefined) call<Applicant>('GET', `/api/reviews/${id}`).then(setOne, onClose);
  }, [id, version]);

  const decide = (verb: Verb) => {
    // Said by send() already; the drawer stays as it is.
    if (one) send(one.id, verb, opinion).then(onClose, () => undefined);
  };
  const footer = (
    <Space>
      {one?.status === '待审核' && (
        <>
          <Button type="primary" onClick={() => decide('pass')}>
            通过
          </Button>
          <Button danger onClick={() => decide('fail')}>
            不通过
          </Button>
        </>
      )}
      <Button onClick={onClose}>关闭</Button>
    </Space>
  );
  return (
    <Drawer
      title="申报详情"
      size={620}
      open={id !== undefined}
      onClose={onClose}
      rootClassName="review-drawer"
      footer={footer}
    >
      {one && (
        <>
          <Form labelCol={{ span: 5 }} key={one.id}>
            <Form.Item label="姓名" required>
              <Input value={one.name} readOnly />
            </Form.Item>
            <Form.Item label="身份证号" required>
              <Input value={one.idNumber} readOnly />
            </Form.Item>
            <Form.Item label="工作单位">{one.unit}</Form.Item>
          </Form>
          <Descriptions
            title="申报信息"
            column={2}
            bordered
            items={[
              { key: 'no', label: '申报编号', children: one.applicationNo },
              { key: 'id', label: '流水号', children: one.id },
              { key: 'series', label: '评审系列', children: one.series },
              { key: 'code', label: '系列代码', children: one.seriesCode },
              { key: 'title', label: '申报职称', children: one.title },
              { key: 'degree', label: '学历', children: one.degree },
              { key: 'years', label: '专业年限', children: `${one.years} 年` },
              { key: 'submitted', label: '提交时间', children: one.submittedAt },
              { key: 'papers', label: '论文', children: `${one.papers} 篇` },
              { key: 'achievements', label: '业绩', children: `${one.achievements} 项` },
              { key: 'status', label: '审核状态', children: one.status },
              { key: 'by', label: '审核人', children: one.handledBy || '—' },
            ]}
          />
          <Form layout="vertical" className="opinion">
            <Form.Item label="审核意见">
              {one.status === '待审核' ? (
                <Input.TextArea
                  rows={2}
                  value={opinion}
                  placeholder="请输入审核意见"
                  onChange={(event) => setOpinion(event.target.value)}
                />
              ) : (
                one.opinion
              )}
            </Form.Item>
          </Form>
        </>
      )}
    </Drawer>
  );
}
