import { Breadcrumb, Layout, Menu } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { call } from './http';
import { go } from './route';

const ITEMS = [
  { key: 'home', label: '首页' },
  { key: 'plan', label: '评审计划' },
  {
    key: 'apply',
    label: '申报管理',
    children: [
      { key: 'reviews', label: '资格审核' },
      { key: 'proof', label: '佐证材料' },
    ],
  },
  { key: 'expert', label: '专家库' },
  { key: 'meeting', label: '评审会议' },
  { key: 'notice', label: '结果公示' },
  { key: 'certificate', label: '证书管理' },
];

export function MainLayout({ children }: { children: ReactNode }) {
  const [user, setUser] = useState('');
  useEffect(() => {
    // Whoever is signed out is led to the login page by call() itself.
    call<{ name: string }>('GET', '/api/currentUser').then(
      ({ name }) => setUser(name),
      () => setUser(''),
    );
  }, []);
  async function signOut() {
    await call('POST', '/api/logout');
    go('/login');
  }
  return (
    <Layout className="all">
      <Layout.Header className="top">
        <strong>职称评审管理系统</strong>
        <span className="top-year">2026 年度 · 第一批</span>
        <span className="top-space" />
        <span>市人力社保局 · 专技处</span>
        <span>{user}</span>
        <a
          href="/login"
          onClick={(event) => {
            event.preventDefault();
            void signOut();
          }}
        >
          退出登录
        </a>
      </Layout.Header>
      <Layout>
        <Layout.Sider width={168} theme="light">
          <Menu mode="inline" items={ITEMS} defaultOpenKeys={['apply']} selectedKeys={['reviews']} />
        </Layout.Sider>
        <Layout.Content className="page">
          <Breadcrumb items={[{ title: '首页' }, { title: '申报管理' }, { title: '资格审核' }]} />
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
