import { App, Button, Card, Form, Input } from 'antd';
import { call } from './http';
import { go } from './route';

export function LoginPage() {
  const { message } = App.useApp();
  async function signIn(values: { username: string }) {
    try {
      await call('POST', '/api/login', values);
      go('/reviews');
    } catch (error) {
      message.error((error as Error).message);
    }
  }
  return (
    <div className="login">
      <Card className="login-box" title="职称评审管理系统">
        <Form initialValues={{ username: 'limin', password: '12345678' }} onFinish={signIn} layout="vertical">
          <Form.Item name="username" label="用户名" required>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="password" label="密码" required>
            <Input.Password autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large">
            登录
          </Button>
        </Form>
        <p className="login-foot">衢州市职称改革工作领导小组办公室　演示数据，均为虚构人员</p>
      </Card>
    </div>
  );
}
