import { ElMessage } from 'element-plus';

/** All calls of the pages go through here, as the template of such systems has it. */
export async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (error) {
    ElMessage.error('网络异常，请稍后再试');
    throw error;
  }
  const answer = (await response.json().catch(() => ({}))) as { code?: number; msg?: string; data?: T };
  if (response.status === 401) location.hash = '#/login';
  if (!response.ok || answer.code !== 0) {
    ElMessage.error(answer.msg ?? `请求失败（${response.status}）`);
    throw new Error(answer.msg ?? String(response.status));
  }
  return answer.data as T;
}
