import { go } from './route';

/** All calls of the pages go through here; what the server says goes to the caller as an error's message. */
export async function call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error('网络异常，请稍后重试');
  });
  const answer = (await response.json().catch(() => ({}))) as { success?: boolean; errorMessage?: string; data?: T };
  if (response.status === 401) go('/login');
  if (!answer.success) throw new Error(answer.errorMessage ?? `请求失败（${response.status}）`);
  return answer.data as T;
}
